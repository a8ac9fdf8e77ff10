"""Which deeds lead to which consequences, across contexts of life; and the rights they touch."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.mechanisms.consequences import Consequence
from glasscity.tables.rows import CardRow, GateRow

EASED = "eased"

RIGHTS = {
    1: "human dignity",
    7: "private and family life",
    8: "personal data",
    11: "expression and information",
    15: "occupation and work",
    16: "conduct of a business",
    17: "property",
    21: "non-discrimination",
    35: "health care",
    36: "access to services of general economic interest",
    38: "consumers",
    41: "good administration",
    45: "movement and residence",
    47: "effective remedy and fair trial",
    48: "presumption of innocence",
    49: "legality and proportionality of penalties",
    50: "not to be punished twice in criminal proceedings",
}
"""Articles of the Charter (EUC-01) that the papers name."""
BY_CONTEXT = {
    "money": (17, 38),
    "traffic": (36, 45),
    "travel": (36, 45),
    "work": (15,),
    "speech": (11,),
    "family": (7,),
    "health": (35,),
    "civic": (41,),
    "consumption": (36, 38),
}
"""Articles that a burden in a context of life touches, whatever else it does."""
SHOWN_IN_PUBLIC = (1, 7, 8)


@dataclass(frozen=True)
class Lead:
    """A deed that can lead to a consequence, by way of an instrument, with the contexts of both."""

    deed: str
    origin: str
    instrument: str
    consequence: Consequence
    reaches: str
    place: int

    @property
    def is_across(self) -> bool:
        """Whether it leads from one context of life to another; being shown has none."""
        return bool(self.reaches) and self.origin != self.reaches


def burdens(city: City) -> tuple[tuple[int, Consequence], ...]:
    """The consequences to people's cost, with their places."""
    rows = enumerate(city.regime.consequences)
    return tuple((c, it) for c, it in rows if it.row().verb != EASED)


def leads(city: City) -> tuple[Lead, ...]:
    """Each way from a deed that is not for others' good to a consequence at people's cost."""
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    contexts = {service.id: service.context for service in city.conduct.services}
    found = []
    for c, it in burdens(city):
        reaches = str(contexts.get(it.service, "")) if it.service is not None else ""
        for deed in sorted(origins(city, it.when.instrument)):
            kind = kinds[deed]
            if kind.valence != "prosocial":
                found.append(Lead(deed, kind.context, it.when.instrument, it, reaches, c))
    return tuple(found)


def origins(city: City, instrument: str) -> set[str]:
    """The deeds whose records move a standing, also by way of other standings."""
    regime, seen, waiting = city.regime, set[str](), [instrument]
    deeds: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for it in regime.instruments:
            if it.id == name:
                deeds |= {deed for _, deed in it.deeds()}
                waiting += _reads(it.settled())
        for spread in regime.spreads:
            if spread.as_ in deeds:
                waiting.append(spread.when.instrument)
    passed = {spread.as_ for spread in regime.spreads}
    return {deed for deed in deeds if deed not in passed} or deeds


def _reads(law: object) -> list[str]:
    if isinstance(law, CardRow):
        return [factor.reads for factor in law.factors]
    return [law.reads] if isinstance(law, GateRow) else []


def rights_of(city: City, it: Consequence) -> tuple[int, ...]:
    """The articles of the Charter that a consequence at people's cost touches."""
    everybody = {8, 21, 47} if city.population.unit == "person" else {16, 47}
    if it.service is None:
        return SHOWN_IN_PUBLIC if city.population.unit == "person" else (16, 47)
    contexts = {service.id: str(service.context) for service in city.conduct.services}
    return tuple(sorted({*everybody, *BY_CONTEXT.get(contexts.get(it.service, ""), ())}))


def named(articles: tuple[int, ...]) -> str:
    """``8 personal data, 47 effective remedy and fair trial``."""
    return ", ".join(f"{article} {RIGHTS[article]}" for article in articles)

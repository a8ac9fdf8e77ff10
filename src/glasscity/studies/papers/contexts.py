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
SEARCHED = (7, 8, 47, 48)
SHUNNED = (1, 7, 21)


@dataclass(frozen=True)
class Treatment:
    """What a standing with an instrument brings: where, in which context of life if in one.

    ``is_eased``: it makes things easier for those who have the standing.
    """

    id: str
    instrument: str
    what: str
    rights: tuple[int, ...]
    service: str = ""
    context: str = ""
    is_eased: bool = False


@dataclass(frozen=True)
class Lead:
    """A deed that counts towards a treatment, and the context in which it was done."""

    deed: str
    origin: str
    treatment: Treatment

    @property
    def is_across(self) -> bool:
        """Whether it leads from one context of life to another."""
        return bool(self.treatment.context) and self.origin != self.treatment.context


def treatments(city: City) -> tuple[Treatment, ...]:
    """Everything that a standing brings people, whether written as a consequence or not."""
    regime = city.regime
    found = [_of_consequence(city, it) for it in regime.consequences]
    for inquiry in regime.investigations:
        law = inquiry.row()
        what = "people are looked into in the order of their score"
        what += ", and some wrongly accused" if law.accuses > 0.0 else ""
        found.append(Treatment(inquiry.id, inquiry.reads, what, SEARCHED))
    for meeting in regime.encounters:
        if meeting.shuns is not None:
            what = "others refuse them help"
            found.append(Treatment(meeting.id, meeting.shuns.instrument, what, SHUNNED))
    for response in regime.responses:
        if (cut := response.cuts()) is not None:
            what = "others break their ties with them"
            found.append(Treatment(response.id, cut.when.instrument, what, SHUNNED))
    return tuple(found)


def _of_consequence(city: City, it: Consequence) -> Treatment:
    contexts = {service.id: str(service.context) for service in city.conduct.services}
    verb = it.row().verb
    service = it.service or ""
    what = f"'{service}' is {verb}" if service else f"they are {verb}"
    context = contexts.get(service, "")
    return Treatment(
        it.id, it.when.instrument, what, _rights(city, context), service, context, verb == EASED
    )


def _rights(city: City, context: str) -> tuple[int, ...]:
    """The articles of the Charter that a treatment in a context of life touches."""
    if city.population.unit != "person":
        return 16, 47
    if not context:
        return SHOWN_IN_PUBLIC
    return tuple(sorted({8, 21, 47, *BY_CONTEXT[context]}))


def burdens(city: City) -> tuple[Treatment, ...]:
    """The treatments to people's cost."""
    return tuple(it for it in treatments(city) if not it.is_eased)


def leads(city: City) -> tuple[Lead, ...]:
    """Each way from a deed to a treatment; to one at people's cost, from no deed for others."""
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    return tuple(
        Lead(deed, kinds[deed].context, it)
        for it in treatments(city)
        for deed in sorted(origins(city, it.instrument))
        if it.is_eased or kinds[deed].valence != "prosocial"
    )


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


def named(articles: tuple[int, ...]) -> str:
    """``8 personal data, 47 effective remedy and fair trial``."""
    return ", ".join(f"{article} {RIGHTS[article]}" for article in articles)

"""The elements of Article 5(1)(c) of the EU AI Act, and what documents and audit show of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from glasscity.documents.resolve import City
from glasscity.evidence import Quantity, Varied
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.studies.lint import Lint, lint_city
from glasscity.studies.lint.wording import listed, quoted
from glasscity.studies.papers.contents import Answers, from_audit
from glasscity.studies.papers.contexts import leads, origins, treatments
from glasscity.vocabulary.strata import SUBJECTS

Status = Literal["shown", "not shown", "for a lawyer"]
LAWYER: Status = "for a lawyer"
MEANING = (
    "Shown: the documents, or the audit, show what the element asks for. Not shown: they do not; "
    "that is no clearance. For a lawyer: facts are given, and what they come to is a question of "
    "law."
)


@dataclass(frozen=True)
class Ground:
    """What the walk reads."""

    city: City
    lint: Lint
    answers: Answers | None


@dataclass(frozen=True)
class Step:
    """One element: what it asks, its status, the evidence, and what is open."""

    id: str
    asks: str
    status: Status
    evidence: tuple[str, ...]
    open: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Walk:
    """All elements in order."""

    steps: tuple[Step, ...]

    def of(self, name: str) -> Step:
        """An element by its id."""
        return next(step for step in self.steps if step.id == name)

    @property
    def raises(self) -> bool:
        """Whether an Article 5 question is raised: no element is not shown, but for one limb."""
        needed = ("people", "evaluation", "period", "basis", "detriment")
        limbs = ("limb-i", "limb-ii")
        return all(self.of(name).status != "not shown" for name in needed) and any(
            self.of(name).status != "not shown" for name in limbs
        )


def _practice(ground: Ground) -> Step:
    regime = ground.city.regime
    return Step(
        "practice",
        "Is it placed on the market, put into service or used, in the reach of the Regulation?",
        LAWYER,
        (f"the rule set is '{regime.status}'; its clock starts on {regime.clock.start}",),
        ("who provides and who uses it, and where, stands in no document of a rule set",),
        ("EUA-03",),
    )


def _system(ground: Ground) -> Step:
    regime = ground.city.regime
    rules = sum(len(it.rules) for it in regime.banded) + len(regime.lists)
    evidence = [
        (
            f"{rules} rules of points and lists are written down, with {len(regime.consequences)} "
            "consequences; rules that people alone defined and a machine carries out speak against"
        )
    ]
    for sensor in regime.sensors:
        law = sensor.row()
        if law.wrong_match.any():
            evidence.append(
                f"sensor '{sensor.id}' searches for who somebody is, and can name the wrong "
                "person: "
                "that infers, and speaks for"
            )
        elif law.taken_for:
            evidence.append(
                f"sensor '{sensor.id}' takes {listed(quoted(sorted(law.taken_for)))} for something "
                "else: that classifies, and speaks for"
            )
    settled = [it.id for it in regime.instruments if it.settled() is not None]
    if settled:
        evidence.append(f"{listed(quoted(settled))} is worked out by a formula from other scores")
    return Step(
        "system",
        "Is it an AI system at all?",
        LAWYER,
        tuple(evidence),
        ("how the machinery behind the sensors and scores was built stands in no document",),
        ("EUA-01", "EUA-02", "EUA-08"),
    )


def _people(ground: Ground) -> Step:
    population = ground.city.population
    is_people = population.unit == "person"
    said = f"the population '{population.title.en}' is made of {SUBJECTS[population.unit].many}"
    return Step(
        "people",
        "Are natural persons, or groups of them, evaluated?",
        "shown" if is_people else "not shown",
        (said,),
        () if is_people else ("whether people behind the firms are judged by their firm's score",),
        ("EUA-03",),
    )


def _evaluation(ground: Ground) -> Step:
    regime = ground.city.regime
    said = [
        f"'{it.id}' puts everybody into one of {len(it.bands)} bands, "
        f"{listed(quoted([band.id for band in it.bands]))}"
        for it in regime.banded
    ]
    said += [f"'{it.id}' is a list that a person is on or off" for it in regime.lists]
    return Step(
        "evaluation",
        "Is it an evaluation or classification?",
        "shown" if said else "not shown",
        tuple(said) or ("no instrument keeps a score or a list",),
        (),
        ("EUA-03",),
    )


def _span(listing: Listing) -> str:
    """How long a list counts a record, in words."""
    days = f"{listing.period.value:,.0f} days"
    return f"for {days} on average" if listing.lapse == "memoryless" else f"within {days}"


def _period(ground: Ground) -> Step:
    said = []
    for it in ground.city.regime.banded:
        lapse = sorted({rule.expires.value for rule in it.rules if rule.expires is not None})
        if not it.rules:
            continue
        kept = f"; points stand for {lapse[0]:,.0f} to {lapse[-1]:,.0f} days" if lapse else ""
        lasting = [rule.id for rule in it.rules if rule.expires is None]
        kept += f"; those of {listed(quoted(lasting))} never lapse" if lasting else ""
        said.append(f"'{it.id}' adds up records over time{kept}")
    said += [f"'{it.id}' counts records {_span(it)}" for it in ground.city.regime.lists]
    said += [f"'{it.id}' is worked out anew in each window"
             for it in ground.city.regime.instruments if it.settled() is not None]  # fmt: skip
    return Step(
        "period",
        "Over a certain period of time?",
        "shown" if said else "not shown",
        tuple(said) or ("nothing is added up over time",),
        (),
        ("EUA-03", "EUA-07"),
    )


def _basis(ground: Ground) -> Step:
    city = ground.city
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    answered = {deed for it in city.regime.instruments for _, deed in it.deeds()}
    by_context: dict[str, list[str]] = {}
    for deed in (name for name in kinds if name in answered):
        by_context.setdefault(kinds[deed].context, []).append(deed)
    said = [f"{context}: {listed(quoted(deeds))}" for context, deeds in by_context.items()]
    traits = sorted({it.by for row in city.regime.instruments for it in _varied(row)})
    if traits:
        said.append(f"personal characteristics enter the score itself: {listed(traits)}")
    of_people = [
        f"'{it.id}', a {it.kind}, stands for what people are, or are taken to be"
        for it in city.regime.instruments
        if not it.deeds()
    ]
    status: Status = "shown" if said else LAWYER if of_people else "not shown"
    return Step(
        "basis",
        "Is it based on social behaviour, or on personal or personality characteristics?",
        status,
        (*said, *of_people) or ("no deed and no characteristic enters a score or list",),
        () if status == "not shown" else (MEANT,),
        ("EUA-03", "EUA-04"),
    )


MEANT = "whether this is social behaviour, or a personal characteristic, in the sense of the law"


def _varied(part: object) -> list[Varied[Quantity]]:
    """Numbers of an instrument that vary by a dimension."""
    if isinstance(part, Varied):
        return [part]
    if isinstance(part, tuple):
        return [found for item in part for found in _varied(item)]
    fields = getattr(type(part), "model_fields", {})
    return [found for name in fields for found in _varied(getattr(part, name))]


def _untold(ground: Ground) -> list[str]:
    """Standings of which nothing follows in the file."""
    return [it.what for it in ground.lint.findings if it.rule == "instrument-unread"]


NEVER = ("consequence-nobody-meets", "hardly-anybody")


def _detriment(ground: Ground) -> Step:
    rows, untold = treatments(ground.city), _untold(ground)
    said = [
        f"'{it.id}': {it.what}; read from '{it.instrument}'"
        + ("; that is withheld from all others" if it.is_eased else "")
        for it in rows
    ]
    said += untold
    said += [f"but: {it.what}" for it in ground.lint.findings if it.rule in NEVER]
    found, missing = from_audit(ground.answers, ("sight", "error"))
    costly = any(not it.is_eased for it in rows)
    status: Status = "shown" if costly else LAWYER if rows or untold else "not shown"
    elsewhere = ("what follows from a standing outside this file",) if untold else ()
    return Step(
        "detriment",
        "Does the score lead to detrimental or unfavourable treatment?",
        status,
        (*(said or ["nothing follows from any score or list"]), *found),
        (*elsewhere, *missing),
        ("EUA-03", "EUA-07"),
    )


def _limb_i(ground: Ground) -> Step:
    rows, untold = treatments(ground.city), _untold(ground)
    pairs: dict[tuple[str, str, str, str], list[str]] = {}
    for lead in leads(ground.city):
        if lead.is_across:
            it = lead.treatment
            pairs.setdefault((lead.origin, it.context, it.id, it.instrument), []).append(lead.deed)
    eased = {it.id for it in rows if it.is_eased}
    said = [
        f"from {origin} to {context}: {listed(quoted(deeds))} "
        f"{'can bear on' if name in eased else 'can lead to'} '{name}', by way of '{instrument}'"
        for (origin, context, name, instrument), deeds in pairs.items()
    ]
    said += [f"'{it.id}': {it.what}, in no one context" for it in rows if not it.context]
    said += [
        f"'{it.id}': what '{it.instrument}' stands for was in no one context"
        for it in rows
        if it.context and not origins(ground.city, it.instrument)
    ]
    said += untold
    found, missing = from_audit(ground.answers, ("contexts",))
    return Step(
        "limb-i",
        "Limb (i): treatment in social contexts unrelated to those of the data?",
        LAWYER if said else "not shown",
        (
            *(said or ["nothing follows in another context than that of the deeds behind it"]),
            *found,
        ),
        (
            *((UNRELATED,) if said else ()),
            *missing,
        ),
        ("EUA-03",),
    )


UNRELATED = "whether contexts that differ in this catalogue are unrelated in law"
UNEVEN = (
    "answered-twice band-without-exit no-way-home list-without-exit loss-for-good "
    "gains-capped-below-loss"
).split()


def _limb_ii(ground: Ground) -> Step:
    rows, untold = treatments(ground.city), _untold(ground)
    said = [f"{it.rule}: {it.what}" for it in ground.lint.findings if it.rule in UNEVEN]
    kinds = {kind.id: kind for kind in ground.city.conduct.kinds}
    lightest: dict[str, str] = {}
    for lead in leads(ground.city):
        if not lead.treatment.is_eased:
            before = lightest.get(lead.treatment.id, lead.deed)
            lightest[lead.treatment.id] = min(
                before, lead.deed, key=lambda deed: kinds[deed].gravity.rank
            )
    said += [
        f"the lightest deed that counts towards '{name}' is '{deed}' "
        f"({kinds[deed].gravity.because})"
        for name, deed in lightest.items()
    ]
    said += untold
    wanted = ("proportion", "error", "groups", "time", "recourse")
    found, missing = from_audit(ground.answers, wanted)
    return Step(
        "limb-ii",
        "Limb (ii): treatment unjustified or disproportionate to the behaviour or its gravity?",
        LAWYER if rows or untold else "not shown",
        (
            *(said or ["nothing shows by itself" if rows else "nothing follows from any score"]),
            *found,
        ),
        (*(("what would justify the treatment",) if rows or untold else ()), *missing),
        ("EUA-03",),
    )


def _lawful(ground: Ground) -> Step:
    city = ground.city
    kinds = {kind.id: kind for kind in city.conduct.kinds}
    said = []
    for it in city.regime.instruments:
        contexts = sorted({kinds[deed].context for _, deed in it.deeds()})
        if contexts:
            said.append(
                f"'{it.id}' draws on {len(contexts)} context{'s' * (len(contexts) > 1)} of life: "
                f"{', '.join(contexts)}"
            )
    return Step(
        "lawful",
        "Is it a lawful evaluation for a specific purpose?",
        LAWYER,
        tuple(said) or ("no instrument draws on deeds",),
        ("its purpose, and the Union or national law it rests on, stand in no document",),
        ("EUA-04",),
    )


STEPS: tuple[Callable[[Ground], Step], ...] = (
    _practice,
    _system,
    _people,
    _evaluation,
    _period,
    _basis,
    _detriment,
    _limb_i,
    _limb_ii,
    _lawful,
)


def walk_of(city: City, answers: Answers | None = None) -> Walk:
    """The walk of a rule set, with the answers of an audit where there are any."""
    ground = Ground(city, lint_city(city.regime.id, city), answers)
    return Walk(tuple(step(ground) for step in STEPS))

"""A walk along Article 5(1)(c) of the EU AI Act, element by element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from glasscity.charts.figure import Table
from glasscity.documents.resolve import City
from glasscity.evidence import Quantity, Varied
from glasscity.studies.lint import Lint, lint_city
from glasscity.studies.lint.wording import listed, quoted
from glasscity.studies.papers.contents import JUDGEMENT, Answers, Paper, Part, from_audit
from glasscity.studies.papers.contexts import burdens, leads, named, rights_of
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


def walk_of(city: City, answers: Answers | None = None) -> Walk:
    """The walk of a rule set, with the answers of an audit where there are any."""
    ground = Ground(city, lint_city(city.regime.id, city), answers)
    return Walk(tuple(step(ground) for step in STEPS))


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
    said += [
        f"'{it.id}' counts records within {it.period.value:,.0f} days"
        for it in ground.city.regime.lists
    ]
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
    return Step(
        "basis",
        "Is it based on social behaviour, or on personal or personality characteristics?",
        "shown" if said else "not shown",
        tuple(said) or ("no deed and no characteristic enters a score or list",),
        ("whether each deed is social behaviour in the sense of the law",) if said else (),
        ("EUA-03", "EUA-04"),
    )


def _varied(part: object) -> list[Varied[Quantity]]:
    """Numbers of an instrument that vary by a dimension."""
    if isinstance(part, Varied):
        return [part]
    if isinstance(part, tuple):
        return [found for item in part for found in _varied(item)]
    fields = getattr(type(part), "model_fields", {})
    return [found for name in fields for found in _varied(getattr(part, name))]


def _detriment(ground: Ground) -> Step:
    city = ground.city
    rows = burdens(city)
    said = [
        f"'{it.id}': {_what(it.service)} {it.row().verb}; read from '{it.when.instrument}'"
        for _, it in rows
    ]
    eased = [it.id for it in city.regime.consequences if it.row().verb == "eased"]
    if eased:
        said.append(f"{listed(quoted(eased))} ease things for some, and so not for the others")
    never = [it for it in ground.lint.findings if it.rule in NEVER]
    said += [f"but: {it.what}" for it in never]
    found, missing = from_audit(ground.answers, ("sight", "error"))
    status: Status = "shown" if rows else LAWYER if eased else "not shown"
    return Step(
        "detriment",
        "Does the score lead to detrimental or unfavourable treatment?",
        status,
        (*(said or ["no consequence is written down"]), *found),
        missing,
        ("EUA-03", "EUA-07"),
    )


NEVER = ("consequence-nobody-meets", "hardly-anybody")


def _what(service: str | None) -> str:
    return "the person is" if service is None else f"'{service}' is"


def _limb_i(ground: Ground) -> Step:
    across = [lead for lead in leads(ground.city) if lead.is_across]
    pairs: dict[tuple[str, str, str, str], list[str]] = {}
    for lead in across:
        key = (lead.origin, lead.reaches, lead.consequence.id, lead.instrument)
        pairs.setdefault(key, []).append(lead.deed)
    said = [
        f"from {origin} to {reaches}: {listed(quoted(deeds))} can lead to '{consequence}', by way "
        f"of '{instrument}'"
        for (origin, reaches, consequence, instrument), deeds in pairs.items()
    ]
    shown = [it.id for _, it in burdens(ground.city) if it.service is None]
    said += [f"'{name}' shows people in public, in no one context" for name in shown]
    found, missing = from_audit(ground.answers, ("contexts",))
    return Step(
        "limb-i",
        "Limb (i): treatment in social contexts unrelated to those of the data?",
        LAWYER if said else "not shown",
        (*(said or ["no consequence lies in another context than the deeds behind it"]), *found),
        (
            *(
                ("whether contexts that differ in this catalogue are unrelated in law",)
                if said
                else ()
            ),
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
    rows = burdens(ground.city)
    said = [f"{it.rule}: {it.what}" for it in ground.lint.findings if it.rule in UNEVEN]
    kinds = {kind.id: kind for kind in ground.city.conduct.kinds}
    worst: dict[str, list[str]] = {}
    for lead in leads(ground.city):
        worst.setdefault(lead.consequence.id, []).append(lead.deed)
    for name, deeds in worst.items():
        light = min(deeds, key=lambda deed: kinds[deed].gravity.rank)
        said.append(
            f"the lightest deed that counts towards '{name}' is '{light}' "
            f"({kinds[light].gravity.because})"
        )
    wanted = ("proportion", "error", "groups", "time", "recourse")
    found, missing = from_audit(ground.answers, wanted)
    return Step(
        "limb-ii",
        "Limb (ii): treatment unjustified or disproportionate to the behaviour or its gravity?",
        LAWYER if rows else "not shown",
        (*(said or ["no consequence at people's cost is written down"]), *found),
        (*(("what would justify the treatment",) if rows else ()), *missing),
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


def walk_paper(city: City, answers: Answers | None = None) -> Paper:
    """The walk as a paper."""
    walk = walk_of(city, answers)
    ends = (
        "An Article 5 question is raised: of what was looked at no element is missing, and one "
        "limb is enough."
        if walk.raises
        else "No Article 5 question is raised by what was looked at, because an element is not "
        "shown. That is no clearance."
    )
    overview = Table(
        "Elements",
        ("element", "status"),
        tuple((step.asks, step.status) for step in walk.steps),
    )
    cites = tuple(dict.fromkeys(key for step in walk.steps for key in step.cites))
    return Paper(
        "legal-walk",
        "A walk along Article 5(1)(c) of the EU AI Act",
        city.regime.title.en,
        (JUDGEMENT, ends, MEANING),
        (
            Part("In short", tables=(overview,)),
            *(_part(step) for step in walk.steps),
            _rights(city),
        ),
        (*cites, "EUA-06", "EUC-01"),
        city.references,
    )


def _part(step: Step) -> Part:
    found = [f"{line[0].upper()}{line[1:].removesuffix('.')}." for line in step.evidence]
    left = [f"Open: {line}." for line in step.open]
    cites = f"Read with {', '.join(step.cites)} below."
    return Part(step.asks, (cites,), (*found, *left), mark=step.status)


def _rights(city: City) -> Part:
    body = tuple(
        (it.id, it.service or "in public", it.row().verb, named(rights_of(city, it)))
        for _, it in burdens(city)
    )
    said = (
        "Rights that each consequence may touch, by its context of life; which are engaged, and "
        "whether a limit on them is justified, is for a lawyer. Points and lists themselves touch "
        f"{named((1, 7, 8))}; records that are wrong, {named((47, 48))}; deeds answered more than "
        f"once, {named((49, 50))}."
    )
    header = ("consequence", "service", "what happens", "articles of the Charter (EUC-01)")
    tables = (Table("Consequences and rights", header, body),) if body else ()
    return Part("Rights of the EU Charter", (said,), tables=tables)

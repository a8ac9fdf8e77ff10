"""An ODD+D description of a model run, made from its documents."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.charts.figure import Table
from glasscity.documents.resolve import City
from glasscity.documents.sourced import tally
from glasscity.evidence import Frozen
from glasscity.measures.every import every_measure
from glasscity.studies.lint.wording import listed, quoted
from glasscity.studies.papers.contents import JUDGEMENT, Answers, Paper, Part, from_audit
from glasscity.vocabulary.strata import SUBJECTS
from glasscity.vocabulary.terms import GRADE_MEANING

NONE = "None in this rule set."
QUESTIONS = (
    "sight",
    "error",
    "groups",
    "time",
    "contexts",
    "proportion",
    "recourse",
    "behaviour",
    "spread",
    "assumptions",
)
"""Questions of the audit whose answers an observation may rest on."""


def odd_paper(city: City, answers: Answers | None = None) -> Paper:
    """The description, in the order of ODD+D (ODD-01)."""
    return Paper(
        "odd",
        "ODD+D description",
        city.regime.title.en,
        (
            JUDGEMENT,
            (
                "Made from the documents named in it, in the order of the ODD+D protocol (ODD-01). "
                "The "
                "exact meaning of a run is in docs/semantics.md, by numbered clause."
            ),
        ),
        (
            Part("1 Overview", parts=(_purpose(city), _entities(city), _process(city))),
            Part("2 Design concepts", parts=_concepts(city, answers)),
            Part("3 Details", parts=_details(city)),
        ),
        ("ODD-01",),
        city.references,
    )


def _purpose(city: City) -> Part:
    regime = city.regime
    return Part(
        "1.1 Purpose",
        (
            (
                "To see what a rule set does, to whom, and how much of it by error, for "
                "researchers, "
                "auditors, journalists and teachers. It predicts no person and no city."
            ),
            regime.summary.en,
        ),
    )


def _entities(city: City) -> Part:
    population, regime = city.population, city.regime
    subject = SUBJECTS[population.unit]
    window = regime.clock.window
    length = "calendar months" if isinstance(window, str) else f"spans of {window.value:g} days"
    dimensions = "; ".join(f"{name}: {', '.join(of)}" for name, of in subject.dimensions.items())
    return Part(
        "1.2 Entities, state variables and scales",
        (
            (
                f"{subject.many.capitalize()}: {population.people.value:,.0f} of "
                f"'{population.title.en}', each a number with a stratum ({dimensions}), a "
                "propensity "
                "for each factor of conduct, an awareness threshold, a tendency to be taken for "
                "others "
                "and perhaps an enrolled photo. What changes: scores, bands, listings, counters, "
                "pending items, awareness."
            ),
            (
                "The place is closed and has no map. Time is continuous within windows of "
                f"{length} "
                f"from {regime.clock.start}; what is shared is settled at a window's end."
            ),
            "From outside come the rules, their dates and the rates of the conduct file.",
        ),
        tables=(_instruments(city),) if regime.instruments else (),
    )


def _instruments(city: City) -> Table:
    body = []
    for it in city.regime.instruments:
        bands = [band.id for row in it.ledger_rows() for band in row.bands]
        lists = [row.id for row in it.list_rows()]
        body.append((it.id, it.kind, ", ".join(bands) or ", ".join(lists)))
    return Table("Standings", ("instrument", "kind", "bands or lists"), tuple(body))


def _process(city: City) -> Part:
    regime = city.regime
    steps = [
        "Candidate deeds are drawn for each person and done or not, in the order of time (3, 4).",
        "Sensors see, miss or misread them, or name somebody else; records arrive late (5, 6).",
        "Instruments answer records; bands and lists are published (7).",
        "People try to get things; consequences act on their standing (10).",
        (
            "At a window's end beliefs, awareness, pools of mistaken records and attention are "
            "settled (8, 9)."
        ),
    ]
    if regime.is_contestable:
        steps.append("Records are contested, and struck or not (12).")
    if regime.encounters or regime.investigations or regime.spreads:
        steps.append("People meet, are looked into, or have a standing passed on (13).")
    return Part("1.3 Process overview and scheduling", points=tuple(steps))


def _concepts(city: City, answers: Answers | None) -> tuple[Part, ...]:
    return (
        _background(city),
        _decisions(city),
        _learning(city),
        _sensing(city),
        Part(
            "2.5 Individual prediction",
            (
                "People foresee nothing but a believed risk of being recorded and the points at "
                "stake in their present band."
                if city.regime.responses
                else NONE,
            ),
        ),
        _interaction(city),
        Part(
            "2.7 Collectives",
            ("Strata, and groups of people who look alike; nobody acts as a group.",),
        ),
        _heterogeneity(city),
        Part(
            "2.9 Stochasticity",
            (
                (
                    "Every draw is a function of seed, stream, person, window and ordinal; regimes "
                    "share each person's luck. Streams are listed in semantics 2."
                ),
            ),
        ),
        _observation(city, answers),
    )


def _background(city: City) -> Part:
    parts: Sequence[tuple[str, Frozen]] = (
        ("rules and sensors", city.regime),
        ("conduct", city.conduct),
        ("population", city.population),
    )
    body = []
    for name, part in parts:
        counts = tally(part)
        grades = ", ".join(f"{n} {grade}" for grade, n in counts.by_grade.items() if n)
        body.append((name, str(counts.total), str(counts.sourced), grades or "none"))
    meaning = "; ".join(f"{grade}: {words}" for grade, words in GRADE_MEANING.items())
    header = ("document", "numbers", "sourced", "by grade")
    return Part(
        "2.1 Theoretical and empirical background",
        (
            (
                "Each number has a source with a grade, or an assumption with its reason; "
                f"`glasscity show {city.regime.id} --sources` lists all. Grades: {meaning}."
            ),
        ),
        tables=(Table("What the numbers rest on", header, tuple(body)),),
    )


def _decisions(city: City) -> Part:
    said = [
        f"'{it.id}' ({it.kind}): {it.says.format_map(_Named(it))}" for it in city.regime.responses
    ]
    return Part(
        "2.2 Individual decision-making",
        (
            (
                "A candidate deed is done with a chance that responses multiply; without a "
                "response "
                "conduct does not change. People do not optimise."
            ),
        ),
        tuple(said) or (NONE,),
    )


class _Named(dict[str, str]):
    """Words for the places of a sentence: ids of the row itself."""

    def __init__(self, row: object) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, key: str) -> str:
        found = getattr(self.row, key, None)
        if found is None:
            return "those whose standing it names"
        return listed(quoted(found)) if isinstance(found, tuple) else str(found)


def _learning(city: City) -> Part:
    said = []
    for it in city.regime.responses:
        place, own = it.place_belief(), it.own_belief()
        if own is not None:
            said.append(f"'{it.id}': each person learns a risk from own deeds (8.6).")
        elif place is not None:
            said.append(
                f"'{it.id}': the place's {place.follows} is learnt each window (8.4, 8.10)."
            )
    return Part("2.3 Learning", points=tuple(said) or (NONE,))


def _sensing(city: City) -> Part:
    return Part(
        "2.4 Individual sensing",
        (
            (
                "A person knows the own published band, and the rules if aware; awareness grows by "
                f"{100 * city.regime.awareness.spread.value:g} % of the unaware a year (8.1). "
                "Nobody "
                "sees another's file."
            ),
        ),
    )


def _interaction(city: City) -> Part:
    regime = city.regime
    pooled = [it.id for it in regime.sensors if it.row().is_pooled]
    said = []
    if pooled:
        said.append(f"Deeds that {listed(quoted(pooled))} pins on somebody else fall on others.")
    said += [f"'{it.id}': {it.says}" for it in regime.encounters]
    said += [f"'{it.id}': {it.says}" for it in regime.spreads]
    if city.population.ties:
        said.append(f"Ties: {listed(quoted([it.id for it in city.population.ties]))}.")
    return Part("2.6 Interaction", points=tuple(said) or (NONE,))


def _heterogeneity(city: City) -> Part:
    factors = [
        f"Factor '{it.id}': a gamma law of mean 1 and spread {it.spread.value:g}."
        for it in city.conduct.factors
    ]
    share = city.conduct.correlation.value
    return Part(
        "2.8 Heterogeneity",
        (
            (
                "People differ by stratum and by propensity; two propensities of a person have "
                "the "
                f"correlation {share:g}."
            ),
        ),
        tuple(factors),
    )


def _observation(city: City, answers: Answers | None) -> Part:
    del city
    found, missing = from_audit(answers, QUESTIONS)
    if answers is None:
        missing = ("No audit was run; its answers can be added with --audit",)
    measures = ", ".join(it.title.lower() for it in every_measure())
    return Part(
        "2.10 Observation",
        (
            (
                f"Tallies by window, stratum and kind, as Parquet. Measures: {measures}. Wrongful "
                "records stand beside true ones."
            ),
        ),
        tuple(line if line.endswith(".") else f"{line}." for line in (*found, *missing)),
    )


def _details(city: City) -> tuple[Part, ...]:
    from glasscity import __version__

    digests = tuple(city.digests.items())
    margins = [", ".join(it.over) for it in city.population.margins]
    opening = [f"'{it.id}'" for it in city.regime.banded]
    return (
        Part(
            "3.1 Implementation details",
            (
                (
                    f"Glass City {__version__}, Apache-2.0, Python and Numba. "
                    f"`glasscity run {city.regime.id}` runs it; the same command gives the same "
                    "bits."
                ),
            ),
            tables=(Table("Resolved documents (sha256)", ("document", "digest"), digests),),
        ),
        Part(
            "3.2 Initialisation",
            (
                "People are spread over strata by iterative proportional fitting to the margins; "
                f"scores of {listed(opening)} open as written; nothing is pending."
                if opening
                else "People are spread over strata by iterative proportional fitting.",
            ),
        ),
        Part(
            "3.3 Input data",
            (
                (
                    f"Margins over {'; '.join(margins)}. Conduct '{city.conduct.id}': "
                    f"{len(city.conduct.kinds)} kinds of deeds, {len(city.conduct.services)} "
                    "services. "
                    "No data about individuals can be loaded."
                ),
            ),
        ),
        Part("3.4 Submodels", tables=(_submodels(city),)),
    )


def _submodels(city: City) -> Table:
    regime = city.regime
    families: tuple[tuple[str, str, Sequence[tuple[str, str]]], ...] = (
        ("sensor", "5, 6", [(it.id, it.kind) for it in regime.sensors]),
        ("instrument", "7, 13", [(it.id, it.kind) for it in regime.instruments]),
        ("consequence", "10", [(it.id, it.kind) for it in regime.consequences]),
        ("way back", "6.3, 10.7, 12", [(it.id, it.kind) for it in regime.recourse]),
        ("response", "8", [(it.id, it.kind) for it in regime.responses]),
        ("encounter", "13", [(it.id, it.kind) for it in regime.encounters]),
        ("investigation", "13.9", [(it.id, it.kind) for it in regime.investigations]),
    )
    body = tuple((name, *row, clauses) for name, clauses, rows in families for row in rows)
    return Table("Parts of the rule set", ("family", "id", "kind", "semantics"), body)

"""An evidence annex for Article 27(1)(a) to (f), where no Article 5 question is raised."""

from __future__ import annotations

from collections.abc import Callable

from glasscity.charts.figure import Table
from glasscity.documents.resolve import City
from glasscity.studies.lint import lint_city
from glasscity.studies.lint.wording import listed, quoted
from glasscity.studies.papers.contents import JUDGEMENT, Answers, Paper, Part, from_audit
from glasscity.studies.papers.contexts import burdens, named
from glasscity.studies.papers.elements import walk_of
from glasscity.vocabulary.strata import SUBJECTS

FIRST = "Ask the Art. 5 question first; an impact assessment does not cure a prohibited practice"
UNKNOWN = "in no document of a rule set; whoever deploys it has to say"


def annex_paper(city: City, answers: Answers | None = None) -> Paper:
    """The annex; where an Article 5 question is raised it is one sentence and nothing else."""
    walk = walk_of(city, answers)
    title = "Evidence annex for Article 27(1) of the EU AI Act"
    about = city.regime.title.en
    if walk.raises:
        return Paper("annex", title, about, (FIRST,), ())
    not_shown = [step.asks for step in walk.steps if step.status == "not shown"]
    opening = (
        JUDGEMENT,
        (
            "The walk along Article 5(1)(c) raised no question by what was looked at, because "
            "these "
            f"elements are not shown: {' '.join(not_shown)} That is no clearance, and whether this "
            "is "
            "a high-risk system that Article 27 is about is for a lawyer."
        ),
    )
    parts = tuple(part(city, answers) for part in PARTS)
    return Paper(
        "annex", title, about, opening, parts, ("EUA-05", "EUA-06", "EUC-01"), city.references
    )


def _processes(city: City, answers: Answers | None) -> Part:
    del answers
    regime = city.regime
    sensors = [f"Records: '{it.id}' of {listed(quoted(it.sees))}." for it in regime.sensors]
    kept = [f"Standing: '{it.id}', a {it.kind}." for it in regime.instruments]
    doors = [
        f"Consequence: '{it.id}' ({it.row().verb}) at {it.service or 'no service'}."
        for it in regime.consequences
    ]
    return Part(
        "(a) Processes in which it is used",
        (regime.summary.en, f"Its intended purpose stands {UNKNOWN}."),
        (*sensors, *kept, *doors),
    )


def _pace(city: City, answers: Answers | None) -> Part:
    del answers
    clock = city.regime.clock
    window = "calendar month" if isinstance(clock.window, str) else f"{clock.window.value:g} days"
    updates = [f"'{it.id}' is published {it.update}." for it in city.regime.banded]
    return Part(
        "(b) For how long and how often",
        (f"The clock starts on {clock.start}; a window is a {window}. An end stands {UNKNOWN}.",),
        tuple(updates),
    )


def _who(city: City, answers: Answers | None) -> Part:
    population = city.population
    subject = SUBJECTS[population.unit]
    some = [
        f"'{it.id}' bears on {listed(list(it.whom.levels))} ({it.whom.by}) alone."
        for it in city.regime.consequences
        if it.whom is not None
    ]
    found, missing = from_audit(answers, ("groups", "spread"))
    return Part(
        "(c) Who is likely to be affected",
        (
            (
                f"{population.people.value:,.0f} {subject.many} of '{population.title.en}', by "
                f"{', '.join(subject.dimensions)}. Ethnicity is not modelled; its absence is a "
                "limit "
                "of the laboratory, not a finding."
            ),
        ),
        (*some, *_ended(found), *_ended(missing)),
    )


def _ended(lines: tuple[str, ...]) -> list[str]:
    return [line if line.endswith(".") else f"{line}." for line in lines]


def _harm(city: City, answers: Answers | None) -> Part:
    wanted = ("sight", "error", "groups", "time", "contexts", "proportion", "behaviour", "spread")
    found, missing = from_audit(answers, wanted)
    questions = [f"{it.rule}: {it.what}." for it in lint_city("", city).findings
                 if it.severity == "question"]  # fmt: skip
    rows = tuple((it.id, it.what, named(it.rights)) for it in burdens(city))
    table = Table(
        "Burdens and rights", ("treatment", "what happens", "articles of the Charter"), rows
    )
    return Part(
        "(d) Specific risks of harm",
        ("What the provider says of risks (Article 13) is in no document of a rule set.",),
        (*questions, *_ended(found), *_ended(missing)),
        (table,) if rows else (),
    )


def _oversight(city: City, answers: Answers | None) -> Part:
    said = []
    for it in city.regime.sensors:
        law = it.row()
        if law.catches_wrong > 0.0 or law.rejects_right > 0.0:
            said.append(
                f"People look at hits of '{it.id}', {law.capacity:,.0f} a month at the most; of "
                f"the wrong ones {100 * law.catches_wrong:.0f} % are caught, of the right ones "
                f"{100 * law.rejects_right:.0f} % thrown away."
            )
    found, missing = from_audit(answers, ("recourse",))
    return Part(
        "(e) Human oversight",
        (f"Who oversees decisions at the door stands {UNKNOWN}.",),
        (*(said or ["No person looks at a record before it counts."]), *_ended(found),
         *_ended(missing)),
    )  # fmt: skip


def _complaints(city: City, answers: Answers | None) -> Part:
    said = [f"'{it.id}', a {it.kind}: {it.says}" for it in city.regime.recourse]
    found, missing = from_audit(answers, ("recourse",))
    return Part(
        "(f) What is done if the risks materialise",
        (f"Internal governance stands {UNKNOWN}.",),
        (*(said or ["The rules offer no way back."]), *_ended(found), *_ended(missing)),
    )


PARTS: tuple[Callable[[City, Answers | None], Part], ...] = (
    _processes,
    _pace,
    _who,
    _harm,
    _oversight,
    _complaints,
)

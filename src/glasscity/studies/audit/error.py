"""Question 1: what error adds to the harm, and on whom it falls."""

from __future__ import annotations

from collections.abc import Mapping

from glasscity.charts.figure import Figure, Table
from glasscity.charts.groups import Column, group_figure, group_name, group_table
from glasscity.charts.harm import harm_figure
from glasscity.charts.source import source_line
from glasscity.measures.accusations import OUTCOMES, Outcome, investigated
from glasscity.measures.burdens import Days, more_here, more_here_crossed, under_each
from glasscity.measures.each import innocent_burden_days
from glasscity.measures.groups import LABELS, many
from glasscity.measures.headline import leaning_sentence, leanings_of
from glasscity.measures.intersections import Crossing, wrongful_by_intersection
from glasscity.measures.interval import Interval
from glasscity.measures.records import everybody_of, records_by_group, share_on_innocent
from glasscity.measures.standings import displaced
from glasscity.measures.wording import whole, with_bounds, with_percents
from glasscity.results.pair import Pair
from glasscity.results.run import Run
from glasscity.studies.audit.answer import (
    NOT_ESTIMABLE,
    NOTHING,
    RATE,
    Answer,
    Number,
    Raised,
    raised_above,
)
from glasscity.studies.audit.lab import REGIME, Lab
from glasscity.studies.audit.leave import MISTAKEN_NEVER

FOUND = ("nothing", "a harmful deed, rightly", "what was not done")
ID = "error"
TITLE = "Harm added by error"
NUMBERS = (
    "wrongful_records_per_1000",
    "true_records_per_1000",
    "wrongful_records_on_innocent",
    "wrongful_person_days_per_1000",
    "people_ever_wrongly_burdened",
    "displaced_lower_by_error",
    "burden_days_on_innocent_per_1000",
    "wrong_accusations_per_1000",
)
BECAUSE = "raised where wrongful records or accusations are more than none beyond chance"
METHOD = (
    "A record is wrongful where the person it names has not done the deed, or not this one. "
    "Rates of records have exact Poisson intervals, widened for people who are mistaken again "
    "and again and for pools of look-alikes; shares have Wilson intervals. Days by error are "
    "those that a person is under a burden and would not be in a world without wrongful records, "
    "the people and their luck the same, true records as late as they are; their intervals are "
    "of chance between people. Burden-days of those with no harmful deed are read off lives that "
    "were followed; days under several at once count for each. An "
    "investigation accuses wrongly whom it charges with what was not done; how often, and what "
    "it claims, is read off these lives too, beside the records. All count simulated people."
)


def headline(lab: Lab) -> Interval:
    """Wrongful records per 1,000 people and year."""
    return everybody_of(records_by_group(lab.run()), "wrongful")


def answer(lab: Lab) -> Answer:
    """Wrongful records and days by group and intersection, and how many fall on the innocent."""
    pair = lab.pair(REGIME, MISTAKEN_NEVER)
    run, days = lab.run(), more_here(pair)
    table = records_by_group(run)
    wrongful, true = everybody_of(table, "wrongful"), everybody_of(table, "true")
    innocent, who = share_on_innocent(run), many(run)
    lower = [displaced(run, ledger).lower for ledger in run.city.regime.banded]
    worst = max(lower, key=lambda it: it.value or 0.0, default=NOTHING)
    outcomes = {it: investigated(run, it) for it in OUTCOMES}
    accused = outcomes["wrongly"][0]
    found = (
        ("wrongful records", wrongful, RATE),
        ("true records of harmful deeds", true, RATE),
        (f"wrongful records on {who} with no deed", innocent, "share"),
        ("days under a burden by error", days[0].days, RATE),
        (f"{who} ever under one by error", days[0].any_of_them, "share"),
        (f"{who} in a lower band by error", worst, "share"),
        (f"burden-days of {who} with no harmful deed", innocent_burden_days(run), RATE),
        ("wrong accusations by investigations", accused, RATE),
    )
    return Answer(
        id=ID,
        title=TITLE,
        sentence=_sentence(who, wrongful, true, innocent, days[0].days)
        + _accused(run, *outcomes["wrongly"]),
        numbers=tuple(Number(name, *it) for name, it in zip(NUMBERS, found, strict=True)),
        raised=_raised(run, wrongful, accused),
        because=BECAUSE,
        method=METHOD,
        leans_on=leaning_sentence(leanings_of(run)),
        tables=(*_investigated(run, outcomes), _by_consequence(pair), _by_intersection(pair)),
        draw=lambda: (harm_figure(run), _figure(pair, days)),
    )


def _sentence(
    who: str, wrongful: Interval, true: Interval, innocent: Interval, days: Interval
) -> str:
    fell = (
        f"{with_percents(innocent)} of the wrongful ones fell on {who} who had done no harmful "
        "deed that a sensor could have seen, "
        if innocent.estimable
        else ""
    )
    return (
        f"Per 1,000 synthetic {who} and year, {with_bounds(wrongful)} records named {who} who had "
        f"not done the deed (n = {whole(wrongful.n)}), beside {with_bounds(true)} true ones of "
        f"harmful deeds; {fell}and error added {with_bounds(days)} days under a burden"
    )


def _accused(run: Run, times: Interval, yuan: Interval) -> str:
    """What investigations add to the sentence."""
    if not run.city.regime.investigations:
        return "."
    return (
        f"; investigations accused wrongly {with_bounds(times)} times and then claimed "
        f"{with_bounds(yuan)} yuan."
    )


def _raised(run: Run, wrongful: Interval, accused: Interval) -> Raised:
    """By records or by accusations; not estimable where neither raises it and one is unknown."""
    found = [raised_above(wrongful)]
    if run.city.regime.investigations:
        found.append(raised_above(accused))
    if "yes" in found:
        return "yes"
    return NOT_ESTIMABLE if NOT_ESTIMABLE in found else "no"


def _investigated(
    run: Run, outcomes: Mapping[Outcome, tuple[Interval, Interval]]
) -> tuple[Table, ...]:
    if not run.city.regime.investigations:
        return ()
    body = tuple(
        (words, *map(with_bounds, outcomes[outcome]))
        for outcome, words in zip(OUTCOMES, FOUND, strict=True)
    )
    header = ("what was found", "times", "yuan claimed")
    caption = f"What investigations found, a year per 1,000 {many(run)}"
    return (Table(caption, header, body),)


def _figure(pair: Pair, days: tuple[Days, ...]) -> Figure:
    who = many(pair.here)
    columns = (
        Column(
            "Days under a burden by error",
            f"days a year per 1,000 {who}, with 95 % interval",
            tuple((it.group, it.days) for it in days),
            is_error=True,
        ),
        Column(
            "Ever under one by error",
            f"per cent of {who}, with 95 % interval",
            tuple((it.group, it.any_of_them) for it in days),
            "share",
            is_error=True,
        ),
    )
    return group_figure(
        "error-days",
        "Days under a burden that error adds",
        ("Days the same people are not under a burden in a world without wrongful records.",),
        columns,
        group_table("What error adds, by group (95 % interval)", who, columns),
        source_line(pair.here),
    )


def _by_consequence(pair: Pair) -> Table:
    """A burden is wrongful here alone; a favour is kept back where it is there alone."""
    body = tuple(
        (
            f"{it.title} ({it.verb}), {group_name(it.group).lower()}",
            whole(it.group.n),
            with_bounds(it.there_only if it.is_favour else it.here_only),
            with_bounds(it.here_only if it.is_favour else it.there_only),
        )
        for it in under_each(pair)
    )
    header = ("consequence, group", f"simulated {many(pair.here)}", "against them", "for them")
    caption = (
        f"Days that error moves, a year per 1,000 {many(pair.here)}: burdens borne and favours "
        "kept back by error, and the other way round"
    )
    return Table(caption, header, body)


def _named(row: Crossing) -> str:
    (one, other), (level, its) = row.dimensions, row.levels
    return f"{LABELS[one]}: {level}, {LABELS[other].lower()}: {its}"


def _by_intersection(pair: Pair) -> Table:
    rows = wrongful_by_intersection(pair.here)
    body = tuple(
        (
            _named(row),
            whole(row.found.n),
            whole(row.count),
            with_bounds(row.found),
            with_bounds(days.days),
        )
        for row, days in zip(rows, more_here_crossed(pair, rows), strict=True)
    )
    who = many(pair.here)
    header = (
        "two dimensions",
        f"simulated {who}",
        "wrongful records",
        "a year per 1,000",
        "days by error a year per 1,000",
    )
    return Table(f"What error adds where two dimensions cross, simulated {who}", header, body)

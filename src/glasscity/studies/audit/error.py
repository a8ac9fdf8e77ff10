"""Question 1: what error adds to the harm, and on whom it falls."""

from __future__ import annotations

from glasscity.charts.figure import Figure, Table
from glasscity.charts.harm import harm_figure
from glasscity.measures.groups import LABELS, many
from glasscity.measures.headline import headline_of
from glasscity.measures.intersections import Crossing, wrongful_by_intersection
from glasscity.measures.interval import Interval
from glasscity.measures.records import everybody_of, records_by_group, share_on_innocent
from glasscity.measures.standings import displaced
from glasscity.measures.wording import whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.studies.audit.answer import Answer, Number, raised_above
from glasscity.studies.audit.lab import Lab

ID = "error"
TITLE = "Harm added by error"
NUMBERS = (
    "wrongful_records_per_1000",
    "true_records_per_1000",
    "wrongful_records_on_innocent",
    "displaced_lower_by_error",
)
BECAUSE = "raised where wrongful records are more than none beyond chance"
METHOD = (
    "Rates count simulated people and have exact Poisson intervals, widened for people who are "
    "mistaken again and again and for pools of look-alikes; shares have Wilson intervals. A "
    "record is wrongful where the person it names has not done the deed, or not this one."
)


def headline(lab: Lab) -> Interval:
    """Wrongful records per 1,000 people and year."""
    return everybody_of(records_by_group(lab.run()), "wrongful")


def answer(lab: Lab) -> Answer:
    """Wrongful records by group and intersection, and how many fall on people with no deed."""
    run = lab.run()
    told = headline_of(run)
    innocent = share_on_innocent(run)
    lower = [displaced(run, ledger).lower for ledger in run.city.regime.banded]
    worst = max(lower, key=lambda it: it.value or 0.0, default=Interval(None, None, None, 0))
    return Answer(
        id=ID,
        title=TITLE,
        sentence=(
            f"Per 1,000 synthetic {many(run)} and year, {with_bounds(told.wrongful)} records named "
            f"{many(run)} who had not done the deed (n = {whole(told.wrongful.n)}), beside "
            f"{with_bounds(told.true)} true ones of harmful deeds; {with_percents(innocent)} of "
            f"the wrongful ones fell on {many(run)} who had done no harmful deed that a sensor "
            "could have seen."
        ),
        numbers=(
            Number(NUMBERS[0], "wrongful records", told.wrongful),
            Number(NUMBERS[1], "true records of harmful deeds", told.true),
            Number(NUMBERS[2], "wrongful records on people with no deed", innocent, "share"),
            Number(NUMBERS[3], "people in a lower band by error", worst, "share"),
        ),
        raised=raised_above(told.wrongful),
        because=BECAUSE,
        method=METHOD,
        tables=(_by_intersection(run),),
        draw=lambda: _figures(run),
    )


def _figures(run: Run) -> tuple[Figure, ...]:
    return (harm_figure(run),)


def _named(row: Crossing) -> str:
    (one, other), (level, its) = row.dimensions, row.levels
    return f"{LABELS[one]}: {level}, {LABELS[other].lower()}: {its}"


def _by_intersection(run: Run) -> Table:
    found = wrongful_by_intersection(run)
    body = tuple(
        (
            _named(row),
            whole(row.found.n),
            whole(row.count),
            with_bounds(row.found),
        )
        for row in found
    )
    header = ("two dimensions", f"simulated {many(run)}", "wrongful records", "a year per 1,000")
    caption = f"Wrongful records at each crossing of two dimensions, simulated {many(run)}"
    return Table(caption, header, body)

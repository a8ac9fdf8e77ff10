"""What the list's past says of dates whose totals were not used: written down before a look."""

from __future__ import annotations

import calendar
import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from glasscity.documents.published import PublishedTotal, published_totals
from glasscity.studies.courts.fit import Fit, fit
from glasscity.studies.courts.series import (
    LONG_ENOUGH,
    Pace,
    day_of,
    entries_until,
    left_by,
    on_list,
    pace_of,
)
from glasscity.vocabulary.time import YEAR_DAYS

FIRST, LAST = (2018, 9), (2019, 7)
"""Months at whose ends totals are foretold."""
YEAR = 2025
LISTED_2024, FALL = 2.457, 0.234
LEFT_2024, RISE = 2.821, 0.354
"""Millions newly listed and left in 2024, and the changes since 2023 (SPC-34)."""


@dataclass(frozen=True)
class Foretold:
    """One number that was not looked at, in millions: the least, the middle and the most."""

    what: str
    date: str
    low: float
    middle: float
    high: float
    by: str


def predictions() -> tuple[Foretold, ...]:
    """Totals of listings and compliance to July 2019, and flows of 2025."""
    pace = pace_of(published_totals("listed", "pace"))
    fitted = fit()
    return (*_totals(pace, fitted), *_flows(pace, fitted))


def month_ends() -> Iterator[datetime.date]:
    """The ends of the months foretold."""
    year, month = FIRST
    while (year, month) <= LAST:
        yield datetime.date(year, month, calendar.monthrange(year, month)[1])
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def leaving_rates(fitted: Fit) -> tuple[float, float, float]:
    """The least, the fitted and the highest rate of leaving between any totals far apart."""
    rows = published_totals("complied", "fit", "kept")
    stock = on_list(entries_until(rows[-1].date), fitted.leaving)
    marks = [(0, 0.0), *((day_of(row.date), row.value) for row in rows)]
    found = [
        (value - before) / float(stock[since:day].sum()) * YEAR_DAYS
        for (since, before), (day, value) in itertools.combinations(marks, 2)
        if day - since >= LONG_ENOUGH
    ]
    return min(found), fitted.leaving, max(found)


def _totals(pace: Pace, fitted: Fit) -> Iterator[Foretold]:
    listed = published_totals("listed", "pace")[-1]
    complied = published_totals("complied", "kept")[-1]
    rates = leaving_rates(fitted)
    for end in month_ends():
        days = (end - listed.date).days
        start = listed.value
        ways = (start + pace.low * days, start + pace.mean * days, start + pace.high * days)
        yield Foretold("listed", str(end), *ways, "unchanged pace")
        low, middle, high = (
            _complied(listed, complied, by, rate, end)
            for by, rate in zip((pace.low, pace.mean, pace.high), rates, strict=True)
        )
        yield Foretold("complied", str(end), low, middle, high, "unchanged leaving")


def _complied(
    listed: PublishedTotal, complied: PublishedTotal, pace: float, rate: float, end: datetime.date
) -> float:
    """Compliances by ``end`` if names on the list by the last total go on leaving at a rate."""
    stock, total = listed.value - complied.value, complied.value
    for _ in range((end - complied.date).days):
        left = stock * rate / YEAR_DAYS
        stock, total = stock + pace - left, total + left
    return total


def _flows(pace: Pace, fitted: Fit) -> Iterator[Foretold]:
    unchanged = "unchanged since 2018"
    days = (datetime.date(YEAR + 1, 1, 1) - datetime.date(YEAR, 1, 1)).days
    listed = (pace.low * days, pace.mean * days, pace.high * days)
    yield Foretold("newly listed", str(YEAR), *listed, unchanged)
    ends = [datetime.date(YEAR - 1, 12, 31), datetime.date(YEAR, 12, 31)]
    left = []
    for by, rate in zip((pace.low, pace.mean, pace.high), leaving_rates(fitted), strict=True):
        gone = left_by(entries_until(ends[1], by), rate)
        left.append(float(gone[-1] - gone[day_of(ends[0]) - 1]))
    yield Foretold("left", str(YEAR), min(left), left[1], max(left), unchanged)
    again = "as in 2024"
    yield Foretold(
        "newly listed", str(YEAR), LISTED_2024 * (1 - FALL), LISTED_2024, LISTED_2024, again
    )
    before, after = LEFT_2024 / (1 + RISE), LEFT_2024 * (1 + RISE)
    yield Foretold("left", str(YEAR), before, LEFT_2024, after, again)

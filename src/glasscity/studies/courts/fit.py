"""What the list's totals to March 2018 give: how fast names leave, how often they try."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from glasscity.documents.published import PublishedTotal, published_totals
from glasscity.documents.resolve import City, load
from glasscity.studies.courts.series import (
    COUNTED_FROM,
    START,
    Daily,
    bar_of,
    day_of,
    entries_until,
    left_by,
    on_list,
    pace_of,
    refused_by,
)
from glasscity.vocabulary.time import YEAR_DAYS

REGIME = "court-list-2013"
UNTIL = datetime.date(2018, 12, 31)
"""The last total that the fit is held against."""
FASTEST, HALVINGS = 5.0, 60


@dataclass(frozen=True)
class Fit:
    """Rates for each listed name and year. ``flights`` and ``trains`` are refusals and tries of

    flights, refusals of trains; ``leaving`` is compliance.
    """

    leaving: float
    flights: float
    trains: float


@dataclass(frozen=True)
class Against:
    """A total, what the fit gives for it, and how often each listed name had to be refused (or

    comply) a year since the total before for that to be so: ``needed``.
    """

    total: PublishedTotal
    fitted: float
    needed: float

    @property
    def ratio(self) -> float:
        """What the fit gives over what was published."""
        return self.fitted / self.total.value


def bars(city: City, days: int) -> Daily:
    """The chance of the bar on flights on each day, as the documents have it."""
    chances = {row.id: getattr(row, "chance", None) for row in city.regime.consequences}
    by_card, full = chances["no-flight-by-card"], chances["no-flight"]
    return bar_of(days, *(1.0 if it is None else it.value for it in (by_card, full)))


def fit(
    flights: Sequence[PublishedTotal] | None = None,
    trains: Sequence[PublishedTotal] | None = None,
    complied: Sequence[PublishedTotal] | None = None,
) -> Fit:
    """Rates at which what happens between totals is met on (geometric) average.

    Takes rows of the list of published totals and nothing else; if left out, all that are for
    the fit. Raises TypeError for anything else, ValueError for rows that are kept out of it.
    """
    rows = {
        "flights": flights or published_totals("flights", "fit"),
        "trains": trains or published_totals("trains", "fit"),
        "complied": complied or published_totals("complied", "fit"),
    }
    for it in (row for found in rows.values() for row in found):
        if type(it) is not PublishedTotal:
            raise TypeError("only published totals can be fitted to; see PublishedTotal")
        if it.use != "fit":
            raise ValueError(f"'{it.id}' is kept out of the fit, to test it")
    entries = entries_until(max(row.date for found in rows.values() for row in found))
    city = load(REGIME)

    def excess(leaving: float) -> float:
        return _ratio(left_by(entries, leaving), rows["complied"])

    leaving = _root(excess)
    stock = on_list(entries, leaving)
    counted = bar_of(len(entries), 1.0, 1.0)
    seen = bars(city, len(entries))
    return Fit(
        leaving,
        1.0 / _ratio(refused_by(stock, seen, 1.0), rows["flights"]),
        1.0 / _ratio(refused_by(stock, counted, 1.0), rows["trains"]),
    )


def _ratio(found: Daily, rows: Sequence[PublishedTotal]) -> float:
    """The geometric mean, over spans between totals, of what was found over what was published."""
    ours = np.diff([0.0, *(found[day_of(row.date) - 1] for row in rows)])
    theirs = np.diff([0.0, *(row.value for row in rows)])
    return math.exp(float(np.mean(np.log(ours / theirs))))


def _root(excess: Callable[[float], float]) -> float:
    """Where a growing ratio passes 1."""
    low, high = 0.0, FASTEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(max(middle, 1e-9)) < 1.0 else (low, middle)
    return (low + high) / 2


def against(fitted: Fit) -> tuple[Against, ...]:
    """All totals held against a fit, those kept out of it too; entries go on at their mean pace."""
    entries = entries_until(UNTIL, pace_of(published_totals("listed", "pace")).mean)
    stock = on_list(entries, fitted.leaving)
    seen = bars(load(REGIME), len(entries))
    counted = bar_of(len(entries), 1.0, 1.0)
    ours = {
        "complied": (left_by(entries, fitted.leaving), np.ones(len(entries)), START),
        "flights": (refused_by(stock, seen, fitted.flights), seen, COUNTED_FROM),
        "trains": (refused_by(stock, counted, fitted.trains), counted, COUNTED_FROM),
    }
    found = []
    for counts, (series, bar, since) in ours.items():
        last, before = day_of(since), 0.0
        for total in published_totals(counts, "fit", "kept"):
            day = day_of(total.date)
            years = float((stock * bar)[last:day].sum()) / YEAR_DAYS
            needed = (total.value - before) / years
            found.append(Against(total, float(series[day - 1]), needed))
            last, before = day, total.value
    return tuple(found)

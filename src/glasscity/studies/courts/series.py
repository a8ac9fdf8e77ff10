"""The courts' list day by day, by arithmetic: who is on it if names come and go at a pace."""

from __future__ import annotations

import datetime
import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.published import PublishedTotal, published_totals
from glasscity.vocabulary.time import YEAR_DAYS

START = datetime.date(2013, 10, 1)
"""The first day of the list (SPC-01)."""
COUNTED_FROM = datetime.date(2014, 7, 1)
"""From here on refusals are counted (SPC-23)."""
BY_PASSPORT = datetime.date(2016, 12, 10)
"""Until here a passport got round the bar on flights (SPC-06)."""
LONG_ENOUGH = 90
"""Days between two totals from which on a pace is read off them."""
STEADY_FROM = datetime.date(2016, 3, 1)
"""Paces are read off totals from here on; the list was still being set up before."""
Daily = npt.NDArray[np.float64]
"""A number for each day from START on; millions where it counts."""


def day_of(date: datetime.date) -> int:
    """Days since START."""
    return (date - START).days


@dataclass(frozen=True)
class Pace:
    """New listings a day in millions: over all totals of entries, and the least and the most."""

    low: float
    mean: float
    high: float


def pace_of(totals: tuple[PublishedTotal, ...]) -> Pace:
    """The pace between the first and the last steady total, and between any two far apart."""
    steady = [it for it in totals if it.date >= STEADY_FROM]
    paces = [
        _between(one, other)
        for one, other in itertools.combinations(steady, 2)
        if (other.date - one.date).days >= LONG_ENOUGH
    ]
    return Pace(min(paces), _between(steady[0], steady[-1]), max(paces))


def _between(one: PublishedTotal, other: PublishedTotal) -> float:
    return (other.value - one.value) / (other.date - one.date).days


def entries_until(last: datetime.date, pace: float | None = None) -> Daily:
    """New listings on each day up to ``last``: evenly between totals, then at ``pace``.

    Raises ValueError for days behind the last total without a pace.
    """
    totals = published_totals("listed", "pace")
    days = [0, *(day_of(it.date) for it in totals)]
    values = [0.0, *(it.value for it in totals)]
    end = day_of(last)
    if end > days[-1]:
        if pace is None:
            raise ValueError(f"listings are published to {totals[-1].date}; give a pace beyond")
        days.append(end)
        values.append(values[-1] + pace * (end - days[-2]))
    return np.diff(np.interp(np.arange(end + 1), days, values))


def on_list(entries: Daily, leaving: float) -> Daily:
    """Names on the list at each day's end if each leaves at this rate a year."""
    stay = math.exp(-leaving / YEAR_DAYS)
    found = np.empty_like(entries)
    stock = 0.0
    for day, new in enumerate(entries.tolist()):
        stock = stock * stay + new
        found[day] = stock
    return found


def left_by(entries: Daily, leaving: float) -> Daily:
    """Names that have left by each day's end."""
    return np.cumsum(entries) - on_list(entries, leaving)


def bar_of(days: int, by_passport: float, full: float) -> Daily:
    """The chance that the bar holds on each day: none before refusals are counted."""
    chance = np.full(days, full)
    chance[: day_of(BY_PASSPORT)] = by_passport
    chance[: day_of(COUNTED_FROM)] = 0.0
    return chance


def refused_by(stock: Daily, bar: Daily, tries: float) -> Daily:
    """Refusals by each day's end, in millions, at so many tries a listed name and year."""
    return np.cumsum(stock * bar) * tries / YEAR_DAYS


def ever_refused(entries: Daily, leaving: float, tries: float) -> float:
    """Names refused at least once by the last day, in millions, if wishes come by chance alone.

    A name listed for ``a`` days is refused with ``w / (w + c) * (1 - exp(-(w + c) a))``, ``w``
    the rate of wishes and ``c`` that of leaving; before refusals are counted it may leave only.
    """
    end = len(entries)
    listed = np.arange(end)
    counted = np.maximum(listed, day_of(COUNTED_FROM))
    still = np.exp(-leaving * (counted - listed) / YEAR_DAYS)
    both = tries + leaving
    years = np.maximum(end - counted, 0) / YEAR_DAYS
    share = tries / both * -np.expm1(-both * years) if both else np.zeros(end)
    return float((entries * still * share).sum())

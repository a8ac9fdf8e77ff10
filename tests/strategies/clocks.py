"""Clocks: how long windows are and where years turn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.words import Words, quantity


@dataclass(frozen=True)
class Pace:
    """A clock and what other parts need of it: days of a window, and first days of windows."""

    words: Words
    start: datetime.date
    n_days: int
    edges: list[int]

    def per_year(self, mean: float) -> float:
        """The yearly rate of so many events in a window, within what a rate may be."""
        return min(1000.0, round(mean * 365.25 / self.n_days, 3))


MONTHS = tuple(datetime.date(2019, month, day) for month in (1, 10, 12) for day in (1, 15, 28))
DAYS = (datetime.date(2019, 12, 30), datetime.date(2020, 2, 26), datetime.date(2020, 6, 1))


@st.composite
def paces(draw: st.DrawFn) -> Pace:
    """Months that often cross a year, or windows of 1 to 100 days."""
    if draw(st.booleans()):
        start = draw(st.sampled_from(MONTHS))
        words: Words = {"start": start, "window": "month"}
        return Pace(words, start, 31, _edges_of_months(start))
    start = draw(st.sampled_from(DAYS))
    n_days = draw(st.sampled_from((30, 1, 1, 1, 2, 7, 100)))
    edges = [n * n_days for n in range(9)]
    return Pace({"start": start, "window": quantity(n_days, "days")}, start, n_days, edges)


def _edges_of_months(start: datetime.date) -> list[int]:
    months = [divmod(start.month - 1 + n, 12) for n in range(9)]
    dates = [start.replace(year=start.year + years, month=1 + month) for years, month in months]
    return [(date - start).days for date in dates]

"""Days, windows and years of one run (clause 1.4)."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from glasscity.documents.regime import Clock as ClockWords
from glasscity.mechanisms.force import InForce


@dataclass(frozen=True)
class Window:
    """The days ``[first_day, first_day + n_days)``, counted from the clock's start."""

    number: int
    first_day: int
    n_days: int
    opens_year: bool

    @property
    def end(self) -> int:
        """The first day after the window."""
        return self.first_day + self.n_days

    def day_of(self, instant: int) -> int:
        """The day on which an instant of this window, a 32-bit word, falls."""
        return self.first_day + (instant * self.n_days >> 32)


class Clock:
    """The windows of a run of ``n_windows``; days from the horizon on are never lived."""

    def __init__(self, words: ClockWords, n_windows: int) -> None:
        self.start = words.start
        starts = [_start_of(words, number) for number in range(n_windows + 1)]
        years = [start.year for start in starts]
        self.windows = tuple(
            Window(
                number,
                (starts[number] - self.start).days,
                (starts[number + 1] - starts[number]).days,
                opens_year=number > 0 and years[number] != years[number - 1],
            )
            for number in range(n_windows)
        )
        self.horizon = (starts[-1] - self.start).days

    def next_year(self, number: int) -> float:
        """The first day of the first window after window ``number`` that opens a year."""
        later = (it.first_day for it in self.windows[number + 1 :] if it.opens_year)
        return next(later, math.inf)

    def in_force(self, span: InForce, day: int) -> bool:
        """Whether a row with this span of dates is in force on a day."""
        date = self.start + datetime.timedelta(days=day)
        has_begun = span.from_ is None or span.from_ <= date
        return has_begun and (span.until is None or date < span.until)


def _start_of(words: ClockWords, number: int) -> datetime.date:
    if words.window != "month":
        return words.start + datetime.timedelta(days=number * int(words.window.value))
    years, month = divmod(words.start.month - 1 + number, 12)
    return words.start.replace(year=words.start.year + years, month=month + 1)

"""Windows of a horizon in whole days since the start."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass

from glasscity.documents.regime import Clock

LAST_DAY = 16000
"""Days a pending item can name; a longer horizon is refused."""


@dataclass(frozen=True)
class Calendar:
    """First day of each window, the horizon, and whether a window opens a calendar year."""

    starts: tuple[int, ...]
    horizon: int
    opens_year: tuple[bool, ...]

    @functools.cached_property
    def days(self) -> tuple[int, ...]:
        """Length of each window in days."""
        ends = (*self.starts[1:], self.horizon)
        return tuple(end - start for start, end in zip(self.starts, ends, strict=True))


def _start_of(clock: Clock, number: int) -> datetime.date:
    """First date of a window; the check of documents keeps month starts off days 29 to 31."""
    if clock.window != "month":
        return clock.start + datetime.timedelta(days=number * int(clock.window.value))
    years, month = divmod(clock.start.month - 1 + number, 12)
    return clock.start.replace(year=clock.start.year + years, month=month + 1)


def new_years(clock: Clock, horizon: int) -> tuple[int, ...]:
    """First days, before ``horizon``, of the windows that are the first of a calendar year."""
    days, number, year = [], 0, clock.start.year
    while (day := (_start_of(clock, number) - clock.start).days) < horizon:
        if _start_of(clock, number).year != year:
            days.append(day)
        year = _start_of(clock, number).year
        number += 1
    return tuple(days)


def calendar_of(clock: Clock, n_windows: int) -> Calendar:
    """The calendar of ``n_windows`` windows. Raises ValueError beyond LAST_DAY days."""
    try:
        dates = [_start_of(clock, number) for number in range(n_windows + 1)]
    except (OverflowError, ValueError) as error:
        raise ValueError(
            f"{n_windows} windows from {clock.start} leave the calendar, which ends with the year "
            "9999; start earlier, or ask for fewer years"
        ) from error
    starts = [(date - clock.start).days for date in dates]
    if starts[-1] > LAST_DAY:
        raise ValueError(
            f"a horizon of {starts[-1]} days is beyond {LAST_DAY}; ask for fewer years"
        )
    years = [date.year for date in dates[:-1]]
    opens = [k > 0 and years[k] != years[k - 1] for k in range(n_windows)]
    return Calendar(tuple(starts[:-1]), starts[-1], tuple(opens))

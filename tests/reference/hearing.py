"""Appeals are heard when a place settles (section 12)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from reference.appeal import Turn
from reference.clock import Window
from reference.contest import Contest
from reference.laws import DAYS_OF_YEAR
from reference.reading import Reading


def last_heard(
    reading: Reading, contests: Iterable[Contest], last: Turn, window: Window, weight: float
) -> Turn:
    """The last turn of the appeals heard at a window's end; ``last`` is the one before."""
    if reading.appeal is None:
        return last
    turns = sorted(
        appeal.turn for one in contests for appeal in one.appeals if appeal.filed < window.end
    )
    if reading.appeal.capacity is not None:
        daily = reading.appeal.capacity.value / (DAYS_OF_YEAR / 12) / weight
        room = math.floor(daily * window.end) - math.floor(daily * window.first_day)
        turns = turns[:room]
    return turns[-1] if turns else last


def hear(reading: Reading, contests: Iterable[Contest], last: Turn, window: Window) -> None:
    """At a window's end, decide the appeals up to a turn."""
    if reading.appeal is None:
        return
    lag = int(reading.appeal.lag.value)
    for one in contests:
        for appeal in one.appeals:
            if appeal.turn <= last:
                appeal.decide(max(appeal.filed + lag, window.end))
        one.appeals = [appeal for appeal in one.appeals if appeal.turn > last]

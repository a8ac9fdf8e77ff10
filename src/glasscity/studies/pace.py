"""How long a run is, in windows and months, and how it tells how far it has come."""

from __future__ import annotations

import os
from collections.abc import Callable

from glasscity.documents.regime import Clock
from glasscity.vocabulary.time import YEAR_DAYS

Progress = Callable[[int, int, float], None]
"""Called with (windows done, windows in all, person-months in a window): once before the first
window with 0 done, then after each. Of a nation: places, and person-months in a place."""


def windows_in(clock: Clock, years: float) -> int:
    """Windows that ``years`` come to, at least 1."""
    if clock.window == "month":
        return max(1, round(years * 12))
    return max(1, round(years * YEAR_DAYS / clock.window.value))


def months_in_window(clock: Clock) -> float:
    """Length of a window in months."""
    return 1.0 if clock.window == "month" else 12 * clock.window.value / YEAR_DAYS


def threads_here() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PlacesError(Exception):
    """Some places could not be lived; the message says which, why, and how to go on."""

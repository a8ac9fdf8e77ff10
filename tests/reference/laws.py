"""How a 32-bit word decides (clauses 1.1, 1.3 and 1.5)."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import cache

from glasscity.chance import ONE, gamma_classes, poisson_thresholds

DAYS_OF_YEAR = 365.25
MOST_PER_WINDOW = 20.0


class TooMany(ValueError):
    """A Poisson law of a window has a mean beyond what its thresholds hold."""


def settled_threshold(p: float) -> int:
    """The threshold of a probability that arises while running: it may round to never."""
    return math.floor(min(p, 1.0) * ONE)


@cache
def _law(rate: float) -> tuple[int, ...]:
    return tuple(poisson_thresholds([rate])[0].tolist())


def poisson(rate: float, word: int) -> int:
    """The Poisson count at a word: how many entries of the law's row are <= it.

    Raises TooMany for a rate above MOST_PER_WINDOW.
    """
    if rate > MOST_PER_WINDOW:
        raise TooMany(f"{rate:.3g} events are expected in a window; shorten the window")
    return bisect_right(_law(rate), word)


@cache
def class_means(spread: float) -> tuple[float, ...]:
    """The 256 class means of a propensity with this coefficient of variation."""
    return gamma_classes(spread)

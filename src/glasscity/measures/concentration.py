"""How a burden is spread over people: evenly, or on a few."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from glasscity.measures.interval import Interval

Floats = npt.NDArray[np.float64]
"""A burden of each of some simulated people, at least 0; those without any included."""
GROUPS = 20
"""Parts into which people are dealt to see how far chance moves a number."""
FEWEST_BURDENED = 30
"""People with a burden, below which how it is spread is not estimable."""
T_95 = 2.093
"""The 97.5 % quantile of Student's law with ``GROUPS`` - 1 degrees of freedom."""


def gini(burden: Floats) -> float:
    """The Gini index: 0 where all bear the same, near 1 where one bears all; 0 without burden."""
    total = burden.sum()
    if total == 0.0:
        return 0.0
    ordered = np.sort(burden)
    n = len(ordered)
    ranks = np.arange(1, n + 1)
    return float((2.0 * (ranks * ordered).sum() / total - (n + 1)) / n)


def top_share(burden: Floats, part: float) -> float:
    """The share of the burden on the part of the people who bear most.

    Of the last person so much is taken as makes the part whole. 0 without burden.
    """
    total = burden.sum()
    if total == 0.0:
        return 0.0
    ordered = np.sort(burden)[::-1]
    taken = part * len(ordered)
    whole = int(taken)
    rest = (taken - whole) * ordered[whole] if whole < len(ordered) else 0.0
    return float((ordered[:whole].sum() + rest) / total)


def half_on(burden: Floats) -> float:
    """The smallest share of people who bear half of the burden together; 0 without burden."""
    total = burden.sum()
    if total == 0.0:
        return 0.0
    summed = np.sort(burden)[::-1].cumsum()
    return float((np.searchsorted(summed, 0.5 * total) + 1) / len(burden))


def lorenz(burden: Floats, points: int = 100) -> tuple[Floats, Floats]:
    """The Lorenz curve: share of people (least burdened first), and their share of the burden."""
    summed = np.concatenate([[0.0], np.sort(burden).cumsum()])
    at = np.linspace(0.0, 1.0, points + 1)
    places = at * (len(summed) - 1)
    found = np.interp(places, np.arange(len(summed)), summed)
    return at, found / summed[-1] if summed[-1] > 0.0 else at


def with_chance(burden: Floats, index: Callable[[Floats], float]) -> Interval:
    """An index with a 95 % interval: people are dealt into parts and each is left out once."""
    n = len(burden)
    if int(np.count_nonzero(burden)) < FEWEST_BURDENED:
        return Interval(None, None, None, n)
    value = index(burden)
    part = np.arange(n) % GROUPS
    without = np.array([index(burden[part != k]) for k in range(GROUPS)])
    variance = (GROUPS - 1) / GROUPS * float(((without - without.mean()) ** 2).sum())
    reach = T_95 * variance**0.5
    return Interval(value, max(0.0, value - reach), min(1.0, value + reach), n)

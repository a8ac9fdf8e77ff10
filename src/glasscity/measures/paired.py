"""Two worlds of the same people and luck: what one has more than the other, with its chance.

An interval comes from the strata: how far each departs from what its people (or records) would
have at the mean of all. Strata that truly differ count as chance, so intervals are rather too
wide than too narrow; but what all strata share, such as beliefs about the place or a pool of
mistakes, is in them only where the worlds are lived again with other luck (:func:`wider`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from glasscity.measures.groups import EVERYBODY
from glasscity.measures.interval import FEWEST_PEOPLE, Interval
from glasscity.results.run import Run
from glasscity.vocabulary.strata import EVERY_DIMENSION, level_of_each
from glasscity.vocabulary.time import YEAR_DAYS

Floats = npt.NDArray[np.float64]
"""One number for each stratum, shape (N_STRATA,)."""
FEWEST_STRATA = 10
"""Populated strata, below which they tell nothing of chance."""
Z_95 = 1.959963984540054


def people_by_stratum(run: Run) -> Floats:
    """Simulated people."""
    return by_stratum(run, "people")


def by_stratum(run: Run, measure: str, part: str = "", name: str = "") -> Floats:
    """A count over the whole run; with ``part``, of the rows whose part of the key is ``name``."""
    return run.tallies.strata(measure, part, name)


def reach_of(values: Sequence[float | None]) -> float:
    """How far chance reaches either side of one value, of several got with other luck (95 %).

    0 where fewer than two have a value.
    """
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if len(known) < 2:
        return 0.0
    from scipy.special import stdtrit  # heavy

    return float(stdtrit(len(known) - 1, 0.975)) * float(known.std(ddof=1))


def wider(found: Interval, reach: float) -> Interval:
    """The interval with bounds at least so far from its value."""
    if found.value is None or found.low is None or found.high is None:
        return found
    low, high = min(found.low, found.value - reach), max(found.high, found.value + reach)
    return Interval(found.value, low, high, found.n)


def within(counts: Floats, dimension: str, level: str) -> Floats:
    """The counts of the strata of one level, 0 elsewhere; all of them for everybody."""
    if dimension == EVERYBODY:
        return counts
    place = EVERY_DIMENSION[dimension].index(level)
    return np.where(np.array(level_of_each(dimension)) == place, counts, 0.0)


def ratio(part: Floats, whole: Floats, n: int, fewest: int = 1) -> Interval:
    """``part`` over ``whole``, both summed over strata; ``n`` is what stands behind it.

    Not estimable with fewer than ``fewest`` of n, or without a whole; without an interval where
    too few strata are populated.
    """
    total = float(whole.sum())
    if n < fewest or total <= 0.0:
        return Interval(None, None, None, n)
    value = float(part.sum()) / total
    populated = int(np.count_nonzero(whole))
    if populated < FEWEST_STRATA:
        return Interval(value, None, None, n)
    apart = part - value * whole
    variance = float((apart**2).sum()) / total**2 * populated / (populated - 1)
    reach = Z_95 * math.sqrt(variance)
    return Interval(value, value - reach, value + reach, n)


def per_1000(
    counts: Floats, run: Run, dimension: str = EVERYBODY, level: str = EVERYBODY
) -> Interval:
    """Counts by stratum per 1,000 people of a group and year of a run."""
    counts = within(counts, dimension, level)
    people = within(people_by_stratum(run), dimension, level)
    exposure = people * (sum(run.outcome.window_days) / YEAR_DAYS / 1000.0)
    return ratio(counts, exposure, int(people.sum()), FEWEST_PEOPLE)

"""What investigations found, rightly and wrongly: how often, on whom, and the money claimed.

Read from the lines of a run whose lives were traced, for those who rank high are looked into
again and again: only single lives tell how unevenly that falls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from glasscity.measures.each import Floats, investigated_each, strata_each, traced
from glasscity.measures.exposure import by_level
from glasscity.measures.fairness import Disparity
from glasscity.measures.groups import EVERYBODY, groups_of
from glasscity.measures.interval import LEVEL, Interval, level_of_each, ratio_of, spread_rate
from glasscity.results.run import Run
from glasscity.vocabulary.strata import N_STRATA

Outcome = Literal["nothing", "rightly", "wrongly"]
OUTCOMES: tuple[Outcome, ...] = ("nothing", "rightly", "wrongly")
"""What comes of looking into somebody, in the order of the lines: nothing, found, accused."""


@dataclass(frozen=True)
class _Sums:
    """People, and the sum and the sum of squares of what they have."""

    n: float
    total: float
    squares: float

    def less(self, other: _Sums) -> _Sums:
        """Everybody else."""
        return _Sums(self.n - other.n, self.total - other.total, self.squares - other.squares)

    def rate(self, run: Run, level: float = LEVEL) -> Interval:
        """Per 1,000 people and year."""
        return spread_rate(self.total, self.squares, round(self.n), self.n * run.years, level=level)


def investigated(run: Run, outcome: Outcome) -> tuple[Interval, Interval]:
    """How often this came of an investigation, and the yuan claimed then, per 1,000 and year."""
    n = traced(run)
    if not run.city.regime.investigations:
        return Interval(0.0, 0.0, 0.0, n), Interval(0.0, 0.0, 0.0, n)
    if not n:
        return Interval(None, None, None, n), Interval(None, None, None, n)
    times, yuan = investigated_each(run, OUTCOMES.index(outcome))
    return _all(times).rate(run), _all(yuan).rate(run)


def accusation_disparities(run: Run, rates: int = 1) -> tuple[Disparity, ...]:
    """Wrong accusations of each group per 1,000 people and year, over those of everybody else.

    The intervals of the ratios are wide enough for all groups at once, and so many ``rates``.
    """
    if not run.city.regime.investigations or not traced(run):
        return ()
    times, _ = investigated_each(run, OUTCOMES.index("wrongly"))
    names = [(it.dimension, it.level) for it in groups_of(run) if it.dimension != EVERYBODY]
    level = level_of_each(rates * len(names))
    whole, strata, found = _all(times), strata_each(run), []
    for dimension, its in names:
        columns = (np.ones_like(times), times, times**2)
        sums = (_by_stratum(strata, it) for it in columns)
        own = _Sums(*(by_level(it, dimension)[its] for it in sums))
        others = whole.less(own)
        ratio = ratio_of(own.rate(run, level), others.rate(run, level))
        found.append(Disparity((dimension, its), own.rate(run), others.rate(run), ratio))
    return tuple(found)


def _by_stratum(strata: npt.NDArray[np.int64], each: Floats) -> Floats:
    return np.asarray(np.bincount(strata, weights=each, minlength=N_STRATA), dtype=np.float64)


def _all(each: Floats) -> _Sums:
    return _Sums(float(len(each)), float(each.sum()), float((each**2).sum()))

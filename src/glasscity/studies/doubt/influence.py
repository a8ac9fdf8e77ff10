"""Which doubts a number follows over the settings of a survey (RBD-FAST, by SALib).

The first-order index of a doubt is the share of the variance of a number that this doubt
explains when all others are averaged over. It is found from the settings of the survey as they
are: the more doubts, the settings stay as many. Numbers are replaced by their ranks first, since
over wide ranges the largest few would decide alone. What chance alone reaches is shown beside it:
the largest index of as many doubts that do nothing (the settings shuffled).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasscity.documents.uncertain import Doubt
from glasscity.studies.doubt.luck import Numbers, shuffle
from glasscity.studies.doubt.survey import Survey

FEWEST = 64
"""Settings below which no index is found: the estimator reads ten harmonics of each doubt."""
HARMONICS = 10
SHUFFLES = 5
TOP = 3


@dataclass(frozen=True)
class Influence:
    """The doubts that a number follows, strongest first; those within ``noise`` are left out.

    ``explained`` is what the shown ones explain together. ``sourced`` is the share of it that
    rests on numbers with a source; None where nothing rises above chance. ``noise`` is NaN where
    there are too few settings, or the number never moves.
    """

    name: str
    n: int
    noise: float
    ranked: tuple[tuple[Doubt, float], ...]

    @property
    def top(self) -> tuple[tuple[Doubt, float], ...]:
        """The three that matter most, fewer where fewer rise above chance."""
        return self.ranked[:TOP]

    @property
    def explained(self) -> float:
        """The share of the variance of ranks that single doubts above chance explain."""
        return sum(index for _, index in self.ranked)

    @property
    def sourced(self) -> float | None:
        """The sourced share of the doubts, weighted by what they explain."""
        if not self.ranked:
            return None
        return sum(index for doubt, index in self.ranked if doubt.is_sourced) / self.explained


def influence(survey: Survey, name: str, seed: int = 1) -> Influence:
    """The doubts that the number ``name`` follows."""
    values = survey.values[name]
    known = np.isfinite(values)
    points, numbers = survey.points[known], ranks(values[known])
    if len(numbers) < FEWEST or np.ptp(numbers) == 0.0:
        return Influence(name, len(numbers), math.nan, ())
    indices = first_order(points, numbers)
    shuffled = (numbers[shuffle(len(numbers), seed, i)] for i in range(SHUFFLES))
    dummies = [first_order(points, idle).max() for idle in shuffled]
    noise = float(max(dummies))
    order = np.argsort(-indices, kind="stable").tolist()
    return Influence(name, len(numbers), noise, tuple(_above(survey.doubts, indices, order, noise)))


def _above(
    doubts: Sequence[Doubt], indices: Numbers, order: Sequence[int], noise: float
) -> list[tuple[Doubt, float]]:
    return [(doubts[i], float(indices[i])) for i in order if indices[i] > noise]


def first_order(points: Numbers, values: Numbers) -> Numbers:
    """The first-order index of each column of ``points``, by SALib's RBD-FAST."""
    from SALib.analyze import rbd_fast  # heavy

    columns = points.shape[1]
    problem = {"num_vars": columns, "names": [str(i) for i in range(columns)]}
    found = rbd_fast.analyze(problem, points, values, M=HARMONICS, num_resamples=2, seed=1)
    return np.asarray(found["S1"], np.float64)


def ranks(values: Numbers) -> Numbers:
    """Ranks from 1 on, equal values sharing the middle of theirs."""
    from scipy.stats import rankdata  # heavy

    return np.asarray(rankdata(values), np.float64)

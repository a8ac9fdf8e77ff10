"""The mean difference of two worlds, and what pairing them spares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.measures.interval import FEWEST_PEOPLE, Interval
from glasscity.results.tallies import Tallies
from glasscity.vocabulary.joint import SUMS

F64 = npt.NDArray[np.float64]
Z = 1.959963984540054

METHOD = (
    "Standard errors are of chance between people within their stratum; what all share (pools of "
    "mistaken identity, beliefs about the place) is taken as the run found it."
)


@dataclass(frozen=True)
class Difference:
    """A mean per person here and there, their difference, and its paired standard error.

    ``unpaired`` is the standard error that two worlds of independent luck would have.
    """

    here: float
    there: float
    n: int
    paired: float
    unpaired: float

    @property
    def interval(self) -> Interval:
        """Here minus there with its 95 % interval."""
        value = self.here - self.there
        if self.n < FEWEST_PEOPLE:
            return Interval(None, None, None, self.n)
        return Interval(value, value - Z * self.paired, value + Z * self.paired, self.n)

    @property
    def times(self) -> float | None:
        """How many times smaller the paired standard error is; None where both are 0."""
        if self.paired > 0.0:
            return self.unpaired / self.paired
        return math.inf if self.unpaired > 0.0 else None


def difference(tallies: Tallies, measure: str, name: str, counts: dict[int, int]) -> Difference:
    """The mean difference of ``score_sums`` or ``windows_sums`` for a ledger or a side.

    ``counts``: simulated people by stratum.
    """
    part = {"score_sums": "ledger", "windows_sums": "side"}[measure]
    frame = tallies.total(measure, "stratum", part, "sum")
    frame = frame[frame[part] == name]
    strata = {stratum: row for row, stratum in enumerate(counts)}
    sums = np.zeros((len(SUMS), len(counts)))
    columns = (frame["sum"].tolist(), frame["stratum"].tolist(), frame["count"].tolist())
    for word, stratum, count in zip(*columns, strict=True):
        sums[SUMS.index(word), strata[stratum]] = count
    each = np.array(list(counts.values()), np.float64)
    here, there, here2, there2, product = sums
    total = each.sum()
    paired = here2 + there2 - 2.0 * product
    return Difference(
        here=float(here.sum() / total),
        there=float(there.sum() / total),
        n=int(total),
        paired=_error(each, here - there, paired),
        unpaired=math.hypot(_error(each, here, here2), _error(each, there, there2)),
    )


def _error(counts: F64, sums: F64, squares: F64) -> float:
    """The standard error of a mean of people drawn by stratum, from their sums and squares.

    People who are alone in their stratum are taken together as one more.
    """
    several = counts > 1.0
    alone = [[float(part[~several].sum())] for part in (counts, sums, squares)]
    n, total, square = (
        np.concatenate([part[several], rest])
        for part, rest in zip((counts, sums, squares), alone, strict=True)
    )
    kept = n > 1.0
    n, total, square = n[kept], total[kept], square[kept]
    within = (square - total**2 / n) / (n - 1.0)
    return float(math.sqrt(max((n * within).sum(), 0.0)) / counts.sum())

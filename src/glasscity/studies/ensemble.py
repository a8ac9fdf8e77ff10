"""What many runs say together: where their values lie, and how sure their mean is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ensemble:
    """One value for each run."""

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean of the runs."""
        return float(np.mean(self.values))

    @property
    def spread(self) -> float:
        """The standard deviation of one run; 0 for a single one, which says nothing of it."""
        return float(np.std(self.values, ddof=1)) if len(self.values) > 1 else 0.0

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.spread / math.sqrt(len(self.values))

    def quantile(self, q: float) -> float:
        """The value below which a share ``q`` of the runs lie."""
        return float(np.quantile(self.values, q))

    def as_json(self) -> dict[str, float]:
        """Where the values lie, without the single runs."""
        quantiles = {"q05": 0.05, "median": 0.5, "q95": 0.95}
        return {
            "mean": self.mean,
            "error": self.error,
            "spread": self.spread,
            **{name: self.quantile(q) for name, q in quantiles.items()},
        }


def over_runs(one: Callable[[int], Sequence[float]], runs: int, threads: int) -> Values:
    """Call ``one`` for each run on threads; shape (runs, values), in the order of runs."""
    with ThreadPoolExecutor(threads) as pool:
        return np.array(list(pool.map(one, range(runs))), dtype=np.float64)


LIMITS = {"runs": 1 << 20, "seed": (1 << 64) - 1, "threads": 1024}


def outside(asked: dict[str, int], least: dict[str, int], most: dict[str, int]) -> list[str]:
    """The numbers of a request that are out of bounds, each with its mend."""
    low = {"runs": 1, "seed": 0, "threads": 1, **least}
    high = {**LIMITS, **most}
    return [
        f"--{name} {given:,} is outside {low[name]:,} to {high[name]:,}; choose a number within"
        for name, given in asked.items()
        if not low[name] <= given <= high[name]
    ]

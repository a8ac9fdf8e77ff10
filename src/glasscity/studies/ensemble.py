"""What many runs say together: where their values lie, and how sure their mean is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ensemble:
    """One value for each run. ``error`` is the standard error of the mean, ``spread`` of one run.

    Both are 0 for a single run, which says nothing of them.
    """

    mean: float
    error: float
    spread: float
    q05: float
    median: float
    q95: float


def ensemble_of(values: Values) -> Ensemble:
    """The ensemble of the values of runs."""
    spread = float(values.std(ddof=1)) if values.size > 1 else 0.0
    q05, median, q95 = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    return Ensemble(
        float(values.mean()), spread / float(np.sqrt(values.size)), spread, q05, median, q95
    )


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

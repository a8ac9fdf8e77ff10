"""How unevenly an amount is spread, and how much of that lies between groups."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


def theil(values: npt.ArrayLike, weights: npt.ArrayLike) -> float:
    """Theil's index of amounts, each had by so many people: 0 where all have the same.

    At most the logarithm of the number of people, where one has everything; 0 where nobody has
    anything.
    """
    amount, weight = np.asarray(values, np.float64), np.asarray(weights, np.float64)
    total = float(amount @ weight)
    if total <= 0.0:
        return 0.0
    ratio = amount * (weight.sum() / total)
    has = ratio > 0.0
    return float((weight[has] * ratio[has]) @ np.log(ratio[has]) / weight.sum())


def theil_between(groups: Iterable[tuple[Values, Values]]) -> float:
    """The part of Theil's index that is left if all of a group had the group's mean.

    ``groups`` holds the amounts of each, and how many people have them.
    """
    found = [(weight.sum(), amount @ weight) for amount, weight in groups]
    heads, totals = (np.array(part, np.float64) for part in zip(*found, strict=True))
    there = heads > 0.0
    return theil(totals[there] / heads[there], heads[there])

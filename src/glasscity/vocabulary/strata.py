"""The dimensions of a stratum and its permanent number.

A stratum is one combination of the levels below. Its number is part of every person's
address (:mod:`glasscity.chance`), so levels are never reordered.
"""

from __future__ import annotations

import functools
import math

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "age": ("18-29", "30-39", "40-49", "50-59", "60-64", "65+"),
    "income": ("lowest", "second", "middle", "fourth", "highest"),
    "residence": ("local-urban", "local-rural", "migrant"),
    "online": ("offline", "online"),
}
"""Name of each dimension and its levels, in permanent order."""

SHAPE: tuple[int, ...] = tuple(len(levels) for levels in DIMENSIONS.values())
N_STRATA: int = math.prod(SHAPE)
LOOK_ALIKE: tuple[str, ...] = ("sex", "age")
"""The dimensions that make a look-alike group: few, so that its pool is not mere noise."""
N_LOOK_ALIKE: int = math.prod(len(DIMENSIONS[d]) for d in LOOK_ALIKE)


@functools.cache
def levels_of(stratum: int) -> dict[str, int]:
    """Level number by dimension of a stratum in ``[0, N_STRATA)``; the last varies fastest."""
    levels: dict[str, int] = {}
    for name, size in reversed(list(zip(DIMENSIONS, SHAPE, strict=True))):
        stratum, levels[name] = divmod(stratum, size)
    return dict(reversed(levels.items()))


@functools.cache
def labels_of(stratum: int) -> dict[str, str]:
    """Level label by dimension of a stratum."""
    return {name: DIMENSIONS[name][level] for name, level in levels_of(stratum).items()}


@functools.cache
def level_of_each(dimension: str) -> tuple[int, ...]:
    """Level number of a dimension in each stratum."""
    return tuple(levels_of(stratum)[dimension] for stratum in range(N_STRATA))


@functools.cache
def look_alike_group(stratum: int) -> int:
    """Number in ``[0, N_LOOK_ALIKE)`` of the group with which a stratum can be confused."""
    levels = levels_of(stratum)
    group = 0
    for name in LOOK_ALIKE:
        group = group * len(DIMENSIONS[name]) + levels[name]
    return group

"""The dimensions of a stratum and its permanent number, of people and of firms.

A stratum is one combination of the levels below. Its number is part of every person's
address (:mod:`glasscity.chance`), so levels are never reordered. The dimensions of firms have
the same shape as those of people, so that addresses, tables and kernels do not tell them apart.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "age": ("18-29", "30-39", "40-49", "50-59", "60-64", "65+"),
    "income": ("lowest", "second", "middle", "fourth", "highest"),
    "residence": ("local-urban", "local-rural", "migrant"),
    "online": ("offline", "online"),
}
"""Name of each dimension of people and its levels, in permanent order."""
FIRM_DIMENSIONS: dict[str, tuple[str, ...]] = {
    "ownership": ("private", "state"),
    "sector": ("farming", "industry", "building", "trade", "transport", "services"),
    "size": ("1-4", "5-19", "20-99", "100-499", "500+"),
    "seat": ("city-centre", "county", "elsewhere"),
    "market": ("home", "export"),
}
"""As above, of firms; ``size`` is the number of employees."""
EVERY_DIMENSION: dict[str, tuple[str, ...]] = DIMENSIONS | FIRM_DIMENSIONS


@dataclass(frozen=True)
class Subject:
    """What a population is made of: its dimensions, and the words for one and for many."""

    one: str
    many: str
    dimensions: dict[str, tuple[str, ...]]


SUBJECTS: dict[str, Subject] = {
    "person": Subject("person", "people", DIMENSIONS),
    "firm": Subject("firm", "firms", FIRM_DIMENSIONS),
}
"""By the ``unit`` of a population."""
AXES: dict[str, int] = {
    name: axis for it in SUBJECTS.values() for axis, name in enumerate(it.dimensions)
}
"""The place of each dimension in a stratum."""

SHAPE: tuple[int, ...] = tuple(len(levels) for levels in DIMENSIONS.values())
N_STRATA: int = math.prod(SHAPE)
LOOK_ALIKE: tuple[str, ...] = ("sex", "age")
"""The dimensions that make a look-alike group: few, so that its pool is not mere noise.

They come first; those of firms are in the same places: ownership and sector.
"""
N_LOOK_ALIKE: int = math.prod(len(DIMENSIONS[d]) for d in LOOK_ALIKE)


@functools.cache
def levels_of(stratum: int) -> dict[str, int]:
    """Level number by every dimension, of people and of firms, of a stratum in ``[0, N_STRATA)``.

    The last dimension of each varies fastest.
    """
    levels: list[int] = []
    for size in reversed(SHAPE):
        stratum, level = divmod(stratum, size)
        levels.insert(0, level)
    return {name: levels[axis] for name, axis in AXES.items()}


@functools.cache
def labels_of(stratum: int) -> dict[str, str]:
    """Level label by every dimension, of people and of firms, of a stratum."""
    return {name: EVERY_DIMENSION[name][level] for name, level in levels_of(stratum).items()}


@functools.cache
def own_labels(stratum: int, unit: str) -> dict[str, str]:
    """Level label of a stratum by the dimensions of a population of this ``unit``."""
    return {name: labels_of(stratum)[name] for name in SUBJECTS[unit].dimensions}


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

"""From published margins to whole people by stratum.

What the margins leave open is filled in as iterative proportional fitting does from a table of
ones: the joint table of maximum entropy, in which dimensions are independent given the
margins. Nothing is claimed about how they really hang together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from glasscity.chance import ROW_BITS
from glasscity.documents.population import Population
from glasscity.lowering.margins import (
    Shares,
    Table,
    agreeing,
    contradiction,
    single_shares,
    table_of,
)
from glasscity.tables.census import Census
from glasscity.vocabulary.strata import N_STRATA, SHAPE, labels_of

Number = TypeVar("Number", np.float64, np.int64)
Heads = npt.NDArray[np.int64]
_AXES = range(len(SHAPE))
DIGITS = 6
"""Decimals of a person that count: finer differences are noise of the machine, not of a margin."""
LARGEST_STRAY = 1e-4
"""The share by which a fitted table may miss a margin before the margins count as contradictory."""


@dataclass(frozen=True)
class Residual:
    """A cell of a published margin against the simulated people, both as shares."""

    over: tuple[str, ...]
    levels: tuple[str, ...]
    wanted: float
    got: float

    @property
    def difference(self) -> float:
        """Share got minus share wanted."""
        return self.got - self.wanted


@dataclass(frozen=True)
class Fit:
    """How far the simulated people stray from the published margins, cell by cell."""

    residuals: tuple[Residual, ...]
    simulated: int

    @property
    def largest(self) -> Residual:
        """The residual of the largest difference, the first of equals."""
        return max(self.residuals, key=lambda it: abs(it.difference))

    @property
    def largest_in_heads(self) -> float:
        """The largest difference in simulated people."""
        return abs(self.largest.difference) * self.simulated


def build_census(population: Population, people: int | None = None) -> tuple[Census, Fit]:
    """Whole people by stratum from the margins of ``population``, and how well they fit.

    ``people`` are simulated, all of the place unless said otherwise; they stand for all either
    way. The same margins and number give the same census. Shares of single dimensions are met
    to the nearest whole person, crossed margins (and single ones where a crossed margin leaves
    cells empty) to a few. Raises ValueError for less than one
    person, for more in a stratum than its addresses hold, and for margins that contradict one
    another.
    """
    represented = population.people.value
    simulated = int(represented) if people is None else people
    if simulated < 1:
        raise ValueError(f"people: {simulated} cannot be simulated; ask for 1 or more")
    tables = [table_of(margin) for margin in population.margins]
    singles = single_shares(tables)
    counts = _whole(_joint(agreeing(tables)), singles, simulated)
    _check_addresses(counts)
    return Census(counts.ravel(), represented), _fit(tables, counts, simulated)


def _joint(tables: Sequence[Table]) -> Shares:
    """The shares of all strata, of shape SHAPE, that meet the tables and assume least."""
    import humanleague

    axes = [table.axes for table in tables]
    fitted, _ = humanleague.ipf(np.ones(SHAPE), axes, [table.shares for table in tables])
    joint = np.asarray(fitted, dtype=np.float64)
    for table in tables:
        if np.abs(_summed(joint, table.axes) - table.shares).max() > LARGEST_STRAY:
            raise contradiction(table)
    return joint


def _whole(joint: Shares, singles: Sequence[Shares], people: int) -> Heads:
    """Whole people of shape SHAPE that add up to ``people``.

    Each dimension is made whole first and the joint table fitted to it; its whole parts stand,
    and only the rest, less than a person a stratum, has to be dealt out.
    """
    import humanleague

    wanted = [_nearest(single, people) for single in singles]
    heads, told = humanleague.ipf(joint, _AXES, [whole.astype(np.float64) for whole in wanted])
    if not told["conv"]:  # too few people for every level that has cells of its own
        return _nearest(joint.ravel(), people).reshape(SHAPE)
    rounded = np.asarray(np.round(heads, DIGITS), dtype=np.float64)
    stand = np.floor(rounded).astype(np.int64)
    if int(stand.sum()) == people:
        return stand
    gaps = [whole - _summed(stand, (axis,)) for axis, whole in enumerate(wanted)]
    dealt = _deal(rounded - stand, gaps)
    return stand + dealt


def _deal(rest: Shares, gaps: Sequence[Heads]) -> Heads:
    """Whole people near ``rest`` whose sums over each dimension are ``gaps``.

    Drawn by quasirandom sampling without replacement. Where empty cells forbid those sums (few
    people, crossed margins with zeros), the largest parts of ``rest`` are rounded up instead.
    """
    import humanleague

    people = int(gaps[0].sum())
    fitted, told = humanleague.ipf(rest, _AXES, [gap.astype(np.float64) for gap in gaps])
    if told["conv"]:
        dealt, _ = humanleague.integerise(np.asarray(fitted, dtype=np.float64))
        counts = np.asarray(dealt, dtype=np.int64)
        if (counts >= 0).all() and not counts[rest == 0].any() and int(counts.sum()) == people:
            return counts
    return _nearest(rest.ravel() / rest.sum(), people).reshape(SHAPE)


def _nearest(shares: Shares, people: int) -> Heads:
    """Whole numbers nearest to ``shares * people`` that add up to ``people``; ties to the first."""
    heads = np.round(shares * people, DIGITS)
    whole = np.floor(heads).astype(np.int64)
    order = np.argsort(whole - heads, kind="stable")
    whole[order[: people - int(whole.sum())]] += 1
    return whole


def _summed(table: npt.NDArray[Number], axes: tuple[int, ...]) -> npt.NDArray[Number]:
    """A table of shape SHAPE summed over every axis but ``axes``."""
    others = tuple(axis for axis in range(len(SHAPE)) if axis not in axes)
    return np.asarray(table.sum(axis=others), dtype=table.dtype)


def _check_addresses(counts: Heads) -> None:
    """Refuse a stratum with more people than there are addresses (2^22)."""
    crowded = [int(g) for g in np.flatnonzero(counts.ravel() >= 1 << ROW_BITS)]
    if not crowded:
        return
    labels = ", ".join(labels_of(crowded[0]).values())
    raise ValueError(
        f"people: {len(crowded)} of {N_STRATA} strata hold {1 << ROW_BITS:,} people or more "
        f"({labels}: {int(counts.flat[crowded[0]]):,}); simulate fewer people, each then stands "
        "for more"
    )


def _fit(tables: Sequence[Table], counts: Heads, people: int) -> Fit:
    residuals = []
    for table in tables:
        got = (_summed(counts, table.axes) / people).ravel().tolist()
        for (levels, wanted), share in zip(table.cells(), got, strict=True):
            residuals.append(Residual(table.over, levels, wanted, share))
    return Fit(tuple(residuals), people)

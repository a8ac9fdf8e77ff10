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
from glasscity.lowering.fitting import fit
from glasscity.lowering.margins import (
    Shares,
    Table,
    agreeing,
    contradiction,
    table_of,
)
from glasscity.tables.census import Census
from glasscity.vocabulary.strata import N_STRATA, SHAPE, own_labels

Number = TypeVar("Number", np.float64, np.int64)
Heads = npt.NDArray[np.int64]
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
    way. The same margins and number give the same census; shares of one dimension are met to
    about a person, crossed ones to a few. Raises ValueError for less than one person, for more
    in a stratum than its addresses hold, and for margins that contradict one another.
    """
    represented = population.people.value
    simulated = int(represented) if people is None else people
    if simulated < 1:
        raise ValueError(f"people: {simulated} cannot be simulated; ask for 1 or more")
    tables = [table_of(margin) for margin in population.margins]
    counts = _whole(_joint(agreeing(tables)), simulated)
    _check_addresses(counts, population.unit)
    return Census(counts.ravel(), represented), _fit(tables, counts, simulated)


def fit_of_counts(population: Population, counts: Heads) -> Fit:
    """How well people by stratum, shape (N_STRATA,), fit the margins of ``population``."""
    tables = agreeing([table_of(margin) for margin in population.margins])
    return _fit(tables, counts.reshape(SHAPE), int(counts.sum()))


def _joint(tables: Sequence[Table]) -> Shares:
    """The shares of all strata, of shape SHAPE, that meet the tables and assume least."""
    axes = [table.axes for table in tables]
    joint, _ = fit(np.ones(SHAPE), axes, [table.shares for table in tables])
    for table in tables:
        if np.abs(_summed(joint, table.axes) - table.shares).max() > LARGEST_STRAY:
            raise contradiction(table)
    return joint


def _whole(joint: Shares, people: int) -> Heads:
    """Whole people of shape SHAPE in proportion to ``joint``, split dimension by dimension.

    Each group is dealt over the levels of the next dimension; what a level was owed by the
    groups before it counts, so that levels stay within about a person of their share.
    """
    groups = np.array([people], dtype=np.int64)
    for levels in SHAPE:
        shares = joint.reshape(groups.size, levels, -1).sum(axis=2)
        owed = np.zeros(levels)
        dealt = np.zeros((groups.size, levels), dtype=np.int64)
        for group in np.flatnonzero(groups):
            due = shares[group] / shares[group].sum() * groups[group]
            owed += due
            dealt[group] = _by_need(np.round(owed, DIGITS), due, int(groups[group]))
            owed -= dealt[group]
        groups = dealt.ravel()
    return groups.reshape(SHAPE)


def _by_need(owed: Shares, due: Shares, people: int) -> Heads:
    """The whole part of ``due``, and the rest to those levels that are owed most."""
    whole = np.floor(due).astype(np.int64)
    need = np.where(due > 0, whole - owed, np.inf)
    whole[np.argsort(need, kind="stable")[: people - int(whole.sum())]] += 1
    return whole


def _summed(table: npt.NDArray[Number], axes: tuple[int, ...]) -> npt.NDArray[Number]:
    """A table of shape SHAPE summed over every axis but ``axes``."""
    others = tuple(axis for axis in range(len(SHAPE)) if axis not in axes)
    return np.asarray(table.sum(axis=others), dtype=table.dtype)


def _check_addresses(counts: Heads, unit: str) -> None:
    """Refuse a stratum with more people than there are addresses (2^22)."""
    crowded = [int(g) for g in np.flatnonzero(counts.ravel() >= 1 << ROW_BITS)]
    if not crowded:
        return
    labels = ", ".join(own_labels(crowded[0], unit).values())
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


def census_of_firms(population: Population, census: Census) -> Census:
    """Firms at the same weight as the people of ``census``, one at least."""
    firms = round(population.people.value / census.weight)
    return build_census(population, max(1, firms))[0]

"""Published margins as arrays of shares that agree with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from glasscity.documents.population import Margin
from glasscity.lowering.fitting import fit
from glasscity.vocabulary.strata import AXES, EVERY_DIMENSION, SHAPE

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """One margin ``over`` dimensions in permanent order.

    ``shares`` has one axis for each, levels in permanent order, and adds up to 1.
    """

    over: tuple[str, ...]
    shares: Shares

    @property
    def axes(self) -> tuple[int, ...]:
        """The places of the dimensions in a stratum, ascending."""
        return tuple(AXES[name] for name in self.over)

    def cells(self) -> Iterator[tuple[tuple[str, ...], float]]:
        """Level labels and share of each cell."""
        labels = product(*(EVERY_DIMENSION[name] for name in self.over))
        yield from zip(labels, self.shares.ravel().tolist(), strict=True)


def table_of(margin: Margin) -> Table:
    """A margin as it is written, scaled to add up to 1."""
    numbers = [
        _number(margin, labels)
        for labels in product(*(EVERY_DIMENSION[name] for name in margin.over))
    ]
    shape = tuple(len(EVERY_DIMENSION[name]) for name in margin.over)
    shares = np.array(numbers, dtype=np.float64).reshape(shape)
    turned = np.argsort([AXES[name] for name in margin.over])
    over = tuple(margin.over[place] for place in turned)
    return Table(over, np.ascontiguousarray(shares.transpose(turned)) / shares.sum())


def _number(margin: Margin, labels: tuple[str, ...]) -> float:
    cell = margin.cells[labels[0]]
    return cell[labels[1]] if isinstance(cell, dict) else cell


def single_shares(tables: Sequence[Table]) -> list[Shares]:
    """The shares of each dimension by itself, from the first table of fewest dimensions."""
    singles = []
    for axis in range(len(SHAPE)):
        holding = [table for table in tables if axis in table.axes]
        table = min(holding, key=lambda it: len(it.axes))
        others = tuple(place for place, other in enumerate(table.axes) if other != axis)
        singles.append(table.shares.sum(axis=others))
    return singles


def agreeing(tables: Sequence[Table]) -> list[Table]:
    """The tables, crossed ones fitted to the single shares.

    Two published tables seldom agree to the last digit. A crossed table then keeps how its
    dimensions hang together (its odds ratios) and gives way in its sums. Raises ValueError where
    its empty cells forbid that.
    """
    singles = single_shares(tables)
    fitted = []
    for table in tables:
        if len(table.axes) > 1:
            sums = [singles[axis] for axis in table.axes]
            shares, is_met = fit(table.shares, [(axis,) for axis in range(len(sums))], sums)
            if not is_met:
                raise contradiction(table)
            fitted.append(Table(table.over, shares))
        else:
            fitted.append(Table(table.over, singles[table.axes[0]]))
    return fitted


def contradiction(table: Table) -> ValueError:
    """What to say where no population can meet a table together with the others."""
    return ValueError(
        f"margins: no population meets that over {' and '.join(table.over)} together with the "
        "others; look for a cell of 0 that another margin needs, or drop one of them"
    )

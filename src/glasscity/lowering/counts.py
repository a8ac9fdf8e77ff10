"""Laws of counts become rows: of each different mean once, and of means met before not again."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np

from glasscity.chance import ONE, poisson_thresholds, threshold
from glasscity.documents.levels import times
from glasscity.evidence import Multipliers
from glasscity.tables.law import F64, I64
from glasscity.vocabulary.strata import N_STRATA, labels_of

KEPT = 256
"""Tables kept from world to world: those of the same people differ in few of them."""


@functools.lru_cache(maxsize=KEPT)
def counts_of(means: tuple[float, ...]) -> I64:
    """Inverse-CDF rows of Poisson laws, as :func:`glasscity.chance.poisson_thresholds` gives.

    Nobody can write to them. Raises ValueError for a mean that is negative or too large.
    """
    rows = poisson_thresholds(means)
    rows.setflags(write=False)
    return rows


@functools.cache
def cells_of(dimensions: tuple[str, ...]) -> tuple[I64, tuple[dict[str, str], ...]]:
    """The cell of each stratum where only these dimensions tell strata apart, and its labels."""
    known: dict[tuple[str, ...], int] = {}
    of = np.zeros(N_STRATA, dtype=np.int64)
    firsts: list[dict[str, str]] = []
    for g in range(N_STRATA):
        levels = tuple([labels_of(g)[name] for name in dimensions])
        if levels not in known:
            known[levels] = len(known)
            firsts.append(labels_of(g))
        of[g] = known[levels]
    of.setflags(write=False)
    return of, tuple(firsts)


def by_cell(value: float, by: Iterable[Multipliers]) -> tuple[list[float], I64]:
    """A rate times its multipliers, by cell of the strata they tell apart; each stratum's cell."""
    varied = tuple(by)
    of, labels = cells_of(tuple([it.by for it in varied]))
    return [times(value, varied, it) for it in labels], of


def by_stratum(value: float, by: Iterable[Multipliers]) -> F64:
    """A rate times its multipliers in each stratum."""
    values, of = by_cell(value, by)
    return np.array(values)[of]


def thresholds_of(chances: F64) -> I64:
    """:func:`glasscity.chance.threshold` of each. Raises ValueError as that does."""
    lost = (chances > 0.0) & (chances * ONE < 1.0)
    wrong = chances[~((chances >= 0.0) & (chances <= 1.0)) | lost]
    if wrong.size:
        threshold(float(wrong[0]))
    return np.floor(chances * ONE).astype(np.int64)

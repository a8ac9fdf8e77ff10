"""Ties that follow the score (docs/rewiring.md) as a kernel: one web, look by look."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.house import Int, kernel, small
from glasscity.kernels.luck import REWIRE, philox
from glasscity.tables.law import I64
from glasscity.tables.rewiring import RewiringLaw

TIE = REWIRE + np.uint64(1)
ZERO = np.uint64(0)
HALF = np.uint64(32)
COIN = np.uint64(31)


@small
def another(word: np.uint64, who: Int, n: Int) -> Int:
    """One of n people other than ``who``, evenly, by a 32-bit word."""
    found = np.int64((word * np.uint64(n - 1)) >> HALF)
    return found + 1 if found >= who else found


@small
def highs(law: RewiringLaw, ends: I64, tie: Int) -> Int:
    """How many ends of a tie are high."""
    return np.int64(ends[0, tie] < law.high) + np.int64(ends[1, tie] < law.high)


@kernel
def rewire_start(law: RewiringLaw, ends: I64, key: npt.NDArray[np.uint64]) -> None:
    """Ties between random people: ``ends`` is of shape (2, ties)."""
    for tie in range(ends.shape[1]):
        w0, w1, _, _ = philox(np.uint64(tie), ZERO, TIE, ZERO, key[0], key[1])
        one = np.int64((w0 * np.uint64(law.n)) >> HALF)
        ends[0, tie] = one
        ends[1, tie] = another(w1, one, law.n)


@kernel
def rewire(
    law: RewiringLaw, ends: I64, key: npt.NDArray[np.uint64], first: int, counts: I64
) -> None:
    """Sweeps ``first``, ``first + 1``, ... one for each row of ``counts`` (sweeps, 3).

    A sweep looks at as many random ties as there are, one after the other. ``counts`` are the
    ties after it with no, one and two high ends.
    """
    ties = ends.shape[1]
    for at in range(counts.shape[0]):
        sweep = np.uint64(first + at)
        for look in range(ties):
            w0, w1, w2, w3 = philox(np.uint64(look), sweep, REWIRE, ZERO, key[0], key[1])
            tie = np.int64((w0 * np.uint64(ties)) >> HALF)
            if np.int64(w1) < law.breaks[highs(law, ends, tie)]:
                keeps = np.int64(w3 >> COIN)
                ends[1 - keeps, tie] = another(w2, ends[keeps, tie], law.n)
        for each in range(ties):
            counts[at, highs(law, ends, each)] += 1

"""Chance as a pure function of an address: no generator object anywhere.

Every random decision of a run is read from one block of Philox 4x32-10 (Salmon, Moraes,
Dror, Shaw, SC11 2011) whose counter is the decision's permanent address:

======== ======================= =========================================
counter  content                 meaning
======== ======================= =========================================
word 0   stratum u10 | j u22     the person (row j of a stratum)
word 1   window u16 | place u16  when and where
word 2   stream u16 | ordinal u16  which mechanism, which of its events
word 3   block u32               which group of four lanes
======== ======================= =========================================

The key holds 64 bits made from (seed, replicate). A world or a regime is never part of
an address, so two regimes share every temptation a person meets.

The functions here are written once and run in three ways: on Python or NumPy scalars, on
NumPy arrays, and compiled inside the kernels.
"""

from __future__ import annotations

import enum
import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)

ROW_BITS = 22
ONE = 1 << 32
"""The threshold of certainty: every 32-bit word is below it."""


@enum.unique
class Stream(enum.IntEnum):
    """The permanent stream numbers. Never renumber; two with one number do not import.

    A number identifies a mechanism for ever: changing it would deal everyone new luck.
    """

    TRAIT = 1
    HEAD = 2
    TEMPT = 3
    OBSERVE = 4
    FALSE_RECORD = 5
    CORRECT = 6
    DEMAND = 7
    APPEAL = 8
    HELPING = 17
    REWIRE = 18
    ATTENTION = 9
    REPAIR = 16
    LIFE = 10
    ENCOUNTER = 11
    INVESTIGATE = 14
    STATUS = 15
    TIE = 12
    RATING = 13
    LAPSE = 19
    KEY = 65535


def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> tuple[Any, Any, Any, Any]:
    """One Philox 4x32-10 block.

    Takes six 32-bit values held in ``uint64`` (scalars or equal-shaped arrays) and returns
    four 32-bit words held in ``uint64``. Any, because scalars, arrays and Numba all pass through.
    """
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0 = (p1 >> _HALF) ^ c1 ^ k0
        c1 = p1 & _LOW
        c2 = (p0 >> _HALF) ^ c3 ^ k1
        c3 = p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


def key_of(seed: int, replicate: int = 0) -> tuple[int, int]:
    """The 64-bit key of a run, as two 32-bit words, from a seed (u64) and replicate (u32).

    Raises ValueError where either is out of range.
    """
    if not 0 <= seed < 1 << 64:
        raise ValueError(f"seed {seed} is outside [0, 2^64); choose a non-negative integer")
    if not 0 <= replicate < ONE:
        raise ValueError(f"replicate {replicate} is outside [0, 2^32)")
    words = philox(
        np.uint64(seed & 0xFFFFFFFF),
        np.uint64(seed >> 32),
        np.uint64(replicate),
        np.uint64(int(Stream.KEY)),
        np.uint64(0x676C6173),
        np.uint64(0x63697479),
    )
    return int(words[0]), int(words[1])


def person_address(stratum: int, row: int) -> int:
    """Counter word 0 of person ``row`` of ``stratum``."""
    return stratum << ROW_BITS | row


def draw(
    key: tuple[int, int],
    stream: Stream,
    person: int,
    window: int = 0,
    ordinal: int = 0,
    block: int = 0,
    place: int = 0,
) -> tuple[int, int, int, int]:
    """The four 32-bit words at one address, as plain integers.

    ``person`` is the value of :func:`person_address`. This is the draw function of the
    language of regimes; the kernels compile the same :func:`philox` at the same addresses.
    """
    words = philox(
        np.uint64(person),
        np.uint64(window << 16 | place),
        np.uint64(int(stream) << 16 | ordinal),
        np.uint64(block),
        np.uint64(key[0]),
        np.uint64(key[1]),
    )
    return int(words[0]), int(words[1]), int(words[2]), int(words[3])


def threshold(p: float) -> int:
    """The integer below which a 32-bit word must fall for an event of probability p.

    ``floor(p * 2^32)``, so 1 gives 2^32 (always) and 0 gives 0 (never). Raises ValueError
    for p outside [0, 1] and for a positive p that would round to never.
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"probability {p!r} is outside [0, 1]")
    limit = math.floor(p * ONE)
    if limit == 0 and p > 0.0:
        raise ValueError(f"probability {p!r} is below 2^-32 and would silently become never")
    return limit


MOST_PER_WINDOW = 20.0
"""The largest mean of a Poisson law: counts then stay below 2^8, which is what a key holds."""


def poisson_thresholds(rates: Sequence[float]) -> npt.NDArray[np.int64]:
    """Inverse-CDF rows of Poisson laws, shape ``(len(rates), width)``, dtype int64.

    The count at a 32-bit word u is the number of entries of its row that are <= u. A row is
    ``floor(P(X <= k) * 2^32)`` for k = 0, 1, ...; it ends where the law has no more mass at
    a resolution of 2^-32, and shorter rows are padded with 2^32, which no word reaches.
    Only ``math.exp`` and IEEE products are used, so the bits do not depend on NumPy.
    """
    rate = np.asarray(rates, dtype=np.float64)
    if rate.size and not (np.all(rate >= 0.0) and np.all(rate <= MOST_PER_WINDOW)):
        raise ValueError(
            f"a Poisson rate per window must lie in [0, {MOST_PER_WINDOW:g}]; shorten the window"
        )
    term = np.array([math.exp(-r) for r in rate.tolist()], dtype=np.float64)
    total = term.copy()
    columns = [np.floor(total * ONE)]
    k = 0
    while rate.size and bool(np.any(term * ONE >= 0.5)):
        k += 1
        term = term * rate / k
        total = total + term
        columns.append(np.floor(np.minimum(total, 1.0) * ONE))
    table = np.stack(columns, axis=1).astype(np.int64)
    table[table >= ONE - 4] = ONE  # rounding may leave the tail's sum a few units short of 1
    return np.minimum.accumulate(table[:, ::-1], axis=1)[:, ::-1].copy()


CLASSES = 256
"""Propensities are held as this many equally likely classes, one byte."""


@functools.cache
def gamma_classes(spread: float) -> tuple[float, ...]:
    """Conditional means of the 256 equal classes of a gamma law of mean 1.

    ``spread`` is the coefficient of variation; 0 gives 1 everywhere. The mean over classes is
    exactly 1 up to rounding. Classes ascend.
    """
    if spread == 0.0:
        return (1.0,) * CLASSES
    from scipy.special import gammainc, gammaincinv  # heavy: only when tables are built

    shape = 1.0 / (spread * spread)
    edges = [float(gammaincinv(shape, k / CLASSES)) for k in range(CLASSES)]
    below = [float(gammainc(shape + 1.0, edge)) for edge in edges] + [1.0]
    return tuple((below[k + 1] - below[k]) * CLASSES for k in range(CLASSES))

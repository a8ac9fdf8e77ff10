"""Birth: traits of people, the same however the population is cut into chunks."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.house import Int, kernel
from glasscity.kernels.luck import TRAIT, philox
from glasscity.tables.law import ENROLLED, I64, U8, U16

OPENING = TRAIT | np.uint64(1)
"""Ordinal 1 of the traits: where scores open; the block is the ledger's number."""
CHILDREN = TRAIT | np.uint64(2)
"""Ordinal 2 of the traits: how many children depend on a person."""


@kernel
def draw_traits(
    quantile: U8,
    look_alike: U8,
    awareness: U16,
    marks: U8,
    g: Int,
    row: Int,
    first: Int,
    last: Int,
    enrolled_below: Int,
    common_below: Int,
    window: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Fill the traits of the people ``[first, last)``, of stratum g from ``row`` on.

    ``enrolled_below`` and ``common_below`` are thresholds: in the register, and sharing the
    common quantile instead of an own one (a mixture copula, exact in integers). ``window`` is
    that of birth: 0 for all who are there from the start.
    """
    address = np.uint64((g << ROW_BITS) | row)
    clock = np.uint64(window) << np.uint64(16)
    n = last - first
    common = quantile[0]  # the first factor's own quantile is dealt with last
    for i in range(n):
        p = first + i
        w0, w1, w2, w3 = philox(address + np.uint64(i), clock, TRAIT, np.uint64(0), key0, key1)
        common[p] = w0 >> np.uint64(24)
        awareness[p] = w1 >> np.uint64(16)
        look_alike[p] = w2 >> np.uint64(24)
        marks[p] = ENROLLED if np.int64(w3) < enrolled_below else 0
    for f in range(quantile.shape[0] - 1, -1, -1):
        block = np.uint64(1 + f)
        for i in range(n):
            p = first + i
            w0, w1, _, _ = philox(address + np.uint64(i), clock, TRAIT, block, key0, key1)
            own = np.uint8(w0 >> np.uint64(24))
            quantile[f, p] = common[p] if np.int64(w1) < common_below else own


@kernel
def draw_scores(
    score: I64,
    scores: I64,
    upto: I64,
    stream: np.uint64,
    place: Int,
    g: Int,
    row: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Draw the opening scores, in ledger ``place``, of people of stratum g from ``row`` on.

    The score is the first of ``scores`` whose cumulative threshold ``upto`` exceeds the word.
    ``stream`` is OPENING, or CHILDREN for how many children they have.
    """
    address = np.uint64((g << ROW_BITS) | row)
    clock, block = np.uint64(0), np.uint64(place)
    for i in range(score.size):
        word, _, _, _ = philox(address + np.uint64(i), clock, stream, block, key0, key1)
        k = 0
        while upto[k] <= np.int64(word):
            k += 1
        score[i] = scores[k]


def renew(
    quantile: U8,
    look_alike: U8,
    awareness: U16,
    marks: U8,
    who: I64,
    stratum_first: I64,
    enrolled_below: I64,
    common_below: Int,
    window: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Draw the traits of newcomers in the places of the people ``who``, in ascending order."""
    g = 0
    for p in who:
        while stratum_first[g + 1] <= p:
            g += 1
        draw_traits(
            quantile,
            look_alike,
            awareness,
            marks,
            g,
            p - stratum_first[g],
            p,
            p + 1,
            enrolled_below[g],
            common_below,
            window,
            key0,
            key1,
        )

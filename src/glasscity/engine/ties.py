"""Ties between people: drawn once, symmetric, from the counter (semantics 13.6)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.crowd import draw_crowd
from glasscity.kernels.luck import TIE
from glasscity.lowering.ties import ANY_SIDE, NO_SIDE, Tie
from glasscity.tables.law import I64, U32

I32 = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
NOBODY = -1
"""Looked for somebody, and has nobody in this round."""
LOOKS_NOT = -2
"""Looks for nobody in this round."""


def draw_ties(tie: Tie, place: int, starts: I64, key: tuple[int, int]) -> I32:
    """Who is tied to whom, shape (degree, n): a person's number, or below 0; 4 bytes a tie.

    In each round everybody who looks is paired once: with somebody of the own group with the
    tie's ``homophily``, else with somebody of those who look everywhere. Row r of the result is
    its own inverse.
    """
    n = int(starts[-1])
    friends = np.full((tie.degree, n), LOOKS_NOT, np.int32)
    looks_below = np.repeat(np.where(tie.side == NO_SIDE, 0, tie.looks_below), np.diff(starts))
    for r in range(tie.degree):
        words = tie_words(place, starts, key, 0, r)
        looks = words[3].astype(np.int64) < looks_below
        friends[r, looks] = NOBODY
        pair_anew(tie, friends[r], starts, words)
    return friends


def tie_words(place: int, starts: I64, key: tuple[int, int], window: int, block: int) -> U32:
    """Everybody's words for ties ``place``, shape (4, n)."""
    words = np.empty((4, int(starts[-1])), np.uint32)
    stream = TIE | np.uint64(place)
    draw_crowd(words, starts, stream, window, block, np.uint64(key[0]), np.uint64(key[1]))
    return words


def pair_anew(tie: Tie, round_: I32, starts: I64, words: U32) -> None:
    """Pair off, in place, those of a round who look for somebody and have nobody."""
    who = np.flatnonzero(round_ == NOBODY)
    counts, mine = np.diff(starts), words[:, who]
    is_close = mine[2].astype(np.int64) < tie.own_below
    pool = np.where(is_close, np.repeat(tie.group, counts)[who] + 1, 0)
    side = np.repeat(tie.side, counts)[who]
    one, other = (
        pairs_within(pool, mine)
        if (tie.side == ANY_SIDE).all()
        else pairs_across(pool, side == 1, mine)
    )
    round_[who[one]] = who[other]
    round_[who[other]] = who[one]


def pairs_within(pool: I64, words: U32) -> tuple[I64, I64]:
    """Neighbours within each pool, in the order of two words (ties by place): both ends."""
    order, rank = _ranked(pool, words)
    first = np.flatnonzero(rank % 2 == 0)
    first = first[first + 1 < len(order)]
    first = first[pool[order[first]] == pool[order[first + 1]]]
    return order[first], order[first + 1]


def pairs_across(pool: I64, is_other: Mask, words: U32) -> tuple[I64, I64]:
    """The k-th of one side of each pool with the k-th of the other: both ends."""
    one, there = _in_turn(pool, np.flatnonzero(~is_other), words)
    other, here = _in_turn(pool, np.flatnonzero(is_other), words)
    _, left, right = np.intersect1d(there, here, assume_unique=True, return_indices=True)
    return one[left], other[right]


def _in_turn(pool: I64, side: I64, words: U32) -> tuple[I64, I64]:
    """The places of a side by pool and turn, and a number for each pool and turn."""
    order, rank = _ranked(pool[side], words[:, side])
    return side[order], pool[side[order]] * len(pool) + rank


def _ranked(pool: I64, words: U32) -> tuple[I64, I64]:
    """Places by pool, then by two words; and the rank of each within its pool."""
    order = np.lexsort((words[1], words[0], pool)).astype(np.int64)
    sorted_pool = pool[order]
    return order, np.arange(len(order)) - np.searchsorted(sorted_pool, sorted_pool)

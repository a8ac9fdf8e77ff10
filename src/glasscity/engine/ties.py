"""Ties between people: drawn once, symmetric, from the counter (semantics 13.6)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.crowd import draw_crowd
from glasscity.kernels.luck import TIE
from glasscity.lowering.ties import Tie
from glasscity.tables.law import I64, U32

I32 = npt.NDArray[np.int32]
NOBODY = -1


def draw_ties(tie: Tie, place: int, starts: I64, key: tuple[int, int]) -> I32:
    """Who is tied to whom, shape (degree, n): a person's number, or -1; 4 bytes a tie.

    In each round everybody is paired once: with somebody of the own group with the tie's
    ``homophily``, else with somebody of those who look everywhere. Row r of the result is its
    own inverse.
    """
    n = int(starts[-1])
    group = np.repeat(tie.group, np.diff(starts))
    friends = np.full((tie.degree, n), NOBODY, np.int32)
    words = np.empty((4, n), np.uint32)
    stream = TIE | np.uint64(place)
    for r in range(tie.degree):
        draw_crowd(words, starts, stream, 0, r, np.uint64(key[0]), np.uint64(key[1]))
        is_close = words[2].astype(np.int64) < tie.own_below
        friends[r] = pair_off(np.where(is_close, group + 1, 0), words)
    return friends


def pair_off(pool: I64, words: U32) -> I32:
    """Neighbours within each pool, in the order of two words (ties by place), are paired."""
    order = np.lexsort((words[1], words[0], pool))
    sorted_pool = pool[order]
    first = np.searchsorted(sorted_pool, sorted_pool)
    rank = np.arange(len(order)) - first
    partner = np.arange(len(order)) + np.where(rank % 2 == 0, 1, -1)
    is_pair = partner < len(order)
    partner[~is_pair] = 0
    is_pair &= sorted_pool[partner] == sorted_pool
    found = np.full(len(order), NOBODY, np.int32)
    found[order[is_pair]] = order[partner[is_pair]]
    return found

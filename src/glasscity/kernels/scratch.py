"""Working room of one worker: allocated once, reused for every block of people."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from glasscity.tables.law import I64, U8, U32

QUEUE_ROOM = 1024
"""Events one person may meet in one window; more is an error, never a truncation. (A dozen is
already rare: the largest mean of a law is 20 a window.)"""
N_CURSORS = 7
"""Places of the cursor; kernels.items names them."""
BLOCK = 2048
"""People per block: their words fit the nearest cache."""


class Scratch(NamedTuple):
    """Arrays of one worker; n is BLOCK, m the most candidates a block can hold."""

    heads: U32  # (4 * blocks, n) words of the head blocks
    is_active: U8  # (n)
    active: I64  # (4, n + 1) rows ACTIVE, FIRST, MET, DUE
    lanes: I64  # (2, n + 1) rows PLAIN, ODD
    candidate: U32  # (12, m) rows OWNER to SENSOR_WORD + 3; the last one is spare
    queue: I64  # (2, QUEUE_ROOM) rows KEY, REF
    cursor: I64  # (N_CURSORS)
    noted: I64  # (cursor[NOTED], 5) appeals filed, columns TURN to CEASES; no room until needed


ACTIVE, FIRST, MET, DUE = range(4)
"""Active people of the block; their first candidate; candidates they met, null ones included;
the first of their items that fall due."""
PLAIN, ODD = range(2)
"""Places among the active of those who are lived the short way, and of the others."""
OWNER, FACTOR, ORDINAL, KIND, INSTANT, KIND_WORD, ACCEPT_WORD, GROUP, SENSOR_WORD = range(9)
"""Of a candidate: its person's address, what it is, and its words; those of sensors come four at a
time, here of the group ``sensor >> 2``."""
KEY, REF = range(2)
TURN, APPELLANT, MINE, DOES, CEASES = range(5)
"""Of an appeal, and of each thing that one which succeeds undoes: its turn (day filed, then a
word), the person's address and place in the chunk, the low bits of the item that falls due with
the decision, and the day on which what it undoes ceases by itself (-1: never)."""


def head_blocks(n_factors: int) -> int:
    """Blocks that hold a head word for false records and one for each factor."""
    return (n_factors + 4) // 4


def _apart(rows: int, least: int, dtype: type[np.generic], lines: int = 5) -> npt.NDArray[Any]:
    """Zeros of shape (rows, ``least`` or a little more), rows an odd number of cache lines from a
    multiple of a page: a place in one row must not evict the same place in the others."""
    size = np.dtype(dtype).itemsize
    page, line = 4096 // size, 64 // size
    columns = -(-least // page) * page + lines * line
    return np.zeros((rows, columns), dtype)


def scratch_for(n_factors: int, width: int) -> Scratch:
    """Room for blocks of people with at most ``width`` candidates per factor."""
    n, m = BLOCK, BLOCK * n_factors * max(width, 1) + 1
    return Scratch(
        heads=_apart(4 * head_blocks(n_factors), n, np.uint32),
        is_active=np.zeros(n, np.uint8),
        active=_apart(4, n + 1, np.int64),
        lanes=_apart(2, n + 1, np.int64, 7),
        candidate=_apart(SENSOR_WORD + 4, m, np.uint32),
        queue=_apart(2, QUEUE_ROOM, np.int64),
        cursor=np.zeros(N_CURSORS, np.int64),
        noted=np.empty((0, CEASES + 1), np.int64),
    )

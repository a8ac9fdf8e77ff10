"""Working room of one worker: allocated once, reused for every block of people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

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
    active: I64  # (3, n + 1) rows ACTIVE, FIRST, MET
    candidate: U32  # (11, m) rows OWNER to SENSOR_WORD + 3; the last one is spare
    queue: I64  # (2, QUEUE_ROOM) rows KEY, REF
    cursor: I64  # (N_CURSORS)
    noted: I64  # (cursor[NOTED], 5) appeals filed, columns TURN to CEASES; no room until needed


ACTIVE, FIRST, MET = range(3)
"""Active people of the block; their first candidate; candidates they met, null ones included."""
OWNER, FACTOR, ORDINAL, KIND, INSTANT, KIND_WORD, ACCEPT_WORD, SENSOR_WORD = range(8)
"""Of a candidate: its person's address, what it is, and its words (one for each of 4 sensors)."""
KEY, REF = range(2)
TURN, APPELLANT, MINE, DOES, CEASES = range(5)
"""Of an appeal, and of each thing that one which succeeds undoes: its turn (day filed, then a
word), the person's address and place in the chunk, the low bits of the item that falls due with
the decision, and the day on which what it undoes ceases by itself (-1: never)."""


def head_blocks(n_factors: int) -> int:
    """Blocks that hold a head word for false records and one for each factor."""
    return (n_factors + 4) // 4


def scratch_for(n_factors: int, width: int) -> Scratch:
    """Room for blocks of people with at most ``width`` candidates per factor."""
    n, m = BLOCK, BLOCK * n_factors * max(width, 1) + 1
    return Scratch(
        heads=np.zeros((4 * head_blocks(n_factors), n), np.uint32),
        is_active=np.zeros(n, np.uint8),
        active=np.zeros((3, n + 1), np.int64),
        candidate=np.zeros((SENSOR_WORD + 4, m), np.uint32),
        queue=np.zeros((2, QUEUE_ROOM), np.int64),
        cursor=np.zeros(N_CURSORS, np.int64),
        noted=np.empty((0, CEASES + 1), np.int64),
    )

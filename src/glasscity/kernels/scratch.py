"""Working room of one worker: allocated once, reused for every block of people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from glasscity.kernels.items import N_CURSORS, QUEUE_ROOM
from glasscity.tables.law import I64, U8, U32

BLOCK = 2048
"""People per block: their words fit the nearest cache."""


class Scratch(NamedTuple):
    """Arrays of one worker; n is BLOCK, m the most candidates a block can hold."""

    heads: U32  # (4 * blocks, n) words of the head blocks
    is_active: U8  # (n)
    active: I64  # (n) active people of the block
    first_candidate: I64  # (n + 1)
    met: I64  # (n) candidates drawn for the active person, null ones included
    owner: U32  # (m) address of the person
    factor: U32  # (m)
    ordinal: U32  # (m)
    kind: I64  # (m)
    instant: U32  # (m)
    kind_word: U32  # (m)
    accept_word: U32  # (m)
    sensor_word: U32  # (4, m)
    keys: I64  # (QUEUE_ROOM)
    refs: I64  # (QUEUE_ROOM)
    cursor: I64  # (N_CURSORS)


def scratch_for(n_factors: int, width: int) -> Scratch:
    """Room for blocks of people with at most ``width`` candidates per factor."""
    n, m = BLOCK, BLOCK * n_factors * max(width, 1)
    words = 4 * ((n_factors + 1 + 3) // 4)
    return Scratch(
        heads=np.zeros((words, n), np.uint32),
        is_active=np.zeros(n, np.uint8),
        active=np.zeros(n, np.int64),
        first_candidate=np.zeros(n + 1, np.int64),
        met=np.zeros(n, np.int64),
        owner=np.zeros(m, np.uint32),
        factor=np.zeros(m, np.uint32),
        ordinal=np.zeros(m, np.uint32),
        kind=np.zeros(m, np.int64),
        instant=np.zeros(m, np.uint32),
        kind_word=np.zeros(m, np.uint32),
        accept_word=np.zeros(m, np.uint32),
        sensor_word=np.zeros((4, m), np.uint32),
        keys=np.zeros(QUEUE_ROOM, np.int64),
        refs=np.zeros(QUEUE_ROOM, np.int64),
        cursor=np.zeros(N_CURSORS, np.int64),
    )

"""The floor: the least that any kernel must do in a window, to hold the real one against.

Everybody's head blocks are drawn; each candidate's two blocks are drawn and the row of its person
is read and written once. Nothing is looked up, nothing decided and nothing put off: a window
that did less would have to know less.
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import Int, kernel
from glasscity.kernels.scratch import ACCEPT_WORD, BLOCK, FACTOR, GROUP, INSTANT, ORDINAL, OWNER
from glasscity.kernels.tempt import draw_candidates, draw_heads, draw_sensors
from glasscity.tables.law import U32, People

SHARE_BITS = 16


@kernel
def least_work(
    people: People,
    heads: U32,
    candidates: U32,
    first: Int,
    last: Int,
    window: Int,
    share: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Do the least for the people ``[first, last)``.

    ``heads`` (4 * blocks, BLOCK) and ``candidates`` (as in scratch) are working room; ``share``
    is candidates per person times 2^16, and at most as many as fit ``candidates``.
    """
    clock = np.uint64(window) << np.uint64(16)
    for start in range(first, last, BLOCK):
        n = min(BLOCK, last - start)
        address = np.uint64(start)
        draw_heads(heads, n, address, clock, key0, key1)
        m = np.int64((n * share) >> SHARE_BITS)
        for c in range(m):
            candidates[OWNER, c] = np.uint32(start + (c * n) // m)
            candidates[FACTOR, c] = 0
            candidates[ORDINAL, c] = 0
            candidates[GROUP, c] = 0
        draw_candidates(candidates, m, clock, key0, key1)
        draw_sensors(candidates, m, clock, key0, key1)
        for c in range(m):
            p = np.int64(candidates[OWNER, c])
            bit = (candidates[INSTANT, c] ^ candidates[ACCEPT_WORD, c]) & np.uint32(1)
            people.standing[p] ^= np.uint16(bit)
            people.marks[p] ^= np.uint8(bit)
            for row in range(people.score.shape[0]):
                people.score[row, p] ^= np.int16(bit)
                people.band[row, p] ^= np.uint8(bit)
            for row in range(people.slots.shape[0]):
                people.slots[row, p] ^= np.uint8(bit)

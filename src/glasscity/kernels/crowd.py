"""A crowd: one block of chance for everybody of a place at once."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.house import Int, kernel
from glasscity.kernels.luck import philox
from glasscity.tables.law import I64, U32


@kernel
def draw_crowd(
    words: U32,
    stratum_first: I64,
    stream: np.uint64,
    window: Int,
    block: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Fill ``words`` (4, n) with everybody's block; ``stream`` is ``number << 16 | ordinal``."""
    clock = np.uint64(window) << np.uint64(16)
    for g in range(stratum_first.size - 1):
        base = np.uint64(g << ROW_BITS)
        start = stratum_first[g]
        for i in range(stratum_first[g + 1] - start):
            address = base + np.uint64(i)
            w0, w1, w2, w3 = philox(address, clock, stream, np.uint64(block), key0, key1)
            words[0, start + i] = w0
            words[1, start + i] = w1
            words[2, start + i] = w2
            words[3, start + i] = w3

"""Settings and shuffles that are the same everywhere: words of a hash, and no generator."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
WORD = 8
FRACTION = 2.0**-53


def words(n: int, *address: int) -> npt.NDArray[np.uint64]:
    """``n`` words of 64 bits that belong to an address."""
    told = "/".join(str(part) for part in address).encode()
    return np.frombuffer(hashlib.shake_256(told).digest(WORD * n), "<u8").astype(np.uint64)


def shuffle(n: int, *address: int) -> npt.NDArray[np.int64]:
    """The numbers below ``n`` in an order that belongs to an address."""
    return np.argsort(words(n, *address), kind="stable").astype(np.int64)


def settings(dimensions: int, n: int, blocks: int = 1, seed: int = 1) -> Numbers:
    """Coordinates of ``blocks`` times ``n`` settings, each block a Latin hypercube.

    Not a Sobol sequence: over a hundred dimensions its first hundreds of points go together in
    pairs, and what follows one of a pair would seem to follow the other.
    """
    points = np.empty((blocks * n, dimensions))
    for block in range(blocks):
        rows = slice(block * n, (block + 1) * n)
        for column in range(dimensions):
            cell = shuffle(n, seed, block, column, 0)
            within = (words(n, seed, block, column, 1) >> np.uint64(11)) * FRACTION
            points[rows, column] = (cell + within) / n
    return points

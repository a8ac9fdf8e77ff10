"""The chance function as kernels compile it, over arrays of addresses."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.house import kernel
from glasscity.kernels.luck import philox

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]


@kernel
def compiled_words(counters: U64, keys: U64, words: U32) -> None:
    """Fill ``words`` (4, n) from ``counters`` (4, n) and ``keys`` (2, n)."""
    for i in range(counters.shape[1]):
        w0, w1, w2, w3 = philox(
            counters[0, i], counters[1, i], counters[2, i], counters[3, i], keys[0, i], keys[1, i]
        )
        words[0, i] = w0
        words[1, i] = w1
        words[2, i] = w2
        words[3, i] = w3

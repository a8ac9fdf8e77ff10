"""Birth: traits of people, the same however the population is cut into chunks."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.house import Int, kernel
from glasscity.kernels.luck import TRAIT, philox
from glasscity.tables.law import ENROLLED, U8, U16


@kernel
def draw_traits(
    quantile: U8,
    look_alike: U8,
    awareness: U16,
    marks: U8,
    g: Int,
    row: Int,
    n: Int,
    enrolled_below: Int,
    common_below: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> None:
    """Fill the traits of n people of stratum g whose rows start at ``row``.

    ``enrolled_below`` and ``common_below`` are thresholds: in the register, and sharing the
    common quantile instead of an own one (a mixture copula, exact in integers).
    """
    address = np.uint64((g << ROW_BITS) | row)
    clock = np.uint64(0)
    common = quantile[0]  # the first factor's own quantile is dealt with last
    for i in range(n):
        w0, w1, w2, w3 = philox(address + np.uint64(i), clock, TRAIT, np.uint64(0), key0, key1)
        common[i] = w0 >> np.uint64(24)
        awareness[i] = w1 >> np.uint64(16)
        look_alike[i] = w2 >> np.uint64(24)
        marks[i] = ENROLLED if np.int64(w3) < enrolled_below else 0
    for f in range(quantile.shape[0] - 1, -1, -1):
        block = np.uint64(1 + f)
        for i in range(n):
            w0, w1, _, _ = philox(address + np.uint64(i), clock, TRAIT, block, key0, key1)
            own = np.uint8(w0 >> np.uint64(24))
            quantile[f, i] = common[i] if np.int64(w1) < common_below else own

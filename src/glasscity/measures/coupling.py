"""Bounds over all couplings: what two margins alone say of how people stand in both worlds.

Who loses and who wins between two worlds is not in the two margins: it hangs on how luck is
shared. These bounds (Frechet-Hoeffding for cells, Makarov for order) hold for any sharing, and
are met by some.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

I64 = npt.NDArray[np.int64]

SHARED = "under shared luck"
"""The words that stand with every number about the same people in two worlds."""
METHOD = (
    "The same simulated people meet the same temptations and the same chances in both worlds "
    f"({SHARED}); how many differ in both is a property of this pairing. In brackets: the least "
    "and the most over all ways in which the luck of the two worlds could hang together."
)


def cell_bounds(here: Sequence[int], there: Sequence[int]) -> tuple[I64, I64]:
    """The least and the most people in each cell of a table with these margins."""
    a, b = np.array(here, np.int64)[:, None], np.array(there, np.int64)[None, :]
    return np.maximum(a + b - int(a.sum()), 0), np.minimum(a, b)


def below_bounds(here: Mapping[int, int], there: Mapping[int, int]) -> tuple[int, int]:
    """The least and the most people whose number here is below their number there.

    ``here`` and ``there`` count the same people by a number of theirs.
    """
    numbers = sorted({*here, *there})
    n = sum(here.values())
    if n != sum(there.values()):
        raise ValueError(f"{n} people here are not {sum(there.values())} there")
    upto_here = np.cumsum([here.get(number, 0) for number in numbers])
    upto_there = np.cumsum([there.get(number, 0) for number in numbers])
    before_here = np.concatenate([[0], upto_here[:-1]])
    least = max(0, int(np.max(upto_here - upto_there, initial=0)))
    most = n - max(0, int(np.max(upto_there - before_here, initial=0)))
    return least, most

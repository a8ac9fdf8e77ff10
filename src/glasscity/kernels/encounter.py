"""Encounter: two people who meet try, fail or refuse."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import Int, kernel
from glasscity.tables.law import I64, U8, U16, U32

TRIED, FAILED, REFUSED = 0, 1, 2
"""What a person did; a person who met nobody did nothing."""
NOBODY = 255


@kernel
def meet_in_pairs(
    did: U8,
    was_refused: U8,
    order: I64,
    standing: U16,
    shuns: U8,
    word: U32,
    fails_below: Int,
) -> None:
    """Neighbours in ``order`` meet; fills what each person did, and who was refused.

    ``did``, ``was_refused``, ``standing`` and ``word`` are by person (n), ``order`` a permutation
    of people, ``shuns`` is by standing. Where n is odd the last meets nobody.
    """
    n = order.size
    for k in range(n):
        p = order[k]
        q = order[k ^ 1] if (k ^ 1) < n else p
        did[p] = NOBODY
        was_refused[p] = 0
        if q != p:
            was_refused[p] = shuns[standing[p]]
            if shuns[standing[q]]:
                did[p] = REFUSED
            else:
                did[p] = FAILED if np.int64(word[p]) < fails_below else TRIED

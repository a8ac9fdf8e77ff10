"""Repair: who files against a false record, and whether it will be struck."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined
from glasscity.kernels.items import say
from glasscity.kernels.luck import CORRECT, philox
from glasscity.vocabulary.codes import Event

_FILED = int(Event.FILED)


@inlined
def file(way_back, places, tally, g, is_aware, ordinal, day, luck, cursor, trace, who):
    """1 iff the false record will be struck ``lag`` days on. ``luck`` is (address, clock, keys)."""
    if way_back.is_there == 0:
        return 0
    address, clock, key0, key1 = luck
    words = philox(address, clock, CORRECT | np.uint64(ordinal), np.uint64(0), key0, key1)
    if np.int64(words[0]) >= way_back.files_below[g, is_aware]:
        return 0
    is_struck = 1 if np.int64(words[1]) < way_back.success_below else 0
    tally[places.filed] += 1
    tally[places.struck] += is_struck
    if who[0] >= 0:
        say(
            trace, cursor, who[0], who[1], day, _FILED, is_struck, day + way_back.lag, 0, 0
        )
    return is_struck

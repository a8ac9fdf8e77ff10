"""Repair: who files against a false record, and whether it will be struck."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined
from glasscity.kernels.items import say
from glasscity.kernels.luck import CORRECT, philox
from glasscity.tables.law import WayBack
from glasscity.vocabulary.codes import Event

_FILED = int(Event.FILED)


@inlined
def file(way_back: WayBack, here: Here, me: Me, ordinal: Int, day: Int) -> Int:
    """1 iff the ordinal-th false record of the window will be struck ``lag`` days on."""
    is_struck = 0
    if way_back.is_there:
        stream = CORRECT | np.uint64(ordinal)
        words = philox(me.address, here.clock, stream, np.uint64(0), here.key0, here.key1)
        if np.int64(words[0]) < way_back.files_below[here.g, me.is_aware]:
            is_struck = 1 if np.int64(words[1]) < way_back.success_below else 0
            here.tally[here.places.filed] += 1
            here.tally[here.places.struck] += is_struck
            say(me.voice, day, _FILED, is_struck, day + way_back.lag, 0, 0)
    return is_struck

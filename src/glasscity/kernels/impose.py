"""Impose: what a standing does when a person tries to get a service."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined
from glasscity.kernels.items import COUNT_FULL, RANK_DEMAND, TROUBLE, deed_key, put, say
from glasscity.kernels.luck import DEMAND, philox
from glasscity.vocabulary.codes import Event

_ATTEMPT = int(Event.ATTEMPT)
_REFUSED = int(Event.REFUSED)
_BOOKED = int(Event.BOOKED)


@inlined
def call_at_doors(doors, frame, queue, g, standing, drawn, after, address, clock, key0, key1):
    """Queue this window's attempts at services that the standing newly makes matter.

    ``drawn`` is the set (bits) of services drawn before; attempts with a key up to ``after``
    are past. Returns the new set.
    """
    keys, refs, cursor, _ = queue
    for v in range(doors.needs_service.shape[0]):
        bit = np.int64(1) << v
        if drawn & bit or doors.needs_service[v, standing] == 0:
            continue
        drawn |= bit
        block = np.uint64(v << 4)
        word = np.int64(philox(address, clock, DEMAND, block, key0, key1)[0])
        row = doors.count_rows[g, v]
        k = 0
        while k < row.size and row[k] <= word:
            instant = np.int64(
                philox(
                    address, clock, DEMAND | np.uint64(k), block | np.uint64(1), key0, key1
                )[0]
            )
            day = frame.first_day + ((instant * frame.n_days) >> 32)
            key = deed_key(day, instant, RANK_DEMAND, v, k)
            if key > after:
                put(keys, refs, cursor, key, np.int64(0))
            k += 1
        if k > 255:
            cursor[TROUBLE] = COUNT_FULL
    return drawn


@inlined
def try_door(doors, places, tally, v, standing, day, cursor, trace, who):
    """One attempt at service v: refused by the first bar, or priced and eased by the rest."""
    tally[places.attempts + v] += 1
    if who[0] >= 0:
        say(trace, cursor, who[0], who[1], day, _ATTEMPT, v, 0, 0, 0)
    for c in range(doors.first[v], doors.first[v + 1]):
        in_force = doors.from_day[c] <= day < doors.until_day[c]
        if in_force and doors.is_bar[c] and doors.applies[c, standing]:
            tally[places.refused + doors.consequence[c]] += 1
            if who[0] >= 0:
                say(trace, cursor, who[0], who[1], day, _REFUSED, doors.consequence[c], v, 0, 0)
            return
    for c in range(doors.first[v], doors.first[v + 1]):
        in_force = doors.from_day[c] <= day < doors.until_day[c]
        if in_force and doors.applies[c, standing] and not doors.is_bar[c]:
            place = doors.consequence[c]
            tally[places.booked + place] += 1
            tally[places.money + place] += doors.fen[c]
            if who[0] >= 0:
                say(trace, cursor, who[0], who[1], day, _BOOKED, place, v, doors.fen[c], 0)

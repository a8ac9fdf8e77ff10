"""Impose: what a standing does when a person tries to get a service."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined
from glasscity.kernels.items import RANK_DEMAND, deed_key, enqueue, say
from glasscity.kernels.luck import DEMAND, philox
from glasscity.tables.law import (
    DOOR_FEN,
    DOOR_FROM,
    DOOR_IS_BAR,
    DOOR_PLACE,
    DOOR_UNTIL,
    Doors,
)
from glasscity.vocabulary.codes import Event

_ATTEMPT = int(Event.ATTEMPT)
_REFUSED = int(Event.REFUSED)
_BOOKED = int(Event.BOOKED)


@inlined
def demand_word(here: Here, me: Me, ordinal: Int, block: Int) -> Int:
    """The first word of a demand block."""
    stream = DEMAND | np.uint64(ordinal)
    words = philox(me.address, here.clock, stream, np.uint64(block), here.key0, here.key1)
    return np.int64(words[0])


@inlined
def call_at_doors(doors: Doors, here: Here, me: Me, standing: Int, drawn: Int, now: Int) -> Int:
    """Queue this window's attempts at services that the standing newly makes matter.

    ``drawn`` is the set (bits) of services drawn before; attempts with a key up to ``now`` are
    past. Returns the new set.
    """
    frame = here.frame
    for v in range(doors.needs_service.shape[0]):
        bit = np.int64(1) << v
        if drawn & bit != 0 or doors.needs_service[v, standing] == 0:
            continue
        drawn |= bit
        word = demand_word(here, me, 0, v << 4)
        k = 0
        while k < doors.count_rows.shape[2] and doors.count_rows[here.g, v, k] <= word:
            instant = demand_word(here, me, k, (v << 4) | 1)
            day = frame.first_day + ((instant * frame.n_days) >> 32)
            key = deed_key(day, instant, RANK_DEMAND, v, k)
            if key > now:
                enqueue(me.agenda, key, np.int64(0))
            k += 1
    return drawn


@inlined
def first_bar(doors: Doors, v: Int, standing: Int, day: Int) -> Int:
    """The first bar at the service that names the standing, or -1."""
    for c in range(doors.first[v], doors.first[v + 1]):
        is_in_force = doors.rows[c, DOOR_FROM] <= day < doors.rows[c, DOOR_UNTIL]
        if is_in_force and doors.rows[c, DOOR_IS_BAR] != 0 and doors.applies[c, standing] != 0:
            return c
    return -1


@inlined
def attempt(here: Here, me: Me, v: Int, day: Int) -> None:
    """Book an attempt on which some consequence bears."""
    here.tally[here.places.attempts + v] += 1
    say(me.voice, day, _ATTEMPT, v, 0, 0, 0)


@inlined
def try_door(doors: Doors, here: Here, me: Me, v: Int, day: Int) -> None:
    """One attempt at service v: refused by the first bar, or priced and eased by the rest.

    Where nothing in force names the standing it is granted, and nothing is written.
    """
    places, tally = here.places, here.tally
    standing = here.people.standing[me.p]
    bar = first_bar(doors, v, standing, day)
    if bar >= 0:
        place = doors.rows[bar, DOOR_PLACE]
        attempt(here, me, v, day)
        tally[places.refused + place] += 1
        say(me.voice, day, _REFUSED, place, v, 0, 0)
    else:
        is_met = False
        for c in range(doors.first[v], doors.first[v + 1]):
            is_in_force = doors.rows[c, DOOR_FROM] <= day < doors.rows[c, DOOR_UNTIL]
            if is_in_force and doors.applies[c, standing] != 0:
                if not is_met:
                    attempt(here, me, v, day)
                    is_met = True
                place = doors.rows[c, DOOR_PLACE]
                tally[places.booked + place] += 1
                tally[places.money + place] += doors.rows[c, DOOR_FEN]
                say(me.voice, day, _BOOKED, place, v, doors.rows[c, DOOR_FEN], 0)

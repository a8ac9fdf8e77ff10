"""Impose: what a standing does when a person tries to get a service."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined, small
from glasscity.kernels.items import RANK_DEMAND, deed_key, enqueue, say
from glasscity.kernels.luck import DEMAND, philox
from glasscity.tables.law import (
    DISMAY_BELOW,
    DISMAY_SLOT,
    DOOR_ALLOWED,
    DOOR_BITES,
    DOOR_DELAY,
    DOOR_EACH_WINDOW,
    DOOR_FEN,
    DOOR_FROM,
    DOOR_IS_BAR,
    DOOR_PLACE,
    DOOR_SLOT,
    DOOR_UNTIL,
    Doors,
)
from glasscity.vocabulary.codes import Event

_ATTEMPT = int(Event.ATTEMPT)
_REFUSED = int(Event.REFUSED)
_BOOKED = int(Event.BOOKED)
_UNTRIED = int(Event.UNTRIED)
REFUSED = -1
"""In place of the days to wait: the attempt is refused."""


@inlined
def demand_words(here: Here, me: Me, ordinal: Int, block: Int) -> tuple[Int, Int]:
    """The first two words of a demand block."""
    stream = DEMAND | np.uint64(ordinal)
    words = philox(me.address, here.clock, stream, np.uint64(block), here.key0, here.key1)
    return np.int64(words[0]), np.int64(words[1])


@inlined
def count_anew(doors: Doors, here: Here, me: Me, v: Int) -> None:
    """What limits at the service count by window starts at none."""
    for c in range(doors.first[v], doors.first[v + 1]):
        if doors.rows[c, DOOR_EACH_WINDOW] != 0 and doors.rows[c, DOOR_SLOT] >= 0:
            here.people.slots[doors.rows[c, DOOR_SLOT], me.p] = 0


@inlined
def bears(doors: Doors, here: Here, c: Int, standing: Int, luck: Int, day: Int) -> bool:
    """Whether a consequence is met: in force, for this standing and stratum, and by chance."""
    is_in_force = doors.rows[c, DOOR_FROM] <= day < doors.rows[c, DOOR_UNTIL]
    is_named = doors.applies[c, standing] != 0 and doors.bears_on[c, here.g] != 0
    return bool(is_in_force and is_named and luck < doors.rows[c, DOOR_BITES])


@small
def row_of_children(doors: Doors, here: Here, me: Me, v: Int) -> Int:
    """The row of counts for as many children as a person has, -1 without any."""
    n = np.int64(here.people.children[me.p])
    return doors.of_children[v] + n - 1 if n > 0 else np.int64(-1)


@small
def is_discouraged(doors: Doors, here: Here, me: Me, v: Int, ordinal: Int, day: Int) -> bool:
    """Whether somebody who was refused at the service this year does not try it.

    Only where a consequence bears on the attempt, or might by chance.
    """
    if here.people.slots[doors.dismay[v, DISMAY_SLOT], me.p] == 0:
        return False
    standing, bears_on_it = here.people.standing[me.p], False
    for c in range(doors.first[v], doors.first[v + 1]):
        bears_on_it = bears_on_it or bears(doors, here, c, standing, np.int64(0), day)
    if not bears_on_it:
        return False
    stream, block = DEMAND | np.uint64(ordinal), np.uint64((v << 4) | 1)
    words = philox(me.address, here.clock, stream, block, here.key0, here.key1)
    if np.int64(words[2]) >= doors.dismay[v, DISMAY_BELOW]:
        return False
    here.tally[here.places.untried + v] += 1
    say(me.voice, day, _UNTRIED, v, 0, 0, 0)
    return True


@inlined
def call_at_doors(doors: Doors, here: Here, me: Me, standing: Int, drawn: Int, now: Int) -> Int:
    """Queue this window's attempts at services that the standing newly makes matter.

    ``drawn`` is the set (bits) of services drawn before; attempts with a key up to ``now`` are
    past. An attempt is queued with its luck. Returns the new set.
    """
    frame = here.frame
    for v in range(doors.needs_service.shape[0]):
        bit = np.int64(1) << v
        if drawn & bit != 0 or doors.needs_service[v, standing] == 0:
            continue
        drawn |= bit
        count_anew(doors, here, me, v)
        row = v
        if doors.of_children[v] >= 0:
            row = row_of_children(doors, here, me, v)
        if row < 0:
            continue
        word, _ = demand_words(here, me, 0, v << 4)
        k = 0
        while k < doors.count_rows.shape[2] and doors.count_rows[here.g, row, k] <= word:
            instant, luck = demand_words(here, me, k, (v << 4) | 1)
            day = frame.first_day + ((instant * frame.n_days) >> 32)
            key = deed_key(day, instant, RANK_DEMAND, v, k)
            if key > now:
                enqueue(me.agenda, key, luck)
            k += 1
    return drawn


@inlined
def refuses(doors: Doors, here: Here, me: Me, c: Int) -> bool:
    """Whether a consequence that is met refuses: a bar, or a limit that is used up."""
    slot = doors.rows[c, DOOR_SLOT]
    if slot < 0:
        return bool(doors.rows[c, DOOR_IS_BAR] != 0)
    return bool(np.int64(here.people.slots[slot, me.p]) >= doors.rows[c, DOOR_ALLOWED])


@inlined
def let_in(doors: Doors, here: Here, me: Me, c: Int, v: Int, day: Int) -> Int:
    """A consequence that is met and does not refuse; the days that it makes one wait."""
    places, tally = here.places, here.tally
    slot = doors.rows[c, DOOR_SLOT]
    wait = doors.rows[c, DOOR_DELAY]
    if slot >= 0:
        here.people.slots[slot, me.p] += 1
    else:
        place = doors.rows[c, DOOR_PLACE]
        tally[places.booked + place] += 1
        tally[places.money + place] += doors.rows[c, DOOR_FEN]
        tally[places.days_waited + place] += wait
        say(me.voice, day, _BOOKED, place, v, doors.rows[c, DOOR_FEN], wait)
    return wait


@inlined
def try_door(
    doors: Doors, here: Here, me: Me, v: Int, ordinal: Int, luck: Int, matters: bool, day: Int
) -> Int:
    """One attempt at service v: REFUSED by the first that refuses, or the days to wait.

    Where no consequence bears on it nothing is written, unless it ``matters`` anyway. What is
    not tried is as good as refused.
    """
    dismay = doors.dismay[v, DISMAY_SLOT]
    if dismay >= 0 and is_discouraged(doors, here, me, v, ordinal, day):
        return REFUSED
    standing = here.people.standing[me.p]
    refused_by, n_met, wait = -1, 0, np.int64(0)
    for c in range(doors.first[v], doors.first[v + 1]):
        if bears(doors, here, c, standing, luck, day):
            n_met += 1
            if refused_by < 0 and refuses(doors, here, me, c):
                refused_by = c
    if n_met > 0 or matters:
        here.tally[here.places.attempts + v] += 1
        say(me.voice, day, _ATTEMPT, v, 0, 0, 0)
    if refused_by >= 0:
        place = doors.rows[refused_by, DOOR_PLACE]
        here.tally[here.places.refused + place] += 1
        say(me.voice, day, _REFUSED, place, v, 0, 0)
        if dismay >= 0:
            here.people.slots[dismay, me.p] = 1
        return REFUSED
    if n_met > 0:
        for c in range(doors.first[v], doors.first[v + 1]):
            if bears(doors, here, c, standing, luck, day):
                wait += let_in(doors, here, me, c, v, day)
    return wait

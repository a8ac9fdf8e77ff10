"""Observe: who sees a deed, and whom they blame."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined, kernel
from glasscity.kernels.items import low_bits, say, schedule
from glasscity.kernels.luck import OBSERVE, philox
from glasscity.kernels.scratch import FACTOR, GROUP, KIND, ORDINAL, SENSOR_WORD
from glasscity.tables.law import (
    ARRIVAL,
    EYE_AS,
    EYE_DELAY,
    EYE_SENSOR,
    EYE_SOURCE,
    HIT,
    PINNED,
    SELF,
    U32,
    VIEW,
    Observation,
)
from glasscity.vocabulary.codes import Event

_RECORDED = int(Event.RECORDED)
_PINNED = int(Event.PINNED)
_MISREAD = int(Event.MISREAD)


@kernel
def far_word(
    address: np.uint64,
    clock: np.uint64,
    ordinal: Int,
    factor: Int,
    sensor: Int,
    key0: np.uint64,
    key1: np.uint64,
) -> Int:
    """The outcome word of a sensor whose words were not drawn beforehand."""
    words = philox(
        address,
        clock,
        OBSERVE | np.uint64(ordinal),
        (np.uint64(factor) << np.uint64(8)) | np.uint64(sensor >> 2),
        key0,
        key1,
    )
    low = words[0] if sensor & 1 == 0 else words[1]
    high = words[2] if sensor & 1 == 0 else words[3]
    return np.int64(low if sensor & 2 == 0 else high)


@inlined
def outcome_word(here: Here, address: np.uint64, candidates: U32, c: Int, sensor: Int) -> Int:
    """The outcome word of a deed at a sensor."""
    if sensor >> 2 == np.int64(candidates[GROUP, c]):
        return np.int64(candidates[SENSOR_WORD + (sensor & 3), c])
    return far_word(
        address,
        here.clock,
        np.int64(candidates[ORDINAL, c]),
        np.int64(candidates[FACTOR, c]),
        sensor,
        here.key0,
        here.key1,
    )


@inlined
def is_recorded(
    eyes: Observation, here: Here, address: np.uint64, cell: Int, candidates: U32, c: Int
) -> bool:
    """Whether a sensor records the deed on its doer, if it is done."""
    kind = np.int64(candidates[KIND, c])
    found = False
    for x in range(eyes.row_first[kind], eyes.row_first[kind + 1]):
        r = eyes.row_list[x]
        word = outcome_word(here, address, candidates, c, eyes.rows[r, EYE_SENSOR])
        found |= word < eyes.below[here.g, r, cell, SELF]
    return found


@inlined
def observe(eyes: Observation, here: Here, me: Me, candidates: U32, c: Int, day: Int) -> Int:
    """The row that records the deed on its doer soonest, or -1; others may be blamed too."""
    tally, places = here.tally, here.places
    kind = np.int64(candidates[KIND, c])
    cell = me.is_enrolled + 2 * me.is_aware
    best = -1
    for x in range(eyes.row_first[kind], eyes.row_first[kind + 1]):
        r = eyes.row_list[x]
        s = eyes.rows[r, EYE_SENSOR]
        word = outcome_word(here, me.address, candidates, c, s)
        if word >= eyes.below[here.g, r, cell, VIEW]:
            continue
        tally[places.in_view + r] += 1
        if word >= eyes.below[here.g, r, cell, HIT]:
            continue
        tally[places.hits + r] += 1
        if word < eyes.below[here.g, r, cell, SELF]:
            delay = eyes.rows[r, EYE_DELAY]
            if best < 0 or delay < eyes.rows[best, EYE_DELAY]:
                best = r
            if eyes.rows[r, EYE_SOURCE] < 0:
                say(me.voice, day, _RECORDED, s, kind, day + delay, 0)
            else:
                say(me.voice, day, _MISREAD, s, kind, day + delay, eyes.rows[r, EYE_AS])
        elif word < eyes.below[here.g, r, cell, PINNED]:
            tally[places.pinned + r] += 1
            say(me.voice, day, _PINNED, s, kind, 0, 0)
    if best >= 0:
        tally[places.seen + kind] += 1
        if eyes.rows[best, EYE_SOURCE] < 0:
            tally[places.recorded + best] += 1
    return best


@inlined
def post(me: Me, row: Int, day: Int) -> None:
    """Send a delayed record on its way."""
    schedule(me.agenda, day, low_bits(ARRIVAL, row, 0))

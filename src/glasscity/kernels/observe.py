"""Observe: who sees a deed, and whom they blame."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined, kernel
from glasscity.kernels.items import ARRIVAL, PAYLOAD_ZERO, schedule, say
from glasscity.kernels.luck import OBSERVE, philox
from glasscity.vocabulary.codes import Event

_RECORDED = int(Event.RECORDED)
_PINNED = int(Event.PINNED)


@kernel
def far_word(address, clock, ordinal, factor, sensor, key0, key1):
    """The outcome word of a sensor beyond the first four."""
    words = philox(
        address,
        clock,
        OBSERVE | np.uint64(ordinal),
        (np.uint64(factor) << np.uint64(8)) | np.uint64(sensor >> 2),
        key0,
        key1,
    )
    lane = sensor & 3
    if lane == 0:
        return np.int64(words[0])
    if lane == 1:
        return np.int64(words[1])
    if lane == 2:
        return np.int64(words[2])
    return np.int64(words[3])


@inlined
def look(observe, places, tally, words, c, far, g, kind, cell, day, cursor, trace, who):
    """The best row that records the deed on its doer, or -1. ``far`` addresses further words.

    ``who`` is (person, window) when traced, person -1 otherwise.
    """
    best = -1
    for x in range(observe.row_first[kind], observe.row_first[kind + 1]):
        r = observe.row_list[x]
        s = observe.row_sensor[r]
        if s < 4:
            word = np.int64(words[s, c])
        else:
            word = far_word(far[0], far[1], far[2], far[3], s, far[4], far[5])
        if word >= observe.view_below[g, r, cell]:
            continue
        tally[places.in_view + r] += 1
        if word >= observe.hit_below[g, r, cell]:
            continue
        tally[places.hits + r] += 1
        if word < observe.self_below[g, r, cell]:
            if best < 0 or observe.row_delay[r] < observe.row_delay[best]:
                best = r
            if who[0] >= 0:
                say(trace, cursor, who[0], who[1], day, _RECORDED, s, kind, day + observe.row_delay[r], 0)
        elif word < observe.pinned_below[g, r, cell]:
            tally[places.pinned + r] += 1
            if who[0] >= 0:
                say(trace, cursor, who[0], who[1], day, _PINNED, s, kind, 0, 0)
    if best >= 0:
        tally[places.seen + kind] += 1
        tally[places.recorded + best] += 1
    return best


@inlined
def post(keys, refs, cursor, out, frame, person_in_chunk, day, row):
    """Send a delayed record on its way."""
    bits = (ARRIVAL << 25) | (row << 16) | PAYLOAD_ZERO
    schedule(keys, refs, cursor, out, frame, person_in_chunk, day, bits)

"""Pending items and the queue of one person's window.

A *pending item* is one int64 that sorts by person, then in the order of the day:
``person in chunk (22 bits) | day (14) | type (2) | row (9) | payload + 32768 (16)``.

A *queue key* is one int64 that sorts events within the window:
``day (14) | phase (1) | 48 bits``. In phase 0 these are type, row and payload; in phase 1 the
instant (32), the stream's rank (2), factor or service (6) and ordinal (8).
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined, kernel

EXPIRY, END, CORRECTION, ARRIVAL = 0, 1, 2, 3
RANK_TEMPT, RANK_FALSE, RANK_DEMAND = 0, 1, 2
PAYLOAD_ZERO = 32768
QUEUE_ROOM = 1024
"""Events one person may meet in one window; more is an error, never a truncation."""

# Cursor places: how full each buffer is, and the first trouble met.
QUEUED, NEXT, OUT, TRACED, TROUBLE = 0, 1, 2, 3, 4
N_CURSORS = 5
# Troubles
FINE, QUEUE_FULL, COUNT_FULL, OUT_OF_ROOM = 0, 1, 2, 3

DAY_SHIFT = 49
PHASE_ONE = 1 << 48
LOW_27 = (1 << 27) - 1
PERSON_SHIFT = 41


@inlined
def low_bits(kind_of_item, row, payload):
    """The 27 low bits of an item: type, row and payload, in the order of a day."""
    return (kind_of_item << 25) | (row << 16) | (payload + PAYLOAD_ZERO)


@inlined
def deed_key(day, instant, rank, index, ordinal):
    """The queue key of something that happens at an instant."""
    return (day << DAY_SHIFT) | PHASE_ONE | (instant << 16) | (rank << 14) | (index << 8) | ordinal


@kernel
def put(keys, refs, cursor, key, ref):
    """Insert an event behind those already handled; an event in the past is next."""
    n = cursor[QUEUED]
    if n == QUEUE_ROOM:
        cursor[TROUBLE] = QUEUE_FULL
        return
    at = n
    while at > cursor[NEXT] and keys[at - 1] > key:
        keys[at] = keys[at - 1]
        refs[at] = refs[at - 1]
        at -= 1
    keys[at] = key
    refs[at] = ref
    cursor[QUEUED] = n + 1


@inlined
def schedule(keys, refs, cursor, out, frame, person_in_chunk, day, bits):
    """File an item for a later day: in this window's queue, in a later one, or nowhere."""
    if day >= frame.horizon:
        return
    if day < frame.first_day + frame.n_days:
        put(keys, refs, cursor, (day << DAY_SHIFT) | bits, np.int64(-1))
        return
    out[cursor[OUT]] = (person_in_chunk << PERSON_SHIFT) | (day << 27) | bits
    cursor[OUT] += 1


@kernel
def say(trace, cursor, person, window, day, code, a, b, c, d):
    """Write one line of a life."""
    line = trace[cursor[TRACED]]
    line[0] = person
    line[1] = window
    line[2] = day
    line[3] = code
    line[4] = a
    line[5] = b
    line[6] = c
    line[7] = d
    cursor[TRACED] += 1


@kernel
def sort_by_window(items, n, window_of_day, order, starts, fill):
    """Counting sort of the first n items by the window of their day.

    Fills ``order`` with the items and ``starts`` (windows + 1) with where each window's begin;
    ``fill`` is working room as large as ``starts``.
    """
    starts[:] = 0
    for k in range(n):
        starts[window_of_day[(items[k] >> 27) & 16383] + 1] += 1
    for w in range(starts.size - 1):
        starts[w + 1] += starts[w]
    for w in range(starts.size):
        fill[w] = starts[w]
    for k in range(n):
        w = window_of_day[(items[k] >> 27) & 16383]
        order[fill[w]] = items[k]
        fill[w] += 1

"""Pending items and the queue of one person's window.

A *pending item* is one int64 that sorts by person, then in the order of the day:
``person in chunk (22 bits) | day (14) | type (2) | row (9) | payload + 32768 (16)``.

A *queue key* is one int64 that sorts events within the window:
``day (14) | phase (1) | 48 bits``. In phase 0 these are type, row and payload; in phase 1 the
instant (32), the stream's rank (2), factor or service (6) and ordinal (8).
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Agenda, Voice
from glasscity.kernels.house import Int, inlined, kernel, small
from glasscity.kernels.scratch import KEY, QUEUE_ROOM, REF
from glasscity.tables.law import I32, I64

RANK_TEMPT, RANK_FALSE, RANK_DEMAND, RANK_MEND = 0, 1, 2, 3
PAYLOAD_ZERO = 32768
BY_TERM, BY_COMPLIANCE = 0, -1
"""Payloads of the end of a listing."""

# Cursor places: how full each buffer is, and the first trouble met.
QUEUED, NEXT, OUT, TRACED, TROUBLE, NOTED, NTH = 0, 1, 2, 3, 4, 5, 6
# NTH is no room: which record of the window is dealt with, counted from 0
# Troubles
FINE, QUEUE_FULL, COUNT_FULL, OUT_OF_ROOM, BELIEF_FULL, SCORE_FULL = 0, 1, 2, 3, 4, 5

DAY_SHIFT = 49
PHASE_ONE = 1 << 48
LOW_27 = (1 << 27) - 1
ROW_SHIFT = 16
TYPE_SHIFT = 25
PERSON_SHIFT = 41
ITEM_DAY_SHIFT = 27
DAY_MASK = (1 << 14) - 1
ROW_MASK = (1 << 9) - 1
PAYLOAD_MASK = (1 << 16) - 1


@inlined
def low_bits(kind_of_item: Int, row: Int, payload: Int) -> Int:
    """The 27 low bits of an item: type, row and payload, in the order of a day."""
    return (kind_of_item << TYPE_SHIFT) | (row << ROW_SHIFT) | (payload + PAYLOAD_ZERO)


@inlined
def deed_key(day: Int, instant: Int, rank: Int, index: Int, ordinal: Int) -> Int:
    """The queue key of something that happens at an instant."""
    return (day << DAY_SHIFT) | PHASE_ONE | (instant << 16) | (rank << 14) | (index << 8) | ordinal


@small
def enqueue(agenda: Agenda, key: Int, ref: Int) -> None:
    """Insert an event behind those already handled; an event in the past is next."""
    queue, cursor = agenda.queue, agenda.cursor
    n = cursor[QUEUED]
    if n == QUEUE_ROOM:
        cursor[TROUBLE] = QUEUE_FULL
    else:
        at = n
        while at > cursor[NEXT] and queue[KEY, at - 1] > key:
            queue[KEY, at] = queue[KEY, at - 1]
            queue[REF, at] = queue[REF, at - 1]
            at -= 1
        queue[KEY, at] = key
        queue[REF, at] = ref
        cursor[QUEUED] = n + 1


@small
def schedule(agenda: Agenda, day: Int, bits: Int) -> None:
    """File an item for a later day: in this window's queue, in a later one, or nowhere."""
    if day < agenda.window_end:
        enqueue(agenda, (day << DAY_SHIFT) | bits, np.int64(-1))
    elif day < agenda.horizon:
        cursor = agenda.cursor
        item = (agenda.mine << PERSON_SHIFT) | (day << ITEM_DAY_SHIFT) | bits
        agenda.out[cursor[OUT]] = item
        cursor[OUT] += 1


@small
def say(voice: Voice, day: Int, code: Int, a: Int, b: Int, c: Int, d: Int) -> None:
    """Tell one line of a life, if anybody listens."""
    if voice.is_heard:
        trace = voice.trace
        line = voice.cursor[TRACED]
        trace[line, 0] = voice.person
        trace[line, 1] = voice.window
        trace[line, 2] = day
        trace[line, 3] = code
        trace[line, 4] = a
        trace[line, 5] = b
        trace[line, 6] = c
        trace[line, 7] = d
        voice.cursor[TRACED] += 1


@kernel
def sort_by_window(
    items: I64, n: Int, window_of_day: I64, order: I64, starts: I64, fill: I64
) -> None:
    """Counting sort of the first n items by the window of their day.

    Fills ``order`` with the items and ``starts`` (windows + 1) with where each window's begin;
    ``fill`` is working room as large as ``starts``.
    """
    starts[:] = 0
    for k in range(n):
        starts[window_of_day[(items[k] >> ITEM_DAY_SHIFT) & DAY_MASK] + 1] += 1
    for w in range(starts.size - 1):
        starts[w + 1] += starts[w]
    for w in range(starts.size):
        fill[w] = starts[w]
    for k in range(n):
        w = window_of_day[(items[k] >> ITEM_DAY_SHIFT) & DAY_MASK]
        order[fill[w]] = items[k]
        fill[w] += 1


@kernel
def group_by_person(items: I64, starts: I32, grouped: I64) -> None:
    """Counting sort of the items of a chunk by person; ``starts`` is zero for each and one more.

    What one person has stays in the order of its filing: their queue puts it in that of time.
    """
    for k in range(items.size):
        starts[(items[k] >> PERSON_SHIFT) + 1] += 1
    for p in range(starts.size - 1):
        starts[p + 1] += starts[p]
    for k in range(items.size):
        p = items[k] >> PERSON_SHIFT
        grouped[starts[p]] = items[k]
        starts[p] += 1

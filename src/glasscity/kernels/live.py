"""Live: one window of a range of people, all verbs fused, a block at a time."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.contest import STANDS, contest, may_contest
from glasscity.kernels.here import Agenda, Here, Me, Record, Voice
from glasscity.kernels.house import Int, inlined, kernel, small
from glasscity.kernels.impose import call_at_doors
from glasscity.kernels.items import (
    FINE,
    NEXT,
    NOTED,
    NTH,
    OUT,
    OUT_OF_ROOM,
    PERSON_SHIFT,
    PHASE_ONE,
    QUEUED,
    TRACED,
    TROUBLE,
)
from glasscity.kernels.meet import meet, queue_deeds, queue_due, queue_false
from glasscity.kernels.mend import call_to_mend
from glasscity.kernels.plain import has_room_for_plain, live_plain, sort_out
from glasscity.kernels.proclaim import proclaim
from glasscity.kernels.record import write
from glasscity.kernels.scratch import ACTIVE, BLOCK, DUE, KEY, MET, ODD, QUEUE_ROOM, REF, Scratch
from glasscity.kernels.stand import day_of, publish_all, return_to_opening
from glasscity.kernels.tempt import find_active, find_candidates
from glasscity.tables.law import AT_ONCE, ENROLLED, I64, IN_TURN, U32, Frame, Law, People, Places

LINES_BESIDE = 8
"""Lines of an event beside those of sensors, answers and doors: the event itself and its bands."""


@inlined
def has_room(law: Law, trace_every: Int, cursor: I64, out: I64, noted: I64, trace: I64) -> bool:
    """Whether the buffers hold whatever one more person can leave: a full queue of events, each
    answered by every row there is (a point and a band each, or a count and an entry)."""
    answers = law.books.answers.shape[0]
    if out.size - cursor[OUT] < QUEUE_ROOM * (2 * answers + 2):
        return False
    room = noted.shape[0] - cursor[NOTED]
    if law.way_back.place[IN_TURN] >= 0 and room < QUEUE_ROOM * (answers + 1):
        return False
    rows = 3 * answers + law.books.ledgers.shape[0] + law.observe.rows.shape[0]
    lines = QUEUE_ROOM * (rows + law.doors.rows.shape[0] + law.shown.rows.shape[0] + LINES_BESIDE)
    return bool(trace_every == 0 or trace.shape[0] - cursor[TRACED] >= lines)


@inlined
def wake(
    here: Here,
    aware_below: Int,
    p: Int,
    mine: Int,
    address: np.uint64,
    scratch: Scratch,
    out: I64,
    trace: I64,
) -> Me:
    """The person at column p, with an empty queue."""
    people, frame = here.people, here.frame
    every = frame.trace_every
    is_heard = 1 if every > 0 and p % max(every, 1) == frame.trace_first else 0
    scratch.cursor[QUEUED] = 0
    scratch.cursor[NEXT] = 0
    return Me(
        p,
        address,
        np.int64(people.marks[p] & ENROLLED),
        1 if people.awareness[p] < aware_below else 0,
        Agenda(
            scratch.queue,
            out,
            scratch.noted,
            scratch.cursor,
            frame.first_day + frame.n_days,
            frame.horizon,
            mine,
        ),
        Voice(trace, scratch.cursor, is_heard, p, frame.window),
    )


@small
def live_events(law: Law, here: Here, me: Me, candidates: U32) -> None:
    """Handle the queue to its end, in order of time."""
    people, doors, cursor = here.people, law.doors, me.agenda.cursor
    has_doors = doors.needs_service.shape[0] > 0
    is_shown = law.shown.rows.shape[0] > 0
    drawn, now, n_records = np.int64(0), np.int64(-1), np.int64(0)
    lag = law.way_back.learns_after + law.way_back.lag[AT_ONCE]
    known = np.int64(people.standing[me.p])
    if has_doors and doors.needs[known] != 0:
        drawn = call_at_doors(doors, here, me, known, drawn, now)
    has_mends = law.mends.rows.shape[0] > 0
    called = np.int64(0)
    if has_mends and law.mends.needs[known] != 0:
        called = call_to_mend(law.mends, here, me, known, called, now)
    while cursor[NEXT] < cursor[QUEUED] and cursor[TROUBLE] == FINE:
        at = cursor[NEXT]
        cursor[NEXT] = at + 1
        key = me.agenda.queue[KEY, at]
        now = max(now, key)
        day = day_of(key)
        record = meet(law, here, me, candidates, key, me.agenda.queue[REF, at], day)
        if record.last == 0:
            ordinal = key & 255 if key & PHASE_ONE != 0 else np.int64(-1)
            fate = np.int64(STANDS)
            if may_contest(law.way_back, record.is_false):
                fate = contest(law.way_back, here, me, record.is_false, ordinal, n_records, day)
            record = Record(record.first, record.last, record.kind, record.is_false, fate)
            cursor[NTH] = n_records
            n_records += 1
        column = record.first
        while column >= record.last and record.last >= 0:
            write(law.books, lag, here, me, column, day, record)
            column -= 1
        standing = np.int64(people.standing[me.p])
        if standing != known:
            if is_shown:
                proclaim(law.shown, here, me, known, standing, day)
            known = standing
            if has_doors and doors.needs[known] != 0:
                drawn = call_at_doors(doors, here, me, known, drawn, now)
            if has_mends and law.mends.needs[known] != 0:
                called = call_to_mend(law.mends, here, me, known, called, now)


@inlined
def live_odd(
    law: Law,
    here: Here,
    scratch: Scratch,
    out: I64,
    trace: I64,
    due: I64,
    chunk_first: Int,
    start: Int,
    n_odd: Int,
    n: Int,
    address: np.uint64,
) -> Int:
    """Live the people of a block who take the long way; the first of its n people not lived."""
    cursor = scratch.cursor
    for x in range(n_odd):
        a = scratch.lanes[ODD, x]
        i = scratch.active[ACTIVE, a]
        if not has_room(law, here.frame.trace_every, cursor, out, scratch.noted, trace):
            cursor[TROUBLE] = OUT_OF_ROOM
        else:
            here.tally[here.places.candidates] += scratch.active[MET, a]
            below = law.accept.aware_below[here.g]
            mine = start + i - chunk_first
            me = wake(here, below, start + i, mine, address + np.uint64(i), scratch, out, trace)
            if here.frame.is_reset:
                return_to_opening(law.books, here, me)
            queue_deeds(here, me, scratch, a)
            queue_false(law.mistakes, here, me, np.int64(scratch.heads[0, i]))
            queue_due(me, due, scratch.active[DUE, a], scratch.active[DUE, a + 1])
            live_events(law, here, me, scratch.candidate)
            before = np.int64(here.people.standing[me.p])
            publish_all(law.books, here, me)
            after = np.int64(here.people.standing[me.p])
            if after != before and law.shown.rows.shape[0] > 0:
                proclaim(law.shown, here, me, before, after, me.agenda.window_end)
        if cursor[TROUBLE] != FINE:
            return i
    return n


@kernel
def live_window(
    law: Law,
    people: People,
    places: Places,
    frame: Frame,
    stratum_first: I64,
    scratch: Scratch,
    tally: I64,
    due: I64,
    out: I64,
    trace: I64,
    chunk_first: Int,
    first: Int,
    last: Int,
) -> Int:
    """Live one window of the people ``[first, last)`` of a chunk that starts at ``chunk_first``.

    ``due`` holds the chunk's pending items of this window, person by person; ``out`` takes those of
    later windows (``cursor[OUT]`` of them). ``tally`` has shape (strata, columns). Returns the
    first person not lived: ``last``, or earlier with ``cursor[TROUBLE]`` set to what stands in the
    way (OUT_OF_ROOM asks for larger ``out`` and ``trace``; the call can then go on from there).
    """
    cursor = scratch.cursor
    cursor[TROUBLE] = FINE
    key0, key1 = np.uint64(frame.key0), np.uint64(frame.key1)
    clock = (np.uint64(frame.window) << np.uint64(16)) | np.uint64(frame.place)
    at_due = np.searchsorted(due, np.int64(first - chunk_first) << PERSON_SHIFT)
    g = np.searchsorted(stratum_first, first, side="right") - 1
    start = first
    while start < last:
        while stratum_first[g + 1] <= start:
            g += 1
        n = min(min(start + BLOCK, last), stratum_first[g + 1]) - start
        here = Here(people, places, frame, tally[g], clock, key0, key1, g)
        address = np.uint64((g << ROW_BITS) | (start - stratum_first[g]))
        n_active = find_active(
            law, here, scratch, due, at_due, start - chunk_first, start, n, address
        )
        find_candidates(law.tempt, law.observe.group, here, scratch, start, n_active, address)
        mine = start - chunk_first
        n_plain, at_due = sort_out(law, here, scratch, due, at_due, mine, start, n_active, address)
        if not has_room_for_plain(law.books, scratch, n_active, out):
            cursor[TROUBLE] = OUT_OF_ROOM
            return start
        n_odd = n_active - n_plain
        lived = live_odd(law, here, scratch, out, trace, due, chunk_first, start, n_odd, n, address)
        live_plain(
            law.accept,
            law.tempt.kind_is_harmful,
            law.observe,
            law.books,
            here,
            scratch,
            due,
            out,
            trace,
            mine,
            start,
            n_plain,
            lived,
            address,
        )
        if cursor[TROUBLE] != FINE:
            return start + lived
        start += n
    return last

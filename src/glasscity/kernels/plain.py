"""Plain: the short way through a window, for the many to whom only everyday things happen.

Temptations to deeds that do no more than move ledgers, delayed records of such deeds, and points
that expire, where bands wait for the window's end: nothing of this changes a standing before that,
so nothing has to ask whether it did. All others take the long way (kernels.live), and so does
whoever is followed, who has lines to tell. Either way leads to the same end.
"""

from __future__ import annotations

import numpy as np

from glasscity.kernels.act import act
from glasscity.kernels.contest import STANDS
from glasscity.kernels.here import Agenda, Here, Me, Record, Voice
from glasscity.kernels.house import Int, inlined, kernel
from glasscity.kernels.items import (
    LOW_27,
    NEXT,
    OUT,
    PAYLOAD_MASK,
    PAYLOAD_ZERO,
    PERSON_SHIFT,
    PHASE_ONE,
    QUEUED,
    ROW_MASK,
    ROW_SHIFT,
    TYPE_SHIFT,
)
from glasscity.kernels.meet import day_at, queue_deeds, queue_due
from glasscity.kernels.observe import is_recorded, observe, post
from glasscity.kernels.record import book_points
from glasscity.kernels.scratch import (
    ACTIVE,
    DUE,
    FIRST,
    INSTANT,
    KEY,
    KIND,
    MET,
    ODD,
    PLAIN,
    REF,
    Scratch,
)
from glasscity.kernels.stand import day_of, give_back, net, publish
from glasscity.kernels.tempt import IS_ODD
from glasscity.tables.law import (
    ANSWER_EXCLUSIVE,
    ANSWER_FROM,
    ANSWER_ROW,
    ANSWER_UNTIL,
    ARRIVAL,
    ENROLLED,
    EYE_DELAY,
    EYE_KIND,
    EYE_TOP,
    I64,
    U8,
    U32,
    Acceptance,
    Books,
    Law,
    Observation,
)
from glasscity.vocabulary.codes import Column

_ALL_SEEN = int(Column.ALL_SEEN)
_UNERRING = int(Column.UNERRING)
_REAL = int(Column.RECORDED)
_IS_CORRECTION = False
_NO_LAG = 0
"""Nobody contests a record on the short way."""


@inlined
def is_odd_deed(
    law: Law, here: Here, p: Int, address: np.uint64, candidates: U32, c: Int, end: Int
) -> bool:
    """Whether the deed of a candidate, if it is done, comes to more before the window's end."""
    day = day_at(here, np.int64(candidates[INSTANT, c]))
    soonest = law.oddities.kinds[candidates[KIND, c]]
    if day + soonest >= end:
        return False
    if soonest == 0:
        return True
    is_aware = 1 if here.people.awareness[p] < law.accept.aware_below[here.g] else 0
    cell = np.int64(here.people.marks[p] & ENROLLED) + 2 * is_aware
    return bool(is_recorded(law.observe, here, address, cell, candidates, c))


@inlined
def sort_out(
    law: Law,
    here: Here,
    scratch: Scratch,
    due: I64,
    at_due: Int,
    mine: Int,
    start: Int,
    n_active: Int,
    address: np.uint64,
) -> tuple[Int, Int]:
    """Tell the active people who take the short way from the others: how many of them there are,
    and the first item behind those of the block.

    ``due`` holds the chunk's items from the block's first person on at ``at_due``; ``mine`` and
    ``start`` are that person's place in the chunk and among all people.
    """
    active, lanes, candidates = scratch.active, scratch.lanes, scratch.candidate
    frame = here.frame
    every, end = frame.trace_every, frame.first_day + frame.n_days
    n_plain = np.int64(0)
    for a in range(n_active):
        i = active[ACTIVE, a]
        is_odd = scratch.is_active[i] & IS_ODD
        is_odd |= law.doors.needs[here.people.standing[start + i]]
        if every > 0 and (start + i) % max(every, 1) == frame.trace_first:
            is_odd = np.uint8(1)
        for c in range(active[FIRST, a], active[FIRST, a + 1]):
            of = address + np.uint64(i)
            is_odd |= np.uint8(is_odd_deed(law, here, start + i, of, candidates, c, end))
        active[DUE, a] = at_due
        while at_due < due.size and (due[at_due] >> PERSON_SHIFT) == mine + i:
            bits = due[at_due] & LOW_27
            is_odd |= law.oddities.items[bits >> TYPE_SHIFT, (bits >> ROW_SHIFT) & ROW_MASK]
            at_due += 1
        lanes[PLAIN, n_plain] = a
        lanes[ODD, a - n_plain] = a
        n_plain += 1 - is_odd
    active[DUE, n_active] = at_due
    return n_plain, at_due


@inlined
def has_room_for_plain(books: Books, scratch: Scratch, n_active: Int, out: I64) -> bool:
    """Whether the buffer holds whatever people who take the short way can leave in a block: of
    each deed and item two events (a deed, and the record of it), each answered by every row."""
    events = (
        scratch.active[FIRST, n_active] + scratch.active[DUE, n_active] - scratch.active[DUE, 0]
    )
    return bool(out.size - scratch.cursor[OUT] >= 2 * events * (books.answers.shape[0] + 1))


@inlined
def book_all(
    books: Books, here: Here, me: Me, column: Int, day: Int, record: Record, moved: Int
) -> Int:
    """Carry a record to every answer of its column in force, all of ledgers.

    Adds a bit to ``moved`` for each row that moves (row modulo 64).
    """
    done_with = np.int64(-1)
    w = books.answer_first[column, record.kind]
    last = books.answer_first[column, record.kind + 1]
    while w < last:
        row = books.answers[w, ANSWER_ROW]
        is_in_force = books.answers[w, ANSWER_FROM] <= day < books.answers[w, ANSWER_UNTIL]
        if row != done_with and is_in_force:
            if book_points(books, _NO_LAG, here, me, w, day, column, record) != 0:
                moved |= np.int64(1) << (row & 63)
            if books.answers[w, ANSWER_EXCLUSIVE]:
                done_with = row
        w += 1
    return moved


@inlined
def live_one(
    accept: Acceptance,
    is_harmful: U8,
    eyes: Observation,
    books: Books,
    here: Here,
    me: Me,
    scratch: Scratch,
) -> Int:
    """Handle the queue to its end; a bit for each ledger row that moved (row modulo 64)."""
    cursor, queue, candidates = me.agenda.cursor, me.agenda.queue, scratch.candidate
    moved = np.int64(0)
    while cursor[NEXT] < cursor[QUEUED]:
        at = cursor[NEXT]
        cursor[NEXT] = at + 1
        key = queue[KEY, at]
        day = day_of(key)
        column, last, kind = np.int64(-1), np.int64(0), np.int64(0)
        if key & PHASE_ONE != 0:
            c = queue[REF, at]
            if act(accept, is_harmful, here, me, candidates, c, day):
                kind = np.int64(candidates[KIND, c])
                best = observe(eyes, here, me, candidates, c, day)
                column = last = np.int64(_ALL_SEEN)
                if best >= 0:
                    last = np.int64(_REAL)
                    if eyes.rows[best, EYE_DELAY] > 0:
                        last = np.int64(_UNERRING)
                        post(me, best, day + eyes.rows[best, EYE_DELAY])
        else:
            row = (key >> ROW_SHIFT) & ROW_MASK
            if (key & LOW_27) >> TYPE_SHIFT == ARRIVAL:
                kind, column = eyes.rows[row, EYE_KIND], eyes.rows[row, EYE_TOP]
            else:
                payload = (key & PAYLOAD_MASK) - PAYLOAD_ZERO
                if give_back(books, here, me, row, payload, day, _IS_CORRECTION) != 0:
                    moved |= np.int64(1) << (row & 63)
        while column >= last:
            record = Record(column, last, kind, 0, STANDS)
            moved = book_all(books, here, me, column, day, record, moved)
            column -= 1
    return moved


@kernel
def live_plain(
    accept: Acceptance,
    is_harmful: U8,
    eyes: Observation,
    books: Books,
    here: Here,
    scratch: Scratch,
    due: I64,
    out: I64,
    trace: I64,
    mine: Int,
    start: Int,
    n_plain: Int,
    limit: Int,
    address: np.uint64,
) -> None:
    """Live those who take the short way among the first ``limit`` people of a block."""
    people, frame, cursor, active = here.people, here.frame, scratch.cursor, scratch.active
    aware_below = accept.aware_below[here.g]
    end = frame.first_day + frame.n_days
    for x in range(n_plain):
        a = scratch.lanes[PLAIN, x]
        i = active[ACTIVE, a]
        if i >= limit:
            break
        here.tally[here.places.candidates] += active[MET, a]
        p = start + i
        cursor[QUEUED] = 0
        cursor[NEXT] = 0
        me = Me(
            p,
            address + np.uint64(i),
            np.int64(people.marks[p] & ENROLLED),
            1 if people.awareness[p] < aware_below else 0,
            Agenda(scratch.queue, out, scratch.noted, cursor, end, frame.horizon, mine + i),
            Voice(trace, cursor, 0, p, frame.window),
        )
        queue_deeds(here, me, scratch, a)
        queue_due(me, due, active[DUE, a], active[DUE, a + 1])
        moved = live_one(accept, is_harmful, eyes, books, here, me, scratch)
        if moved != 0:
            for row in range(books.ledgers.shape[0]):
                if moved & (np.int64(1) << (row & 63)) != 0:
                    net(books, here, me, row, end - 1)
                    publish(books, here, me, row, end - 1)

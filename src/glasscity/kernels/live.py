"""Live: one window of a range of people, all verbs fused, a block at a time."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ROW_BITS
from glasscity.kernels.act import is_done
from glasscity.kernels.house import inlined, kernel
from glasscity.kernels.impose import call_at_doors, try_door
from glasscity.kernels.items import (
    ARRIVAL,
    DAY_SHIFT,
    FINE,
    LOW_27,
    NEXT,
    OUT,
    OUT_OF_ROOM,
    PHASE_ONE,
    QUEUE_ROOM,
    QUEUED,
    RANK_DEMAND,
    RANK_FALSE,
    RANK_TEMPT,
    TRACED,
    TROUBLE,
    deed_key,
    put,
    say,
)
from glasscity.kernels.luck import FALSE_RECORD, philox
from glasscity.kernels.observe import look, post
from glasscity.kernels.record import write
from glasscity.kernels.repair import file
from glasscity.kernels.scratch import BLOCK
from glasscity.kernels.stand import publish, settle_item
from glasscity.kernels.tempt import (
    choose_kinds,
    compact,
    count_candidates,
    draw_candidates,
    draw_heads,
    draw_sensors,
    mark_due,
    mark_false,
    mark_standing,
    mark_tempted,
)
from glasscity.tables.law import ENROLLED, GUILTY
from glasscity.vocabulary.codes import Event

_DEED = int(Event.DEED)
_FALSE = int(Event.FALSE)
_ARRIVED = int(Event.ARRIVED)
_RECORDED, _UNERRING, _ALL_SEEN = 0, 1, 2

LINES_PER_EVENT = 64
"""Room left for the lines of one event when a trace is kept."""


@inlined
def queue_deeds(scratch, frame, a):
    """Queue the candidates of the a-th active person."""
    for c in range(scratch.first_candidate[a], scratch.first_candidate[a + 1]):
        instant = np.int64(scratch.instant[c])
        day = frame.first_day + ((instant * frame.n_days) >> 32)
        key = deed_key(
            day,
            instant,
            RANK_TEMPT,
            np.int64(scratch.factor[c]),
            np.int64(scratch.ordinal[c]),
        )
        put(scratch.keys, scratch.refs, scratch.cursor, key, np.int64(c))


@inlined
def queue_false(mistakes, scratch, frame, word, h, is_enrolled, look_alike, luck):
    """Queue the false records that fall on the person."""
    address, clock, key0, key1 = luck
    row = mistakes.count_rows[h, is_enrolled, look_alike]
    k = 0
    while k < row.size and row[k] <= word:
        words = philox(address, clock, FALSE_RECORD | np.uint64(k), np.uint64(0), key0, key1)
        instant = np.int64(words[0])
        day = frame.first_day + ((instant * frame.n_days) >> 32)
        source = 0
        while mistakes.source_upto[h, is_enrolled, source] <= np.int64(words[1]):
            source += 1
        key = deed_key(day, instant, RANK_FALSE, 0, k)
        put(scratch.keys, scratch.refs, scratch.cursor, key, np.int64(source))
        k += 1


@inlined
def queue_due(scratch, due, at, mine):
    """Queue the person's pending items; returns the first item behind them."""
    while at < due.size and (due[at] >> 41) == mine:
        day = (due[at] >> 27) & 16383
        put(
            scratch.keys,
            scratch.refs,
            scratch.cursor,
            (day << DAY_SHIFT) | (due[at] & LOW_27),
            np.int64(-1),
        )
        at += 1
    return at


@kernel
def live_window(
    law, people, places, frame, stratum_first, scratch, tally, due, out, trace, chunk_first, first, last
):
    """Live one window of the people ``[first, last)`` of a chunk that starts at ``chunk_first``.

    ``due`` holds the chunk's pending items of this window, sorted; ``out`` takes those of later
    windows (``cursor[OUT]`` of them). ``tally`` has shape (strata, columns). Returns the first
    person not lived: ``last``, or earlier with ``cursor[TROUBLE]`` set to what stands in the way
    (OUT_OF_ROOM asks for larger ``out`` or ``trace``; the call can then go on from there).
    """
    cursor = scratch.cursor
    cursor[TROUBLE] = FINE
    key0 = np.uint64(frame.key0)
    key1 = np.uint64(frame.key1)
    clock = (np.uint64(frame.window) << np.uint64(16)) | np.uint64(frame.place)
    books = law.books
    n_rows = books.floor.size
    has_needs = law.doors.needs_service.shape[0] > 0
    room = 4 * QUEUE_ROOM * max(books.answer_row.size, 1)
    at_due = np.searchsorted(due, np.int64(first - chunk_first) << np.int64(41))
    g = np.searchsorted(stratum_first, first, side="right") - 1
    start = first
    while start < last:
        while stratum_first[g + 1] <= start:
            g += 1
        end = min(min(start + BLOCK, last), stratum_first[g + 1])
        n = end - start
        h = law.mistakes.group[g]
        address = np.uint64((g << ROW_BITS) | (start - stratum_first[g]))
        # Stages: who meets anything at all.
        draw_heads(scratch.heads, n, address, clock, key0, key1)
        mark_false(
            scratch.heads,
            n,
            scratch.is_active,
            people.marks[start:end],
            people.look_alike[start:end],
            law.mistakes.count_from[h],
        )
        for f in range(people.quantile.shape[0]):
            mark_tempted(
                scratch.heads[1 + f],
                n,
                scratch.is_active,
                people.quantile[f, start:end],
                law.tempt.count_from[f],
            )
        if has_needs:
            mark_standing(n, scratch.is_active, people.standing[start:end], law.doors.needs)
        mark_due(due, at_due, start - chunk_first, n, scratch.is_active)
        n_active = compact(scratch.is_active, n, scratch.active)
        # Stages: what they meet.
        m = count_candidates(law.tempt, scratch, people.quantile, start, n_active, address)
        draw_candidates(
            scratch.owner,
            scratch.factor,
            scratch.ordinal,
            m,
            clock,
            key0,
            key1,
            scratch.instant,
            scratch.kind_word,
            scratch.accept_word,
        )
        m = choose_kinds(law.tempt, scratch, g, n_active)
        draw_sensors(
            scratch.owner, scratch.factor, scratch.ordinal, m, clock, key0, key1, scratch.sensor_word
        )
        # One life at a time, in order of time.
        mine_tally = tally[g]
        for a in range(n_active):
            i = scratch.active[a]
            p = start + i
            if out.size - cursor[OUT] < room or (
                frame.trace_every > 0
                and trace.shape[0] - cursor[TRACED] < QUEUE_ROOM * LINES_PER_EVENT
            ):
                cursor[TROUBLE] = OUT_OF_ROOM
                return p
            mine_tally[places.candidates] += scratch.met[a]
            mine = np.int64(p - chunk_first)
            me = address + np.uint64(i)
            luck = (me, clock, key0, key1)
            who = (np.int64(-1), np.int64(frame.window))
            if frame.trace_every > 0 and p % frame.trace_every == 0:
                who = (np.int64(p), np.int64(frame.window))
            is_enrolled = np.int64(people.marks[p] & ENROLLED)
            is_aware = 1 if people.awareness[p] < law.accept.aware_below[g] else 0
            cell = is_enrolled + 2 * is_aware
            queue = (scratch.keys, scratch.refs, cursor, mine)
            cursor[QUEUED] = 0
            cursor[NEXT] = 0
            queue_deeds(scratch, frame, a)
            queue_false(
                law.mistakes,
                scratch,
                frame,
                np.int64(scratch.heads[0, i]),
                h,
                is_enrolled,
                people.look_alike[p],
                luck,
            )
            at_due = queue_due(scratch, due, at_due, mine)
            drawn = np.int64(0)
            known = np.int64(people.standing[p])
            if has_needs and law.doors.needs[known]:
                drawn = call_at_doors(
                    law.doors, frame, queue, g, known, drawn, np.int64(-1), me, clock, key0, key1
                )
            now = np.int64(-1)
            while cursor[NEXT] < cursor[QUEUED] and cursor[TROUBLE] == FINE:
                at = cursor[NEXT]
                key = scratch.keys[at]
                ref = scratch.refs[at]
                now = max(now, key)
                cursor[NEXT] = at + 1
                day = key >> DAY_SHIFT
                kind = np.int64(0)
                column = _RECORDED
                last_column = -1
                record = (0, 0, np.int64(0))
                if key & PHASE_ONE == 0:
                    if (key & LOW_27) >> 25 != ARRIVAL:
                        settle_item(
                            books, people, places, mine_tally, frame, p, key, cursor, trace, who
                        )
                    else:
                        row = ((key & LOW_27) >> 16) & 511
                        kind = law.observe.row_kind[row]
                        last_column = _RECORDED
                        if who[0] >= 0:
                            sensor = law.observe.row_sensor[row]
                            say(trace, cursor, who[0], who[1], day, _ARRIVED, sensor, kind, 0, 0)
                else:
                    rank = (key >> 14) & 3
                    if rank == RANK_TEMPT:
                        kind = scratch.kind[ref]
                        word = np.int64(scratch.accept_word[ref])
                        if not is_done(law.accept, people.standing[p], kind, is_aware, word):
                            continue
                        mine_tally[places.deeds + kind] += 1
                        if law.tempt.kind_is_harmful[kind]:
                            people.marks[p] |= GUILTY
                        if who[0] >= 0:
                            instant = (key >> 16) & 0xFFFFFFFF
                            say(
                                trace, cursor, who[0], who[1], day, _DEED, kind, instant, is_aware, 0
                            )
                        far = (
                            me,
                            clock,
                            scratch.ordinal[ref],
                            scratch.factor[ref],
                            key0,
                            key1,
                        )
                        best = look(
                            law.observe,
                            places,
                            mine_tally,
                            scratch.sensor_word,
                            ref,
                            far,
                            g,
                            kind,
                            cell,
                            day,
                            cursor,
                            trace,
                            who,
                        )
                        column = _ALL_SEEN
                        last_column = _ALL_SEEN
                        if best >= 0:
                            last_column = _UNERRING
                            delay = law.observe.row_delay[best]
                            if delay == 0:
                                last_column = _RECORDED
                            else:
                                post(
                                    scratch.keys,
                                    scratch.refs,
                                    cursor,
                                    out,
                                    frame,
                                    mine,
                                    day + delay,
                                    best,
                                )
                    elif rank == RANK_FALSE:
                        kind = law.mistakes.source_kind[ref]
                        last_column = _RECORDED
                        mine_tally[places.false_records + ref] += 1
                        if people.marks[p] & GUILTY == 0:
                            mine_tally[places.false_on_innocent + ref] += 1
                        if who[0] >= 0:
                            say(trace, cursor, who[0], who[1], day, _FALSE, ref, kind, is_aware, 0)
                        ordinal = key & 255
                        is_struck = file(
                            law.way_back,
                            places,
                            mine_tally,
                            g,
                            is_aware,
                            ordinal,
                            day,
                            luck,
                            cursor,
                            trace,
                            who,
                        )
                        record = (1, is_struck, np.int64(law.way_back.lag))
                    elif rank == RANK_DEMAND:
                        v = (key >> 8) & 63
                        try_door(
                            law.doors,
                            places,
                            mine_tally,
                            v,
                            people.standing[p],
                            day,
                            cursor,
                            trace,
                            who,
                        )
                while column >= last_column and last_column >= 0:
                    write(
                        books,
                        people,
                        places,
                        mine_tally,
                        frame,
                        queue,
                        out,
                        trace,
                        p,
                        column,
                        kind,
                        day,
                        record,
                        who,
                    )
                    column -= 1
                if has_needs and people.standing[p] != known:
                    known = np.int64(people.standing[p])
                    if law.doors.needs[known]:
                        drawn = call_at_doors(
                            law.doors, frame, queue, g, known, drawn, now, me, clock, key0, key1
                        )
            if cursor[TROUBLE] != FINE:
                return p
            final = frame.first_day + frame.n_days - 1
            for row in range(n_rows):
                if not books.each_record[row]:
                    publish(books, people, places, mine_tally, p, row, final, cursor, trace, who)
        start = end
    return last

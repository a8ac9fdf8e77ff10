"""Record: what the instruments make of a record, in one column."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined
from glasscity.kernels.items import (
    CORRECTION,
    COUNT_FULL,
    END,
    EXPIRY,
    TROUBLE,
    low_bits,
    say,
    schedule,
)
from glasscity.kernels.stand import clamp, publish
from glasscity.tables.law import NOT_LISTED, OPEN_END
from glasscity.vocabulary.codes import Event

_POINTS = int(Event.POINTS)
_COUNTED = int(Event.COUNTED)
_LISTED = int(Event.LISTED)


@inlined
def within_cap(slots, slot, cap, p, points):
    """Points cut to what the cap leaves this calendar year; books them."""
    left = cap - np.int64(slots[slot, p])
    cut = min(points, left) if points > 0 else max(points, -left)
    slots[slot, p] += abs(cut)
    return cut


@inlined
def next_points(books, people, p, w):
    """The points of an answer for this person's next record of it, cut by its cap."""
    step = np.int64(0)
    slot = books.answer_step_slot[w]
    if slot >= 0:
        step = np.int64(people.slots[slot, p])
        if step < books.answer_n_steps[w] - 1:
            people.slots[slot, p] = step + 1
    points = books.points[books.answer_step_first[w] + step]
    if books.answer_cap_slot[w] >= 0:
        points = within_cap(people.slots, books.answer_cap_slot[w], books.answer_cap[w], p, points)
    return points


@inlined
def enter(books, people, places, tally, frame, p, q, day, is_false, cursor, trace, who):
    """Put a person on a list; returns the day of the end, -1 for none."""
    term = books.list_term[q]
    people.listed_until[q, p] = OPEN_END if term < 0 else day + term
    people.standing[p] += books.list_radix[q]
    tally[places.list_entries + 2 * q + is_false] += 1
    tally[places.people_listed + q] += 1
    tally[places.days_listed + q] += frame.first_day + frame.n_days - day
    end = -1 if term < 0 else day + term
    if who[0] >= 0:
        say(trace, cursor, who[0], who[1], day, _LISTED, q, end, is_false, 0)
    return end


@inlined
def write(
    books, people, places, tally, frame, queue, out, trace, p, column, kind, day, record, who
):
    """Carry a record to every answer of its column.

    ``queue`` is (keys, refs, cursor, person in chunk); ``record`` is (is false, will be
    struck, lag).
    """
    keys, refs, cursor, mine = queue
    is_false, is_struck, lag = record
    n_rows = books.floor.size
    done_with = np.int64(-1)
    for w in range(books.answer_first[column, kind], books.answer_first[column, kind + 1]):
        row = books.answer_row[w]
        if row == done_with or day < books.answer_from[w] or day >= books.answer_until[w]:
            continue
        expires = books.answer_expires[w]
        is_corrected = is_struck == 1 and (expires < 0 or lag < expires)
        if row < n_rows:
            points = next_points(books, people, p, w)
            before = np.int64(people.score[row, p])
            after = clamp(before + points, books.floor[row], books.ceiling[row])
            moved = after - before
            people.score[row, p] = after
            rule = books.answer_rule[w]
            if column == 0:
                tally[places.hits_of_rule + 2 * rule + is_false] += 1
                tally[places.points_up + 2 * rule + is_false] += max(moved, 0)
                tally[places.points_down + 2 * rule + is_false] += max(-moved, 0)
            if who[0] >= 0:
                say(trace, cursor, who[0], who[1], day, _POINTS, row, moved, after, rule)
            if moved != 0 and is_corrected:
                bits = low_bits(CORRECTION, row, -moved)
                schedule(keys, refs, cursor, out, frame, mine, day + lag, bits)
            elif moved != 0 and expires >= 0:
                bits = low_bits(EXPIRY, row, -moved)
                schedule(keys, refs, cursor, out, frame, mine, day + expires, bits)
            if books.each_record[row]:
                publish(books, people, places, tally, p, row, day, cursor, trace, who)
            if books.answer_exclusive[w]:
                done_with = row
            continue
        q = row - n_rows
        if people.counted[q, p] == 255:
            cursor[TROUBLE] = COUNT_FULL
            return
        people.counted[q, p] += 1
        count = np.int64(people.counted[q, p])
        if who[0] >= 0:
            say(trace, cursor, who[0], who[1], day, _COUNTED, q, count, 0, 0)
        if is_corrected:
            bits = low_bits(CORRECTION, row, 1)
            schedule(keys, refs, cursor, out, frame, mine, day + lag, bits)
        else:
            bits = low_bits(EXPIRY, row, 1)
            schedule(keys, refs, cursor, out, frame, mine, day + expires, bits)
        if count >= books.list_count[q] and people.listed_until[q, p] == NOT_LISTED:
            end = enter(
                books, people, places, tally, frame, p, q, day, is_false, cursor, trace, who
            )
            if end >= 0:
                bits = low_bits(END, row, 0)
                schedule(keys, refs, cursor, out, frame, mine, end, bits)

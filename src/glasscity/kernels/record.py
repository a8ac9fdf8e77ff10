"""Record: what the instruments make of a record, in one column."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.contest import APPEALED, CORRECTED, STANDS, note
from glasscity.kernels.here import Here, Me, Record
from glasscity.kernels.house import Int, inlined
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
from glasscity.kernels.stand import move, publish
from glasscity.tables.law import (
    ANSWER_CAP,
    ANSWER_CAP_SLOT,
    ANSWER_EXCLUSIVE,
    ANSWER_EXPIRES,
    ANSWER_FROM,
    ANSWER_N_STEPS,
    ANSWER_ROW,
    ANSWER_RULE,
    ANSWER_STEP_FIRST,
    ANSWER_STEP_SLOT,
    ANSWER_UNTIL,
    LEDGER_EACH_RECORD,
    LIST_COUNT,
    LIST_RADIX,
    LIST_TERM,
    NOT_LISTED,
    OPEN_END,
    Books,
)
from glasscity.vocabulary.codes import Event

_POINTS = int(Event.POINTS)
_COUNTED = int(Event.COUNTED)
_LISTED = int(Event.LISTED)


@inlined
def next_points(books: Books, here: Here, me: Me, w: Int) -> Int:
    """The points of an answer for this person's next record of it, cut by its cap."""
    slots = here.people.slots
    step = np.int64(0)
    slot = books.answers[w, ANSWER_STEP_SLOT]
    if slot >= 0:
        step = np.int64(slots[slot, me.p])
        if step < books.answers[w, ANSWER_N_STEPS] - 1:
            slots[slot, me.p] = step + 1
    points = books.points[books.answers[w, ANSWER_STEP_FIRST] + step]
    cap_slot = books.answers[w, ANSWER_CAP_SLOT]
    if cap_slot >= 0:
        left = books.answers[w, ANSWER_CAP] - np.int64(slots[cap_slot, me.p])
        points = min(points, left) if points > 0 else max(points, -left)
        slots[cap_slot, me.p] += abs(points)
    return points


@inlined
def come_back(books: Books, lag: Int, me: Me, w: Int, payload: Int, day: Int, fate: Int) -> None:
    """File the day on which an answer's effect ends: by correction or by expiry, not both."""
    expires = books.answers[w, ANSWER_EXPIRES]
    row = books.answers[w, ANSWER_ROW]
    if fate == CORRECTED and (expires < 0 or lag < expires):
        schedule(me.agenda, day + lag, low_bits(CORRECTION, row, payload))
    elif expires >= 0:
        schedule(me.agenda, day + expires, low_bits(EXPIRY, row, payload))
    if fate == APPEALED:
        note(me.agenda, row, payload, -1 if expires < 0 else day + expires)


@inlined
def book_points(
    books: Books, lag: Int, here: Here, me: Me, w: Int, day: Int, column: Int, record: Record
) -> None:
    """A rule of a ledger answers the record."""
    row = books.answers[w, ANSWER_ROW]
    moved = move(books, here, me, row, next_points(books, here, me, w))
    rule = books.answers[w, ANSWER_RULE]
    if column == 0:
        at = 2 * rule + record.is_false
        here.tally[here.places.hits_of_rule + at] += 1
        here.tally[here.places.points_up + at] += max(moved, 0)
        here.tally[here.places.points_down + at] += max(-moved, 0)
    say(me.voice, day, _POINTS, row, moved, np.int64(here.people.score[row, me.p]), rule)
    if moved != 0:
        come_back(books, lag, me, w, -moved, day, record.fate if column == 0 else STANDS)
    if books.ledgers[row, LEDGER_EACH_RECORD]:
        publish(books, here, me, row, day)


@inlined
def enter(books: Books, here: Here, me: Me, q: Int, row: Int, day: Int, is_false: Int) -> None:
    """Put a person on a list."""
    term = books.lists[q, LIST_TERM]
    people, tally, places = here.people, here.tally, here.places
    people.listed_until[q, me.p] = OPEN_END if term < 0 else day + term
    people.standing[me.p] += books.lists[q, LIST_RADIX]
    tally[places.list_entries + 2 * q + is_false] += 1
    tally[places.people_listed + q] += 1
    tally[places.days_listed + q] += here.frame.first_day + here.frame.n_days - day
    say(me.voice, day, _LISTED, q, -1 if term < 0 else day + term, is_false, 0)
    if term >= 0:
        schedule(me.agenda, day + term, low_bits(END, row, 0))


@inlined
def count_up(books: Books, lag: Int, here: Here, me: Me, w: Int, day: Int, record: Record) -> None:
    """A list counts the record, and may take the person in."""
    people = here.people
    row = books.answers[w, ANSWER_ROW]
    q = row - books.ledgers.shape[0]
    if people.counted[q, me.p] == 255:
        me.agenda.cursor[TROUBLE] = COUNT_FULL
    else:
        people.counted[q, me.p] += 1
        count = np.int64(people.counted[q, me.p])
        say(me.voice, day, _COUNTED, q, count, 0, 0)
        come_back(books, lag, me, w, 1, day, record.fate)
        if count >= books.lists[q, LIST_COUNT] and people.listed_until[q, me.p] == NOT_LISTED:
            enter(books, here, me, q, row, day, record.is_false)


@inlined
def write(
    books: Books, lag: Int, here: Here, me: Me, column: Int, day: Int, record: Record
) -> None:
    """Carry a record to every answer of its column that is in force."""
    n_rows = books.ledgers.shape[0]
    done_with = np.int64(-1)
    first = books.answer_first[column, record.kind]
    for w in range(first, books.answer_first[column, record.kind + 1]):
        row = books.answers[w, ANSWER_ROW]
        is_in_force = books.answers[w, ANSWER_FROM] <= day < books.answers[w, ANSWER_UNTIL]
        if row == done_with or not is_in_force:
            continue
        if row < n_rows:
            book_points(books, lag, here, me, w, day, column, record)
            if books.answers[w, ANSWER_EXCLUSIVE]:
                done_with = row
        else:
            count_up(books, lag, here, me, w, day, record)

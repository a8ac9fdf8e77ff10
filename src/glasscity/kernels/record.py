"""Record: what the instruments make of a record, in one column."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.contest import APPEALED, CORRECTED, STANDS, note
from glasscity.kernels.here import Here, Me, Record
from glasscity.kernels.house import Int, inlined, kernel, small
from glasscity.kernels.items import (
    BY_COMPLIANCE,
    BY_TERM,
    COUNT_FULL,
    NTH,
    TROUBLE,
    low_bits,
    say,
    schedule,
)
from glasscity.kernels.luck import LAPSE, philox
from glasscity.kernels.stand import COMPLIED, enough, is_relapse, move, publish, release
from glasscity.tables.law import (
    ANSWER_CAP,
    ANSWER_CAP_SLOT,
    ANSWER_EXCLUSIVE,
    ANSWER_EXPIRES,
    ANSWER_FROM,
    ANSWER_HIGH,
    ANSWER_LOW,
    ANSWER_N_STEPS,
    ANSWER_ROW,
    ANSWER_RULE,
    ANSWER_STEP_FIRST,
    ANSWER_STEP_SLOT,
    ANSWER_UNTIL,
    CORRECTION,
    END,
    EXPIRY,
    LAST_END,
    LEDGER_EACH_RECORD,
    LEDGER_RESETS,
    LIST_AFTER,
    LIST_EXTENDS,
    LIST_FORGETS,
    LIST_LAPSE,
    LIST_RADIX,
    LIST_TERM,
    LIST_TERM_AGAIN,
    LIST_WITHIN,
    NEVER,
    NOT_LISTED,
    OPEN_END,
    RESTART,
    Books,
)
from glasscity.vocabulary.codes import Event

_POINTS = int(Event.POINTS)
_COUNTED = int(Event.COUNTED)
_LISTED = int(Event.LISTED)
_EXTENDED = int(Event.EXTENDED)
_COMPLIED = int(Event.COMPLIED)


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
def come_back(
    row: Int,
    expires: Int,
    lag: Int,
    me: Me,
    payload: Int,
    day: Int,
    until: Int,
    fate: Int,
) -> None:
    """File the day on which an answer's effect ends: by correction or by expiry, not both.

    It expires after so many days, never if that is negative. From day ``until`` on there is
    nothing left of it.
    """
    if fate == CORRECTED and (expires < 0 or lag < expires):
        if day + lag < until:
            schedule(me.agenda, day + lag, low_bits(CORRECTION, row, payload))
    elif expires >= 0 and day + expires < until:
        schedule(me.agenda, day + expires, low_bits(EXPIRY, row, payload))
    if fate == APPEALED:
        note(me.agenda, row, payload, -1 if expires < 0 else day + expires)


@inlined
def book_points(
    books: Books, lag: Int, here: Here, me: Me, w: Int, day: Int, column: Int, record: Record
) -> Int:
    """A rule of a ledger answers the record; returns the points really moved."""
    row = books.answers[w, ANSWER_ROW]
    low, high = books.answers[w, ANSWER_LOW], books.answers[w, ANSWER_HIGH]
    moved = move(here, me, row, next_points(books, here, me, w), low, high)
    rule = books.answers[w, ANSWER_RULE]
    if column == 0:
        at = 2 * rule + record.is_false
        here.tally[here.places.hits_of_rule + at] += 1
        here.tally[here.places.points_up + at] += max(moved, 0)
        here.tally[here.places.points_down + at] += max(-moved, 0)
    say(me.voice, day, _POINTS, row, moved, np.int64(here.people.score[row, me.p]), rule)
    if moved != 0:
        resets = books.ledgers[row, LEDGER_RESETS]
        until = here.frame.next_reset if resets else here.frame.horizon
        fate = record.fate if column == 0 else STANDS
        expires = books.answers[w, ANSWER_EXPIRES]
        come_back(row, expires, lag, me, -moved, day, until, fate)
    return moved


@inlined
def enter(books: Books, here: Here, me: Me, q: Int, row: Int, day: Int, is_false: Int) -> None:
    """Put a person on a list."""
    people, tally, places = here.people, here.tally, here.places
    term = books.lists[q, LIST_TERM]
    if is_relapse(books, here, me, q, day):
        term = books.lists[q, LIST_TERM_AGAIN]
    elif books.lists[q, LIST_WITHIN] > 0:
        people.left_on[q, me.p] = NEVER
    people.listed_until[q, me.p] = OPEN_END if term < 0 else day + term
    people.standing[me.p] += books.lists[q, LIST_RADIX]
    tally[places.list_entries + 2 * q + is_false] += 1
    tally[places.people_listed + q] += 1
    tally[places.days_listed + q] += here.frame.first_day + here.frame.n_days - day
    say(me.voice, day, _LISTED, q, -1 if term < 0 else day + term, is_false, 0)
    if term >= 0:
        schedule(me.agenda, day + term, low_bits(END, row, BY_TERM))


@kernel
def extend(books: Books, here: Here, me: Me, q: Int, row: Int, day: Int, is_false: Int) -> None:
    """Move the end of a listing further away, if it is declared so."""
    people, extends = here.people, books.lists[q, LIST_EXTENDS]
    old = np.int64(people.listed_until[q, me.p])
    new = old
    if extends > 0 and old != OPEN_END:
        new = np.int64(min(old + extends, LAST_END))
    elif extends == RESTART:
        again = is_relapse(books, here, me, q, day)
        term = books.lists[q, LIST_TERM_AGAIN] if again else books.lists[q, LIST_TERM]
        new = np.int64(OPEN_END if term < 0 else max(old, min(day + term, LAST_END)))
    if new != old:
        people.listed_until[q, me.p] = new
        say(me.voice, day, _EXTENDED, q, -1 if new == OPEN_END else new, is_false, 0)
        if new != OPEN_END:
            schedule(me.agenda, new, low_bits(END, row, BY_TERM))


@kernel
def comply(books: Books, here: Here, me: Me, q: Int, day: Int, is_false: Int) -> None:
    """A true record that ends a listing, now or in so many days."""
    until = np.int64(here.people.listed_until[q, me.p])
    if is_false == 0 and until != NOT_LISTED:
        end = day + books.lists[q, LIST_AFTER]
        if end == day:
            release(books, here, me, q, day, COMPLIED)
        elif end < until:
            here.people.listed_until[q, me.p] = end
            say(me.voice, day, _COMPLIED, q, end, 0, 0)
            schedule(me.agenda, end, low_bits(END, books.ledgers.shape[0] + q, BY_COMPLIANCE))


@small
def lapse_of(books: Books, here: Here, me: Me, q: Int) -> Int:
    """For how many days a record counts where it lapses at random; -1 beyond any run."""
    stream = LAPSE | np.uint64(me.agenda.cursor[NTH])
    words = philox(me.address, here.clock, stream, np.uint64(q), here.key0, here.key1)
    days = books.lapses[books.lists[q, LIST_LAPSE]]
    found = np.int64(np.searchsorted(days, np.int64(words[0]), side="right"))
    return found + 1 if found < days.size else np.int64(-1)


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
        expires, told = books.answers[w, ANSWER_EXPIRES], np.int64(0)
        if books.lists[q, LIST_LAPSE] >= 0:
            expires = told = lapse_of(books, here, me, q)
        say(me.voice, day, _COUNTED, q, count, told, 0)
        payload = np.int64(1)
        if books.lists[q, LIST_FORGETS] > 0:
            payload += np.int64(people.forgotten[q, me.p])
        come_back(row, expires, lag, me, payload, day, here.frame.horizon, record.fate)
        if count >= enough(books, here, me, q, day):
            if people.listed_until[q, me.p] == NOT_LISTED:
                enter(books, here, me, q, row, day, record.is_false)
            elif books.lists[q, LIST_EXTENDS] != 0:
                extend(books, here, me, q, row, day, record.is_false)


@inlined
def write(
    books: Books, lag: Int, here: Here, me: Me, column: Int, day: Int, record: Record
) -> None:
    """Carry a record to every answer of its column that is in force."""
    n_rows, n_lists = books.ledgers.shape[0], books.lists.shape[0]
    done_with = np.int64(-1)
    first = books.answer_first[column, record.kind]
    for w in range(first, books.answer_first[column, record.kind + 1]):
        row = books.answers[w, ANSWER_ROW]
        is_in_force = books.answers[w, ANSWER_FROM] <= day < books.answers[w, ANSWER_UNTIL]
        if row == done_with or not is_in_force:
            continue
        if row < n_rows:
            book_points(books, lag, here, me, w, day, column, record)
            if books.ledgers[row, LEDGER_EACH_RECORD]:
                publish(books, here, me, row, day)
            if books.answers[w, ANSWER_EXCLUSIVE]:
                done_with = row
        elif row < n_rows + n_lists:
            count_up(books, lag, here, me, w, day, record)
        else:
            comply(books, here, me, row - n_rows - n_lists, day, record.is_false)

"""Stand: scores, published bands and lists, and what moves them back."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined, kernel, small
from glasscity.kernels.items import (
    BY_COMPLIANCE,
    DAY_SHIFT,
    LOW_27,
    PAYLOAD_ZERO,
    ROW_MASK,
    ROW_SHIFT,
    SCORE_FULL,
    TROUBLE,
    TYPE_SHIFT,
    say,
)
from glasscity.tables.law import (
    CORRECTION,
    END,
    FEWEST,
    LEDGER_BAND_FIRST,
    LEDGER_CEILING,
    LEDGER_EACH_RECORD,
    LEDGER_FLOOR,
    LEDGER_HIGHEST,
    LEDGER_LOWEST,
    LEDGER_MOVES,
    LEDGER_N_BANDS,
    LEDGER_OPENING,
    LEDGER_RADIX,
    LEDGER_RESETS,
    LEDGER_STOCK,
    LIST_COUNT,
    LIST_COUNT_AGAIN,
    LIST_FORGETS,
    LIST_RADIX,
    LIST_WITHIN,
    MOST,
    NEVER,
    NOT_LISTED,
    Books,
)
from glasscity.vocabulary.codes import EXITS, Event

_BAND = int(Event.BAND)
_GIVEN_BACK = int(Event.GIVEN_BACK)
_CORRECTED = int(Event.CORRECTED)
_DROPPED = int(Event.DROPPED)
_RELEASED = int(Event.RELEASED)
_CLAMPED = int(Event.CLAMPED)
_RESET = int(Event.RESET)
TERM_OVER, STRUCK, REPAIRED, COMPLIED = 0, 1, 2, 3
N_EXITS = len(EXITS)


@inlined
def move(here: Here, me: Me, row: Int, points: Int, low: Int, high: Int) -> Int:
    """Move a score by points, held within ``low`` and ``high``; returns what really moved."""
    people = here.people
    before = np.int64(people.score[row, me.p])
    after = min(max(before + points, low), high)
    people.score[row, me.p] = after
    if after <= FEWEST or after >= MOST:
        me.agenda.cursor[TROUBLE] = SCORE_FULL
    return after - before


@inlined
def publish(books: Books, here: Here, me: Me, row: Int, day: Int) -> None:
    """Copy the band from the score of a ledger row, if it changed."""
    people, tally = here.people, here.tally
    place = np.int64(people.score[row, me.p]) - books.ledgers[row, LEDGER_FLOOR]
    new = np.int64(books.band_of[books.ledgers[row, LEDGER_BAND_FIRST] + place])
    old = np.int64(people.band[row, me.p])
    if new != old:
        people.band[row, me.p] = new
        column = books.ledgers[row, LEDGER_STOCK]
        tally[column + old] -= 1
        tally[column + new] += 1
        radix = books.ledgers[row, LEDGER_RADIX]
        if radix > 0:
            people.standing[me.p] += (new - old) * radix
            moves = books.ledgers[row, LEDGER_MOVES] + old * books.ledgers[row, LEDGER_N_BANDS]
            tally[moves + new] += 1
        say(me.voice, day, _BAND, row, old, new, 0)


@small
def release(books: Books, here: Here, me: Me, q: Int, day: Int, why: Int) -> None:
    """Take a person off a list; ``why`` is a place in EXITS."""
    places, tally = here.places, here.tally
    here.people.listed_until[q, me.p] = NOT_LISTED
    here.people.standing[me.p] -= books.lists[q, LIST_RADIX]
    if books.lists[q, LIST_WITHIN] > 0:
        here.people.left_on[q, me.p] = day
    if books.lists[q, LIST_FORGETS] > 0:
        here.people.counted[q, me.p] = 0
        here.people.forgotten[q, me.p] += np.uint8(1)
    tally[places.list_exits + N_EXITS * q + why] += 1
    tally[places.people_listed + q] -= 1
    tally[places.days_listed + q] -= here.frame.first_day + here.frame.n_days - day
    say(me.voice, day, _RELEASED, q, why, 0, 0)


@inlined
def give_back(
    books: Books, here: Here, me: Me, row: Int, points: Int, day: Int, is_correction: bool
) -> Int:
    """An expiry or a correction moves a score back; returns what really moved."""
    low, high = books.ledgers[row, LEDGER_LOWEST], books.ledgers[row, LEDGER_HIGHEST]
    moved = move(here, me, row, points, low, high)
    code = _CORRECTED if is_correction else _GIVEN_BACK
    say(me.voice, day, code, row, moved, np.int64(here.people.score[row, me.p]), 0)
    return moved


@small
def is_relapse(books: Books, here: Here, me: Me, q: Int, day: Int) -> bool:
    """Whether a listing that holds, or would begin today, follows closely on another."""
    within = books.lists[q, LIST_WITHIN]
    if within == 0:
        return False
    left_on = np.int64(here.people.left_on[q, me.p])
    is_listed = here.people.listed_until[q, me.p] != NOT_LISTED
    return bool(left_on != NEVER and (is_listed or day < left_on + within))


@small
def enough(books: Books, here: Here, me: Me, q: Int, day: Int) -> Int:
    """The records that list a person, or keep one listed."""
    if is_relapse(books, here, me, q, day):
        return books.lists[q, LIST_COUNT_AGAIN]
    return books.lists[q, LIST_COUNT]


@small
def is_forgotten(books: Books, here: Here, me: Me, q: Int, payload: Int) -> bool:
    """Whether a record was counted before the list forgot, and counts no more."""
    if books.lists[q, LIST_FORGETS] == 0:
        return False
    return bool(payload != 1 + np.int64(here.people.forgotten[q, me.p]))


@inlined
def count_down(
    books: Books, here: Here, me: Me, row: Int, q: Int, payload: Int, day: Int, is_correction: bool
) -> Int:
    """A record no longer counts for a list; 1 iff its striking ends the listing."""
    people = here.people
    if is_forgotten(books, here, me, q, payload):
        return 0
    people.counted[q, me.p] -= 1
    count = np.int64(people.counted[q, me.p])
    if is_correction:
        say(me.voice, day, _CORRECTED, row, -1, count, 0)
        is_listed = people.listed_until[q, me.p] != NOT_LISTED
        if is_listed and count < enough(books, here, me, q, day):
            return 1
    else:
        say(me.voice, day, _DROPPED, q, count, 0, 0)
    return 0


@inlined
def fall_due(books: Books, here: Here, me: Me, key: Int, day: Int) -> None:
    """An expiry, the end of a listing, or a correction falls due."""
    bits = key & LOW_27
    kind_of_item = bits >> TYPE_SHIFT
    row = (bits >> ROW_SHIFT) & ROW_MASK
    payload = (bits & 0xFFFF) - PAYLOAD_ZERO
    is_correction = kind_of_item == CORRECTION
    q = row - books.ledgers.shape[0]
    if q < 0:
        give_back(books, here, me, row, payload, day, is_correction)
        if books.ledgers[row, LEDGER_EACH_RECORD]:
            publish(books, here, me, row, day)
    else:
        if kind_of_item == END:
            is_over = here.people.listed_until[q, me.p] == day
            why = COMPLIED if payload == BY_COMPLIANCE else TERM_OVER
        else:
            is_over = count_down(books, here, me, row, q, payload, day, is_correction) == 1
            why = STRUCK
        if is_over:
            release(books, here, me, q, day, why)


@small
def net(books: Books, here: Here, me: Me, row: Int, day: Int) -> None:
    """Cut the score at the ledger's bounds, where points of the window were netted."""
    before = np.int64(here.people.score[row, me.p])
    after = min(max(before, books.ledgers[row, LEDGER_FLOOR]), books.ledgers[row, LEDGER_CEILING])
    if after != before:
        here.people.score[row, me.p] = after
        say(me.voice, day, _CLAMPED, row, after - before, after, 0)


@kernel
def return_to_opening(books: Books, here: Here, me: Me) -> None:
    """With the year, scores of ledgers that reset stand where they opened."""
    day = here.frame.first_day
    for row in range(books.ledgers.shape[0]):
        before = np.int64(here.people.score[row, me.p])
        after = books.ledgers[row, LEDGER_OPENING]
        if books.ledgers[row, LEDGER_RESETS] and before != after:
            here.people.score[row, me.p] = after
            say(me.voice, day, _RESET, row, after - before, after, 0)
            if books.ledgers[row, LEDGER_EACH_RECORD]:
                publish(books, here, me, row, day)


@inlined
def publish_all(books: Books, here: Here, me: Me) -> None:
    """At the window's end, ledgers that wait for it publish their bands."""
    final = here.frame.first_day + here.frame.n_days - 1
    for row in range(books.ledgers.shape[0]):
        if not books.ledgers[row, LEDGER_EACH_RECORD]:
            net(books, here, me, row, final)
            publish(books, here, me, row, final)


@inlined
def day_of(key: Int) -> Int:
    """The day of a queue key."""
    return key >> DAY_SHIFT

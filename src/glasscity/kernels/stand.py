"""Stand: scores, published bands and lists, and what moves them back."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined
from glasscity.kernels.items import (
    CORRECTION,
    DAY_SHIFT,
    END,
    LOW_27,
    PAYLOAD_ZERO,
    ROW_MASK,
    say,
)
from glasscity.tables.law import (
    LEDGER_BAND_FIRST,
    LEDGER_CEILING,
    LEDGER_EACH_RECORD,
    LEDGER_FLOOR,
    LEDGER_MOVES,
    LEDGER_N_BANDS,
    LEDGER_RADIX,
    LEDGER_STOCK,
    LIST_COUNT,
    LIST_RADIX,
    NOT_LISTED,
    Books,
)
from glasscity.vocabulary.codes import Event

_BAND = int(Event.BAND)
_GIVEN_BACK = int(Event.GIVEN_BACK)
_CORRECTED = int(Event.CORRECTED)
_DROPPED = int(Event.DROPPED)
_RELEASED = int(Event.RELEASED)


@inlined
def move(books: Books, here: Here, me: Me, row: Int, points: Int) -> Int:
    """Move a score by points, clamped to the ledger's bounds; returns what really moved."""
    people = here.people
    before = np.int64(people.score[row, me.p])
    after = min(
        max(before + points, books.ledgers[row, LEDGER_FLOOR]), books.ledgers[row, LEDGER_CEILING]
    )
    people.score[row, me.p] = after
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


@inlined
def release(books: Books, here: Here, me: Me, q: Int, day: Int, why: Int) -> None:
    """Take a person off a list: 0 the term is over, 1 struck off, 2 put right."""
    places, tally = here.places, here.tally
    here.people.listed_until[q, me.p] = NOT_LISTED
    here.people.standing[me.p] -= books.lists[q, LIST_RADIX]
    tally[places.list_exits + 3 * q + why] += 1
    tally[places.people_listed + q] -= 1
    tally[places.days_listed + q] -= here.frame.first_day + here.frame.n_days - day
    say(me.voice, day, _RELEASED, q, why, 0, 0)


@inlined
def give_back(
    books: Books, here: Here, me: Me, row: Int, points: Int, day: Int, is_correction: bool
) -> None:
    """An expiry or a correction moves a score back."""
    moved = move(books, here, me, row, points)
    code = _CORRECTED if is_correction else _GIVEN_BACK
    say(me.voice, day, code, row, moved, np.int64(here.people.score[row, me.p]), 0)
    if books.ledgers[row, LEDGER_EACH_RECORD]:
        publish(books, here, me, row, day)


@inlined
def count_down(
    books: Books, here: Here, me: Me, row: Int, q: Int, day: Int, is_correction: bool
) -> Int:
    """A record no longer counts for a list; 1 iff its striking ends the listing."""
    people = here.people
    people.counted[q, me.p] -= 1
    count = np.int64(people.counted[q, me.p])
    if is_correction:
        say(me.voice, day, _CORRECTED, row, -1, count, 0)
        is_listed = people.listed_until[q, me.p] != NOT_LISTED
        if is_listed and count < books.lists[q, LIST_COUNT]:
            return 1
    else:
        say(me.voice, day, _DROPPED, q, count, 0, 0)
    return 0


@inlined
def fall_due(books: Books, here: Here, me: Me, key: Int, day: Int) -> None:
    """An expiry, the end of a listing, or a correction falls due."""
    bits = key & LOW_27
    kind_of_item = bits >> 25
    row = (bits >> 16) & ROW_MASK
    payload = (bits & 0xFFFF) - PAYLOAD_ZERO
    is_correction = kind_of_item == CORRECTION
    q = row - books.ledgers.shape[0]
    if q < 0:
        give_back(books, here, me, row, payload, day, is_correction)
    else:
        is_struck = 0
        if kind_of_item == END:
            is_over = here.people.listed_until[q, me.p] == day
        else:
            is_struck = count_down(books, here, me, row, q, day, is_correction)
            is_over = is_struck == 1
        if is_over:
            release(books, here, me, q, day, is_struck)


@inlined
def publish_all(books: Books, here: Here, me: Me) -> None:
    """At the window's end, ledgers that wait for it publish their bands."""
    final = here.frame.first_day + here.frame.n_days - 1
    for row in range(books.ledgers.shape[0]):
        if not books.ledgers[row, LEDGER_EACH_RECORD]:
            publish(books, here, me, row, final)


@inlined
def day_of(key: Int) -> Int:
    """The day of a queue key."""
    return key >> DAY_SHIFT

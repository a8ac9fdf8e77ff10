"""Stand: scores, published bands and lists, and what moves them back."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.house import inlined
from glasscity.kernels.items import CORRECTION, END, LOW_27, PAYLOAD_ZERO, say
from glasscity.tables.law import NOT_LISTED
from glasscity.vocabulary.codes import Event

_BAND = int(Event.BAND)
_GIVEN_BACK = int(Event.GIVEN_BACK)
_CORRECTED = int(Event.CORRECTED)
_DROPPED = int(Event.DROPPED)
_RELEASED = int(Event.RELEASED)


@inlined
def clamp(value, low, high):
    """``value`` held within ``[low, high]``."""
    return min(max(value, low), high)


@inlined
def publish(books, people, places, tally, p, row, day, cursor, trace, who):
    """Copy the band from the score of a ledger row, if it changed."""
    score = np.int64(people.score[row, p])
    new = np.int64(books.band_of[books.band_first[row] + score - books.floor[row]])
    old = np.int64(people.band[row, p])
    if new == old:
        return
    people.band[row, p] = new
    column = places.people_in_band + places.band_column[row]
    tally[column + old] -= 1
    tally[column + new] += 1
    if books.band_radix[row] > 0:
        people.standing[p] += (new - old) * books.band_radix[row]
        tally[places.band_moves + places.move_column[row] + old * places.n_bands[row] + new] += 1
    if who[0] >= 0:
        say(trace, cursor, who[0], who[1], day, _BAND, row, old, new, 0)


@inlined
def release(books, people, places, tally, frame, p, q, day, is_struck, cursor, trace, who):
    """Take a person off a list."""
    people.listed_until[q, p] = NOT_LISTED
    people.standing[p] -= books.list_radix[q]
    tally[places.list_exits + 2 * q + is_struck] += 1
    tally[places.people_listed + q] -= 1
    tally[places.days_listed + q] -= frame.first_day + frame.n_days - day
    if who[0] >= 0:
        say(trace, cursor, who[0], who[1], day, _RELEASED, q, is_struck, 0, 0)


@inlined
def settle_item(books, people, places, tally, frame, p, key, cursor, trace, who):
    """An expiry, the end of a listing, or a correction falls due."""
    day = key >> 49
    bits = key & LOW_27
    kind_of_item = bits >> 25
    row = (bits >> 16) & 511
    payload = (bits & 65535) - PAYLOAD_ZERO
    n_rows = books.floor.size
    if row < n_rows:
        before = np.int64(people.score[row, p])
        after = clamp(before + payload, books.floor[row], books.ceiling[row])
        people.score[row, p] = after
        if who[0] >= 0:
            code = _CORRECTED if kind_of_item == CORRECTION else _GIVEN_BACK
            say(trace, cursor, who[0], who[1], day, code, row, after - before, after, 0)
        if books.each_record[row]:
            publish(books, people, places, tally, p, row, day, cursor, trace, who)
        return
    q = row - n_rows
    if kind_of_item == END:
        if people.listed_until[q, p] == day:
            release(books, people, places, tally, frame, p, q, day, 0, cursor, trace, who)
        return
    people.counted[q, p] -= 1
    count = np.int64(people.counted[q, p])
    if kind_of_item == CORRECTION:
        if who[0] >= 0:
            say(trace, cursor, who[0], who[1], day, _CORRECTED, row, -1, count, 0)
        if people.listed_until[q, p] != NOT_LISTED and count < books.list_count[q]:
            release(books, people, places, tally, frame, p, q, day, 1, cursor, trace, who)
    elif who[0] >= 0:
        say(trace, cursor, who[0], who[1], day, _DROPPED, q, count, 0, 0)

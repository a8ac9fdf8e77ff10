"""Mend: people try to put right what their standing holds against them."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, kernel
from glasscity.kernels.items import RANK_MEND, deed_key, enqueue, say
from glasscity.kernels.luck import REPAIR, philox
from glasscity.kernels.stand import REPAIRED, move, publish, release
from glasscity.tables.law import (
    LEDGER_EACH_RECORD,
    LEDGER_HIGHEST,
    LEDGER_LOWEST,
    MEND_AT_MOST,
    MEND_FEN,
    MEND_FROM,
    MEND_HOURS,
    MEND_PLACE,
    MEND_POINTS,
    MEND_ROW,
    MEND_SLOT,
    MEND_SUCCESS,
    MEND_UNTIL,
    Books,
    Mends,
)
from glasscity.vocabulary.codes import Event

_TRIED = int(Event.TRIED)
_MENDED = int(Event.MENDED)


@kernel
def call_to_mend(mends: Mends, here: Here, me: Me, standing: Int, drawn: Int, now: Int) -> Int:
    """Queue this window's attempts in ways that the standing newly opens; as at doors."""
    frame = here.frame
    for r in range(mends.names.shape[0]):
        bit = np.int64(1) << r
        is_named = mends.names[r, standing] != 0 and mends.bears_on[r, here.g] != 0
        if drawn & bit != 0 or not is_named:
            continue
        drawn |= bit
        block = np.uint64(r << 4)
        count, _, _, _ = philox(me.address, here.clock, REPAIR, block, here.key0, here.key1)
        k = 0
        while k < mends.count_rows.shape[2] and mends.count_rows[here.g, r, k] <= np.int64(count):
            stream = REPAIR | np.uint64(k)
            instant, luck, _, _ = philox(
                me.address, here.clock, stream, block | np.uint64(1), here.key0, here.key1
            )
            moment = np.int64(instant)
            day = frame.first_day + ((moment * frame.n_days) >> 32)
            key = deed_key(day, moment, RANK_MEND, r, k)
            if key > now:
                enqueue(me.agenda, key, np.int64(luck))
            k += 1
    return drawn


@kernel
def mend(mends: Mends, books: Books, here: Here, me: Me, r: Int, luck: Int, day: Int) -> None:
    """One attempt, if the standing still asks for it: what it costs, and what it puts right."""
    people, tally, places = here.people, here.tally, here.places
    is_in_force = mends.rows[r, MEND_FROM] <= day < mends.rows[r, MEND_UNTIL]
    slot = mends.rows[r, MEND_SLOT]
    is_left = slot < 0 or np.int64(people.slots[slot, me.p]) < mends.rows[r, MEND_AT_MOST]
    if not is_in_force or not is_left or mends.names[r, people.standing[me.p]] == 0:
        return
    place = mends.rows[r, MEND_PLACE]
    succeeds = 1 if luck < mends.rows[r, MEND_SUCCESS] else 0
    fen, hours = mends.rows[r, MEND_FEN], mends.rows[r, MEND_HOURS]
    tally[places.repairs + place] += 1
    tally[places.repaired + place] += succeeds
    tally[places.repair_paid + place] += fen
    tally[places.repair_hours + place] += hours
    say(me.voice, day, _TRIED, place, succeeds, fen, hours)
    if succeeds == 0:
        return
    if slot >= 0:
        people.slots[slot, me.p] += 1
    row = mends.rows[r, MEND_ROW]
    q = row - books.ledgers.shape[0]
    if q >= 0:
        release(books, here, me, q, day, REPAIRED)
    else:
        low, high = books.ledgers[row, LEDGER_LOWEST], books.ledgers[row, LEDGER_HIGHEST]
        moved = move(here, me, row, mends.rows[r, MEND_POINTS], low, high)
        say(me.voice, day, _MENDED, row, moved, np.int64(people.score[row, me.p]), 0)
        if books.ledgers[row, LEDGER_EACH_RECORD]:
            publish(books, here, me, row, day)

"""Meet: the queue of what a person meets in a window, and what each thing leads to."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.act import act
from glasscity.kernels.believe import learn
from glasscity.kernels.contest import STANDS, hear, is_news
from glasscity.kernels.grant import NOTHING, ask, come_through
from glasscity.kernels.here import Here, Me, Record
from glasscity.kernels.house import Int, inlined
from glasscity.kernels.items import (
    DAY_MASK,
    DAY_SHIFT,
    ITEM_DAY_SHIFT,
    LOW_27,
    PAYLOAD_MASK,
    PHASE_ONE,
    RANK_FALSE,
    RANK_MEND,
    RANK_TEMPT,
    ROW_MASK,
    ROW_SHIFT,
    TYPE_SHIFT,
    deed_key,
    enqueue,
    say,
)
from glasscity.kernels.luck import FALSE_RECORD, philox
from glasscity.kernels.mend import mend
from glasscity.kernels.observe import observe, post
from glasscity.kernels.scratch import FACTOR, FIRST, INSTANT, KIND, ORDINAL, Scratch
from glasscity.kernels.stand import fall_due
from glasscity.tables.law import (
    ARRIVAL,
    EYE_DELAY,
    EYE_FALSE,
    EYE_KIND,
    EYE_SENSOR,
    EYE_SOURCE,
    EYE_TOP,
    GUILTY,
    I64,
    U8,
    U32,
    Law,
    Mistakes,
    Observation,
)
from glasscity.vocabulary.codes import Column, Event

_ALL_SEEN = int(Column.ALL_SEEN)
_UNERRING = int(Column.UNERRING)
_REAL = int(Column.RECORDED)
_FALSE = int(Event.FALSE)
_ARRIVED = int(Event.ARRIVED)
_DELIVERED = int(Event.DELIVERED)


@inlined
def day_at(here: Here, instant: Int) -> Int:
    """The day of an instant of this window."""
    return here.frame.first_day + ((instant * here.frame.n_days) >> 32)


@inlined
def queue_deeds(here: Here, me: Me, scratch: Scratch, a: Int) -> None:
    """Queue the candidates of the a-th active person."""
    candidates = scratch.candidate
    for c in range(scratch.active[FIRST, a], scratch.active[FIRST, a + 1]):
        instant = np.int64(candidates[INSTANT, c])
        factor = np.int64(candidates[FACTOR, c])
        ordinal = np.int64(candidates[ORDINAL, c])
        key = deed_key(day_at(here, instant), instant, RANK_TEMPT, factor, ordinal)
        enqueue(me.agenda, key, np.int64(c))


@inlined
def queue_false(mistakes: Mistakes, here: Here, me: Me, word: Int) -> None:
    """Queue the false records that fall on the person; ``word`` decides how many."""
    h = mistakes.group[here.g]
    look_alike = here.people.look_alike[me.p]
    quantile = look_alike if mistakes.source_upto.shape[2] > 1 else 0
    k = 0
    while (
        k < mistakes.count_rows.shape[3]
        and mistakes.count_rows[h, me.is_enrolled, look_alike, k] <= word
    ):
        stream = FALSE_RECORD | np.uint64(k)
        words = philox(me.address, here.clock, stream, np.uint64(0), here.key0, here.key1)
        instant = np.int64(words[0])
        source = 0
        while mistakes.source_upto[h, me.is_enrolled, quantile, source] <= np.int64(words[1]):
            source += 1
        key = deed_key(day_at(here, instant), instant, RANK_FALSE, 0, k)
        enqueue(me.agenda, key, np.int64(source))
        k += 1


@inlined
def queue_due(me: Me, due: I64, first: Int, last: Int) -> None:
    """Queue the person's pending items, ``due[first:last]``."""
    for at in range(first, last):
        day = (due[at] >> ITEM_DAY_SHIFT) & DAY_MASK
        enqueue(me.agenda, (day << DAY_SHIFT) | (due[at] & LOW_27), np.int64(-1))


@inlined
def be_seen(
    eyes: Observation, own_slot: I64, here: Here, me: Me, candidates: U32, c: Int, day: Int
) -> Record:
    """A deed was done: perhaps seen; the columns it is written to."""
    kind = np.int64(candidates[KIND, c])
    best = observe(eyes, here, me, candidates, c, day)
    if own_slot[kind] >= 0:
        learn(here.people.beliefs, me.agenda.cursor, me.p, own_slot[kind], best)
    last = _ALL_SEEN
    if best >= 0:
        delay = eyes.rows[best, EYE_DELAY]
        last = _REAL
        if delay > 0 or eyes.rows[best, EYE_SOURCE] >= 0:
            last = _UNERRING
            post(me, best, day + delay)
    return Record(_ALL_SEEN, last, kind, 0, STANDS)


@inlined
def suffer(mistakes: Mistakes, here: Here, me: Me, source: Int, day: Int) -> Record:
    """A record of a deed not done falls on the person."""
    kind, row = mistakes.source_kind[source], mistakes.source_row[source]
    here.tally[here.places.false_records + row] += 1
    if here.people.marks[me.p] & GUILTY == 0:
        here.tally[here.places.false_on_innocent + row] += 1
    say(me.voice, day, _FALSE, source, kind, me.is_aware, 0)
    return Record(_REAL, _REAL, kind, 1, STANDS)


@inlined
def arrive(eyes: Observation, is_harmful: U8, here: Here, me: Me, row: Int, day: Int) -> Record:
    """A delayed record takes effect, or one that a settlement has sent."""
    kind = eyes.rows[row, EYE_KIND]
    sensor = eyes.rows[row, EYE_SENSOR]
    is_false = eyes.rows[row, EYE_FALSE]
    if sensor >= 0:
        say(me.voice, day, _ARRIVED, sensor, kind, 0, 0)
    else:
        people = here.people
        people.marks[me.p] |= GUILTY * is_harmful[kind] * (1 - is_false)
        say(me.voice, day, _DELIVERED, -1 - sensor, kind, is_false, 0)
    return Record(eyes.rows[row, EYE_TOP], _REAL, kind, is_false, STANDS)


@inlined
def meet(law: Law, here: Here, me: Me, candidates: U32, key: Int, ref: Int, day: Int) -> Record:
    """One event of the queue; what the instruments are to be told of it."""
    record = Record(_REAL, -1, np.int64(0), 0, STANDS)
    is_harmful, n_eyes = law.tempt.kind_is_harmful, law.observe.rows.shape[0]
    source = np.int64(-1)
    done = np.int64(NOTHING)  # the place of a deed among the candidates
    if key & PHASE_ONE == 0:
        row = ((key & LOW_27) >> ROW_SHIFT) & ROW_MASK
        if is_news(key & LOW_27):
            hear(law.way_back, here, me, key & LOW_27, day)
        elif (key & LOW_27) >> TYPE_SHIFT != ARRIVAL:
            fall_due(law.books, here, me, key, day)
        elif row < n_eyes and law.observe.rows[row, EYE_SOURCE] >= 0:
            source = law.observe.rows[row, EYE_SOURCE]
        elif row < n_eyes:
            record = arrive(law.observe, is_harmful, here, me, row, day)
        else:
            payload = key & PAYLOAD_MASK
            done = come_through(
                law.grants, is_harmful, here, me, candidates, row - n_eyes, payload, day
            )
    else:
        rank = (key >> 14) & 3
        if rank == RANK_TEMPT:
            if act(law.accept, is_harmful, here, me, candidates, ref, day):
                done = ref
        elif rank == RANK_FALSE:
            source = ref
        elif rank == RANK_MEND:
            mend(law.mends, law.books, here, me, (key >> 8) & 63, ref, day)
        else:
            done = ask(
                law.doors, law.grants, is_harmful, n_eyes, here, me, candidates, key, ref, day
            )
    if done != NOTHING:
        record = be_seen(law.observe, law.accept.own_slot, here, me, candidates, done, day)
    elif source >= 0:
        record = suffer(law.mistakes, here, me, source, day)
    return record

"""Contest: who learns of a record and files against it, and what comes of it."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.here import Agenda, Here, Me
from glasscity.kernels.house import Int, inlined, kernel, small
from glasscity.kernels.items import (
    NOTED,
    PAYLOAD_ZERO,
    ROW_MASK,
    ROW_SHIFT,
    TYPE_SHIFT,
    low_bits,
    say,
    schedule,
)
from glasscity.kernels.luck import APPEAL, CORRECT, philox
from glasscity.kernels.scratch import APPELLANT, CEASES, DOES, MINE, TURN
from glasscity.tables.law import AT_ONCE, CORRECTION, EXPIRY, IN_TURN, WayBack
from glasscity.vocabulary.codes import Event

STANDS, CORRECTED, APPEALED = 0, 1, 2
"""Fates of a record: left alone or upheld; struck after a lag; struck when its turn comes."""
NEWS = 256
"""First row of the items that tell of an appeal: ``NEWS + 8 * serial + 4 * decided + 2 * struck +
false``, as expiries (they move nothing, and come before what a decision undoes)."""
SERIALS = 32
"""Records of a person and window that such items tell apart."""

_FILED = int(Event.FILED)
_UNTOLD = int(Event.UNTOLD)
_DETERRED = int(Event.DETERRED)
_APPEALED = int(Event.APPEALED)
_HEARD = int(Event.HEARD)


@small
def files(
    way: WayBack, which: Int, here: Here, me: Me, word: np.uint64, cost: np.uint64, day: Int
) -> bool:
    """Whether somebody who knows of a record contests it in this way."""
    if np.int64(word) >= way.files_below[which, here.g, me.is_aware]:
        return False
    if np.int64(cost) < way.deterred_below[which, here.g]:
        here.tally[here.places.deterred + way.place[which]] += 1
        say(me.voice, day, _DETERRED, way.place[which], 0, 0, 0)
        return False
    return True


@small
def correct(way: WayBack, here: Here, me: Me, ordinal: Int, block: Int, day: Int) -> Int:
    """CORRECTED or STANDS for the false record of an address, -1 where nobody files."""
    stream = CORRECT | np.uint64(ordinal)
    words = philox(me.address, here.clock, stream, np.uint64(block), here.key0, here.key1)
    fate = -1
    if files(way, AT_ONCE, here, me, words[0], words[3], day):
        fate = CORRECTED if np.int64(words[1]) < way.success_below[AT_ONCE, 1] else STANDS
        decided = day + way.learns_after + way.lag[AT_ONCE]
        here.tally[here.places.filed] += 1
        here.tally[here.places.struck] += fate
        here.tally[here.places.fees + way.place[AT_ONCE]] += way.fen[AT_ONCE]
        say(me.voice, day, _FILED, fate, decided, 0, 0)
    return fate


@small
def appeal(
    way: WayBack, here: Here, me: Me, is_false: Int, n: Int, day: Int, success: np.uint64
) -> Int:
    """Join the queue on the day one learns of the record; APPEALED if it will be struck."""
    filed = day + way.learns_after
    if filed >= me.agenda.horizon:
        return STANDS
    stream = APPEAL | np.uint64(n)
    words = philox(me.address, here.clock, stream, np.uint64(1), here.key0, here.key1)
    is_struck = 1 if np.int64(success) < way.success_below[IN_TURN, is_false] else 0
    serial = n % SERIALS
    row = NEWS + 8 * serial + is_false
    schedule(me.agenda, filed, low_bits(EXPIRY, row, filed))
    noted, k = me.agenda.noted, me.agenda.cursor[NOTED]
    noted[k, TURN] = (filed << 32) | np.int64(words[0])
    noted[k, APPELLANT] = np.int64(me.address)
    noted[k, MINE] = me.agenda.mine
    noted[k, DOES] = low_bits(EXPIRY, row + 4 + 2 * is_struck, filed)
    noted[k, CEASES] = -1
    me.agenda.cursor[NOTED] = k + 1
    say(me.voice, day, _APPEALED, is_false, filed, serial, 0)
    return APPEALED if is_struck else STANDS


@kernel
def contest(way: WayBack, here: Here, me: Me, is_false: Int, ordinal: Int, n: Int, day: Int) -> Int:
    """The fate of the n-th record of the window, which is the ordinal-th false one if it is false
    (one that was sent, or a misread deed, if ordinal is negative).

    A correction comes first; an appeal is for those who did not file for one.
    """
    corrects = is_false == 1 and way.place[AT_ONCE] >= 0
    appeals = way.place[IN_TURN] >= 0
    stream = APPEAL | np.uint64(n)
    words = philox(me.address, here.clock, stream, np.uint64(0), here.key0, here.key1)
    if np.int64(words[2]) >= way.learns_below[here.g]:
        here.tally[here.places.untold] += 1
        say(me.voice, day, _UNTOLD, 0, 0, 0, 0)
        return STANDS
    fate = -1
    if corrects:
        if ordinal >= 0:
            fate = correct(way, here, me, ordinal, np.int64(0), day)
        else:
            fate = correct(way, here, me, n, np.int64(1), day)
    if fate < 0:
        fate = STANDS
        if appeals and files(way, IN_TURN, here, me, words[0], words[3], day):
            fate = appeal(way, here, me, is_false, n, day, words[1])
    return fate


@small
def note(agenda: Agenda, row: Int, payload: Int, ceases: Int) -> None:
    """Note what an appealed record did, to be undone by a correction unless it ceases before."""
    noted, k = agenda.noted, agenda.cursor[NOTED]
    noted[k, TURN] = noted[k - 1, TURN]
    noted[k, APPELLANT] = noted[k - 1, APPELLANT]
    noted[k, MINE] = noted[k - 1, MINE]
    noted[k, DOES] = low_bits(CORRECTION, row, payload)
    noted[k, CEASES] = ceases
    agenda.cursor[NOTED] = k + 1


@inlined
def may_contest(way: WayBack, is_false: Int) -> bool:
    """Whether anybody can do anything about such a record."""
    return bool((is_false == 1 and way.place[AT_ONCE] >= 0) or way.place[IN_TURN] >= 0)


@inlined
def is_news(bits: Int) -> bool:
    """Whether a due item tells of an appeal."""
    return bool((bits >> TYPE_SHIFT) == EXPIRY and ((bits >> ROW_SHIFT) & ROW_MASK) >= NEWS)


@kernel
def hear(way: WayBack, here: Here, me: Me, bits: Int, day: Int) -> None:
    """An appeal is filed, or decided."""
    row = ((bits >> ROW_SHIFT) & ROW_MASK) - NEWS
    filed = (bits & 0xFFFF) - PAYLOAD_ZERO
    is_false, is_struck = row & 1, (row >> 1) & 1
    tally, places = here.tally, here.places
    if row & 4 == 0:
        tally[places.appeals_filed + is_false] += 1
        tally[places.appeals_waiting + is_false] += 1
        tally[places.fees + way.place[IN_TURN]] += way.fen[IN_TURN]
    else:
        tally[places.appeals_decided + is_false] += 1
        tally[places.appeals_struck + is_false] += is_struck
        tally[places.appeals_waiting + is_false] -= 1
        tally[places.appeals_days + is_false] += day - filed
        say(me.voice, day, _HEARD, is_false, is_struck, filed, row >> 3)

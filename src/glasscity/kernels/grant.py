"""Grant: what comes of an attempt that was granted, at once or later."""

from __future__ import annotations

import numpy as np

from glasscity.kernels.act import do
from glasscity.kernels.here import Here, Me
from glasscity.kernels.house import Int, inlined, kernel
from glasscity.kernels.impose import REFUSED, demand_words, try_door
from glasscity.kernels.items import PAYLOAD_ZERO, low_bits, say, schedule
from glasscity.kernels.luck import OBSERVE, philox
from glasscity.kernels.scratch import FACTOR, GROUP, INSTANT, KIND, ORDINAL, SENSOR_WORD
from glasscity.tables.law import (
    ARRIVAL,
    GRANT_BRANCHES,
    GRANT_CEILING,
    GRANT_FIRST,
    GRANT_FLOOR,
    GRANT_LEDGER,
    U8,
    U32,
    Doors,
    Grants,
)
from glasscity.vocabulary.codes import Event

_GRANTED = int(Event.GRANTED)
NOTHING = -1
FACTORS = 64
"""Sensors see what comes of service v under the address of factor FACTORS + v."""
BRANCH_SHIFT, WINDOW_SHIFT, WINDOW_MASK, ORDINAL_MASK = 13, 8, 31, 255
"""A delayed grant is a pending item whose payload holds branch, window (its last five bits) and
ordinal of the attempt."""


@inlined
def branch_of(grants: Grants, here: Here, me: Me, v: Int, ordinal: Int) -> Int:
    """The branch that comes of a granted attempt at the person's present score, or NOTHING."""
    word, _ = demand_words(here, me, ordinal, (v << 4) | 2)
    n = grants.rows[v, GRANT_BRANCHES]
    floor, ceiling = grants.rows[v, GRANT_FLOOR], grants.rows[v, GRANT_CEILING]
    score = np.int64(here.people.score[grants.rows[v, GRANT_LEDGER], me.p])
    score = min(max(score, floor), ceiling)  # netted points may lie beyond
    at = grants.at[v, here.g] + (score - floor) * n
    branch = 0
    while branch < n and grants.below[at + branch] <= word:
        branch += 1
    return branch if branch < n else NOTHING


@inlined
def carry_out(
    grants: Grants,
    is_harmful: U8,
    here: Here,
    me: Me,
    candidates: U32,
    v: Int,
    branch: Int,
    ordinal: Int,
    instant: Int,
    day: Int,
) -> Int:
    """Do the deed of a branch; its place among the candidates, where sensors find it."""
    c = candidates.shape[1] - 1
    factor = FACTORS + v
    kind = grants.kinds[grants.rows[v, GRANT_FIRST] + branch]
    candidates[FACTOR, c] = factor
    candidates[ORDINAL, c] = ordinal
    candidates[KIND, c] = kind
    candidates[INSTANT, c] = instant
    candidates[GROUP, c] = 0
    stream = OBSERVE | np.uint64(ordinal)
    block = np.uint64(factor) << np.uint64(8)
    w0, w1, w2, w3 = philox(me.address, here.clock, stream, block, here.key0, here.key1)
    candidates[SENSOR_WORD, c] = w0
    candidates[SENSOR_WORD + 1, c] = w1
    candidates[SENSOR_WORD + 2, c] = w2
    candidates[SENSOR_WORD + 3, c] = w3
    do(is_harmful, here, me, kind, instant, day)
    return c


@kernel
def ask(
    doors: Doors,
    grants: Grants,
    is_harmful: U8,
    n_eyes: Int,
    here: Here,
    me: Me,
    candidates: U32,
    key: Int,
    luck: Int,
    day: Int,
) -> Int:
    """An attempt, and what comes of it: the place of a deed among the candidates, or NOTHING.

    What has to wait is filed as an arrival behind the ``n_eyes`` rows of sensors.
    """
    v, ordinal, instant = (key >> 8) & 63, key & 255, (key >> 16) & 0xFFFFFFFF
    matters = grants.rows[v, GRANT_LEDGER] >= 0
    wait = try_door(doors, here, me, v, ordinal, luck, matters, day)
    c = np.int64(NOTHING)
    if matters and wait != REFUSED:
        branch = branch_of(grants, here, me, v, ordinal)
        if branch != NOTHING and wait == 0:
            c = carry_out(
                grants, is_harmful, here, me, candidates, v, branch, ordinal, instant, day
            )
        elif branch != NOTHING:
            when = (here.frame.window & WINDOW_MASK) << WINDOW_SHIFT
            payload = ((branch << BRANCH_SHIFT) | when | ordinal) - PAYLOAD_ZERO
            schedule(me.agenda, day + wait, low_bits(ARRIVAL, n_eyes + v, payload))
    return c


@kernel
def come_through(
    grants: Grants,
    is_harmful: U8,
    here: Here,
    me: Me,
    candidates: U32,
    v: Int,
    payload: Int,
    day: Int,
) -> Int:
    """A delayed grant takes effect; the place of its deed among the candidates."""
    window = (payload >> WINDOW_SHIFT) & WINDOW_MASK
    ordinal = 256 * (1 + window) + (payload & ORDINAL_MASK)
    say(me.voice, day, _GRANTED, v, 0, 0, 0)
    branch = payload >> BRANCH_SHIFT
    return carry_out(grants, is_harmful, here, me, candidates, v, branch, ordinal, np.int64(0), day)

"""Appeals are heard when a place settles, as many as there is capacity for (clause 12)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from glasscity.engine.chunk import Chunk
from glasscity.lowering.contest import capacity_of
from glasscity.lowering.plan import Plan
from glasscity.tables.fields import Turn
from glasscity.tables.law import I64, IN_TURN
from glasscity.vocabulary.time import YEAR_DAYS


def _end(plan: Plan, window: int) -> int:
    return plan.calendar.starts[window] + plan.calendar.days[window]


def room_in(plan: Plan, window: int, weight: float) -> float:
    """How many simulated people's appeals can be heard at a window's end."""
    capacity = capacity_of(plan.regime)
    if math.isinf(capacity):
        return capacity
    daily = capacity / (YEAR_DAYS / 12) / weight
    return math.floor(daily * _end(plan, window)) - math.floor(daily * plan.calendar.starts[window])


def last_heard(plan: Plan, chunks: Sequence[Chunk], last: Turn, window: int, weight: float) -> Turn:
    """The turn up to which appeals are heard at a window's end; ``last``: up to which before."""
    if plan.way_back.place[IN_TURN] < 0:
        return last
    turns = np.concatenate([chunk.docket.turns(_end(plan, window)) for chunk in chunks])
    n = int(min(room_in(plan, window, weight), len(turns)))
    if n == 0:
        return last
    turn, person = turns[np.lexsort((turns[:, 1], turns[:, 0]))[n - 1]].tolist()
    return Turn(turn >> 32, turn & 0xFFFFFFFF, person)


def hear(plan: Plan, chunks: Sequence[Chunk], last: Turn, window: int, window_of_day: I64) -> None:
    """At a window's end, send the appeals up to a turn on to their decisions."""
    if plan.way_back.place[IN_TURN] < 0:
        return
    lag, horizon = int(plan.way_back.lag[IN_TURN]), plan.calendar.horizon
    for chunk in chunks:
        chunk.hear(last, lag, _end(plan, window), horizon, window_of_day)

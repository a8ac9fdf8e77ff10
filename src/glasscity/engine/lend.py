"""Fields of one world lent to a person of another: one person treated (SEMANTICS D22)."""

from __future__ import annotations

from dataclasses import replace

from glasscity.engine.attend import visits
from glasscity.engine.settle import opening_fields
from glasscity.lowering.plan import Plan
from glasscity.tables.fields import Fields, Turn
from glasscity.tables.law import IN_TURN

LAST_OF_A_DAY = (1 << 32) - 1
LAST_PERSON = (1 << 62) - 1


def lent(plan: Plan, of: Plan, fields: Fields, window: int, key: tuple[int, int]) -> Fields:
    """What a world ``of`` has settled for a window, as somebody who lives under ``plan`` meets it.

    Parts are told by their names. What that world has not got is as at the opening, since
    nobody in it is treated: no pool, everything reviewed, first beliefs, no queue of appeals.
    """
    own = opening_fields(plan, key)
    pools = {of.source_name(n): rates for n, rates in fields.pool_rate.items()}
    shares = {s.id: share for s, share in zip(of.regime.sensors, fields.review_share, strict=True)}
    known = {of.regime.sensors[place].id: place for place in fields.attention}
    records, visited = {}, visits(own.attention, window, key)
    is_new = bool(plan.regime.instruments) and not of.regime.instruments  # nobody there knows of it
    for place, opening in own.attention.items():
        there = known.get(plan.regime.sensors[place].id, -1)
        is_same = there >= 0 and (
            of.attentive[there].opening.keys() == plan.attentive[place].opening.keys()
        )
        records[place] = fields.attention[there] if is_same else opening
        if is_same:
            visited[place] = fields.visited[there]
    return replace(
        own,
        pool_rate={n: pools.get(plan.source_name(n), zero) for n, zero in own.pool_rate.items()},
        review_share=[shares.get(sensor.id, 1.0) for sensor in plan.regime.sensors],
        beliefs={it: fields.beliefs.get(it, start) for it, start in own.beliefs.items()},
        aware_share=own.aware_share if is_new else fields.aware_share,
        attention=records,
        visited=visited,
        appeals_heard=_heard(plan, of, fields, window),
    )


def _heard(plan: Plan, of: Plan, fields: Fields, window: int) -> Turn:
    """Up to which turn appeals are heard: where nobody else appeals, all that are filed."""
    if of.way_back.place[IN_TURN] >= 0 or plan.way_back.place[IN_TURN] < 0:
        return fields.appeals_heard
    n_windows = len(plan.calendar.days)
    day = plan.calendar.starts[window] if window < n_windows else plan.calendar.horizon
    return Turn(day - 1, LAST_OF_A_DAY, LAST_PERSON)

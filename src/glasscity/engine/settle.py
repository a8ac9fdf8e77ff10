"""Settlement: what people share is worked out once, at a window's end (clauses 8.1, 8.4, 9)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from glasscity.documents.conduct import Kind
from glasscity.documents.levels import rate_in
from glasscity.engine.attend import grown_records, opening_records, visits
from glasscity.evidence import value_in
from glasscity.lowering.observe import Source
from glasscity.lowering.plan import Plan
from glasscity.tables.fields import FieldRow, Fields, Turn
from glasscity.tables.law import I64, IN_TURN
from glasscity.tables.rows import Belief, SensorRow
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, labels_of, look_alike_group
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Register:
    """Simulated people by look-alike group, those enrolled and all, and by populated stratum, in
    order; the weight of each; the key of the run."""

    enrolled: list[int]
    everybody: list[int]
    by_stratum: list[tuple[int, int]]
    weight: float
    key: tuple[int, int]

    def heads(self, source: Source, absentees: float) -> list[float]:
        """The heads by group on which a source's pool falls (clause 9.2)."""
        if not source.is_of_register:
            return [self.weight * people for people in self.everybody]
        everyone = sum(self.enrolled)
        return [
            self.weight * enrolled + absentees * (enrolled / everyone) if everyone else 0.0
            for enrolled in self.enrolled
        ]


def opening_fields(plan: Plan, key: tuple[int, int] = (0, 0)) -> Fields:
    """The fields of window 0: nothing delivered yet, everything reviewed, beliefs as declared."""
    start = plan.regime.awareness.start
    records = opening_records(plan)
    pooled = [n for n, source in enumerate(plan.sources) if source.is_pooled]
    return Fields(
        pool_rate={n: [0.0] * N_LOOK_ALIKE for n in pooled},
        review_share=[1.0] * len(plan.regime.sensors),
        beliefs={
            (response.id, kind): belief.start
            for response in plan.regime.responses
            if (belief := response.place_belief()) is not None
            for kind in response.deeds
        },
        aware_share=[value_in(start, labels_of(g)) for g in range(N_STRATA)],
        attention=records,
        visited=visits(records, 0, key),
    )


def settle(plan: Plan, fields: Fields, tally: I64, window: int, register: Register) -> Fields:
    """The fields of the next window, from this window's tally of shape (strata, columns)."""
    n_days = plan.calendar.days[window]
    spread = plan.regime.awareness.spread.value
    records = grown_records(plan, fields, tally, window, register.weight, register.key)
    return Fields(
        pool_rate=_pools(plan, fields, tally, register),
        review_share=_reviews(plan, tally, register.weight, n_days),
        beliefs=_beliefs(plan, fields, tally, register, n_days),
        aware_share=[
            share + min(1.0, spread * n_days / YEAR_DAYS) * (1.0 - share)
            for share in fields.aware_share
        ],
        attention=records,
        visited=visits(records, window + 1, register.key),
    )


def _by_group(tally: I64, column: int) -> list[int]:
    totals = [0] * N_LOOK_ALIKE
    for g, count in enumerate(tally[:, column].tolist()):
        totals[look_alike_group(g)] += count
    return totals


def pool_of(plan: Plan, fields: Fields, tally: I64, weight: float, source: int) -> list[float]:
    """Records pinned on each group's people by a pooled source (people represented)."""
    pair_place = plan.sources[source].pair
    pair = plan.pairs[pair_place]
    pinned = _by_group(tally, plan.places.pinned + pair_place)
    in_view = tally[:, plan.places.in_view + pair_place]
    kept = 1.0 - fields.review_share[pair.sensor] * pair.law.catches_wrong
    return [
        weight * (pinned[h] + _outsiders(pair.law, in_view * (h == _GROUPS)) * kept)
        for h in range(N_LOOK_ALIKE)
    ]


_GROUPS = np.array([look_alike_group(g) for g in range(N_STRATA)])


def _outsiders(law: SensorRow, in_view: I64) -> float:
    """Outsiders named, before review, for so many deeds in view by stratum (clause 9.1)."""
    named = 0.0
    for chance in np.unique(law.wrong_match).tolist():
        named += law.passers_by * int(in_view[law.wrong_match == chance].sum()) * chance
    return named


def _pools(plan: Plan, fields: Fields, tally: I64, register: Register) -> dict[int, list[float]]:
    rates: dict[int, list[float]] = {}
    for n, source in enumerate(plan.sources):
        if source.is_pooled:
            law = plan.pairs[source.pair].law
            pool = pool_of(plan, fields, tally, register.weight, n)
            rates[n] = _dealt(pool, register.heads(source, law.absentees), law.homophily.tolist())
    return rates


def _dealt(pool: list[float], heads: list[float], homophily: list[float]) -> list[float]:
    """Records per head of each group: those of its own pool, and its part of the others'."""
    everybody = 0.0
    for here in heads:
        everybody += here
    rates = []
    for h, here in enumerate(heads):
        rate = homophily[h] * pool[h] / here if here else 0.0
        for j, there in enumerate(heads):
            if here and j != h:
                rate += (1.0 - homophily[j]) * pool[j] / (everybody - there)
        rates.append(rate)
    return rates


def _reviews(plan: Plan, tally: I64, weight: float, n_days: int) -> list[float]:
    return [
        _review_share(plan, tally, sensor, weight, n_days)
        for sensor in range(len(plan.regime.sensors))
    ]


def _review_share(plan: Plan, tally: I64, sensor: int, weight: float, n_days: int) -> float:
    law = plan.laws[sensor]
    if math.isinf(law.capacity):
        return 1.0
    pairs = [r for r, pair in enumerate(plan.pairs) if pair.sensor == sensor]
    named = sum(int(tally[:, plan.places.hits + r].sum()) for r in pairs)
    in_view = tally[:, [plan.places.in_view + r for r in pairs]].sum(axis=1)
    hits = weight * (named + _outsiders(law, in_view))
    return min(1.0, law.capacity * n_days / (YEAR_DAYS / 12) / hits) if hits > 0.0 else 1.0


def _place_beliefs(plan: Plan) -> dict[str, Belief]:
    """The beliefs about the place by response."""
    found = ((response.id, response.place_belief()) for response in plan.regime.responses)
    return {name: belief for name, belief in found if belief is not None}


def _beliefs(
    plan: Plan, fields: Fields, tally: I64, register: Register, n_days: int
) -> dict[tuple[str, str], float]:
    place = {kind.id: k for k, kind in enumerate(plan.conduct.kinds)}
    of_response, moved = _place_beliefs(plan), {}
    for (response, kind), believed in fields.beliefs.items():
        deeds = int(tally[:, plan.places.deeds + place[kind]].sum())
        seen = int(tally[:, plan.places.seen + place[kind]].sum())
        visible = plan.conduct.kinds[place[kind]].seen_at_most.value
        now = believed
        if of_response[response].follows == "level":
            usual = _usual(plan.conduct.kinds[place[kind]], register, n_days) * visible
            now = deeds / usual if usual > 0.0 else believed
        elif deeds:
            now = seen / deeds * visible
        moved[response, kind] = believed + of_response[response].learning * (now - believed)
    return moved


def _usual(kind: Kind, register: Register, n_days: int) -> float:
    """Expected deeds of a window without any response, unseen ones included."""
    total = 0.0
    for g, people in register.by_stratum:
        total = total + people * rate_in(kind, labels_of(g))
    return total if kind.rate.unit == "per window" else total * n_days / YEAR_DAYS


def rows_of(plan: Plan, fields: Fields, window: int, populated: list[int]) -> list[FieldRow]:
    """The fields as named rows, for saving."""
    rows: list[FieldRow] = []
    for n, rates in fields.pool_rate.items():
        name = plan.source_name(n)
        rows += [(window, "pool_rate", f"{name}/{h}", rate) for h, rate in enumerate(rates)]
    sensors = zip(plan.regime.sensors, plan.laws, fields.review_share, strict=True)
    for sensor, law, share in sensors:
        if math.isfinite(law.capacity):
            rows.append((window, "review_share", sensor.id, share))
    of_response = _place_beliefs(plan)
    for (response, kind), believed in fields.beliefs.items():
        rows.append((window, of_response[response].follows, f"{response}/{kind}", believed))
    rows += [(window, "aware_share", str(g), fields.aware_share[g]) for g in populated]
    if plan.way_back.place[IN_TURN] >= 0:
        heard = fields.appeals_heard._asdict()
        rows += [(window, "appeals_heard", key, float(at)) for key, at in heard.items()]
    for place, records in fields.attention.items():
        name, areas = plan.regime.sensors[place].id, plan.attentive[place].opening
        rows += [
            (window, "attention", f"{name}/{area}", count)
            for area, count in zip(areas, records, strict=True)
        ]
        rows.append((window, "visited", name, float(fields.visited[place])))
    return rows


def fields_of(plan: Plan, saved: Iterable[FieldRow]) -> list[Fields]:
    """The fields of every window, from rows saved by :func:`rows_of`."""
    opening, of_response = opening_fields(plan), _place_beliefs(plan)
    value = {(window, name, key): number for window, name, key, number in saved}
    return [
        Fields(
            pool_rate={
                n: [
                    value[window, "pool_rate", f"{plan.source_name(n)}/{h}"]
                    for h in range(N_LOOK_ALIKE)
                ]
                for n in opening.pool_rate
            },
            review_share=[
                value.get((window, "review_share", sensor.id), 1.0)
                for sensor in plan.regime.sensors
            ],
            beliefs={
                (name, kind): value[window, of_response[name].follows, f"{name}/{kind}"]
                for name, kind in opening.beliefs
            },
            aware_share=[value.get((window, "aware_share", str(g)), 0.0) for g in range(N_STRATA)],
            appeals_heard=Turn(
                *(int(value.get((window, "appeals_heard", key), -1.0)) for key in Turn._fields)
            ),
            attention={
                place: [
                    value[window, "attention", f"{plan.regime.sensors[place].id}/{area}"]
                    for area in law.opening
                ]
                for place, law in plan.attentive.items()
            },
            visited={
                place: int(value[window, "visited", plan.regime.sensors[place].id])
                for place in plan.attentive
            },
        )
        for window in range(len(plan.calendar.days))
    ]

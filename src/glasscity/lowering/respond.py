"""Responses become acceptance thresholds by standing, kind and awareness."""

from __future__ import annotations

import dataclasses
import math
from typing import NamedTuple, get_args

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity
from glasscity.lowering.observe import Pair
from glasscity.lowering.stand import band_at, standings_of
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.responses import Response
from glasscity.tables.law import F64, FIXED, I64, WORK_OUT, Acceptance
from glasscity.tables.rows import CELLS, Chances, Form, Rung

Beliefs = dict[tuple[str, str], float]
"""What people believe about the place, by (response, kind)."""


def first_points(
    regime: Regime, ledger: Ledger, day: int, band: int
) -> dict[str, tuple[float, ...]]:
    """By deed, the first points of the year of each rule that would answer a record on a day.

    A rule straight to another band counts as the width of the present one, ``band``.
    """
    edges = [it.from_.value for it in ledger.bands] + [ledger.ceiling.value + 1.0]
    width = edges[band + 1] - edges[band]
    points: dict[str, tuple[float, ...]] = {}
    done_with: set[str] = set()
    for rule in ledger.rules:
        first, until = rule.in_force.days(regime.clock.start)
        if first <= day < until and rule.on not in done_with:
            moved = rule.steps[0]
            if rule.to is not None:
                target = [it.id for it in ledger.bands].index(rule.to)
                moved = width * ((target > band) - (target < band))
            points[rule.on] = (*points.get(rule.on, ()), moved)
            if rule.exclusive:
                done_with.add(rule.on)
    return points


class Ladder(NamedTuple):
    """The rungs of an instrument in order of its digit of the standing, and the opening one.

    None where people open apart: there the unaware are checked not to respond.
    """

    rungs: list[Rung]
    opening: int | None


def ladder_of(regime: Regime, name: str | None, day: int) -> Ladder:
    """What a response that reads the instrument of a name goes by on a day."""
    if name is None:
        return Ladder([Rung()], 0)
    for ledger in regime.banded:
        if ledger.id == name:
            edges = [b.from_.value for b in ledger.bands] + [ledger.ceiling.value + 1.0]
            last = len(ledger.bands) - 1
            rungs = [
                Rung(
                    band.id,
                    edges[b + 1] - edges[b],
                    b == last,
                    first_points(regime, ledger, day, b),
                )
                for b, band in enumerate(ledger.bands)
            ]
            opening = one_score(ledger.opening)
            return Ladder(rungs, None if opening is None else band_at(ledger, opening))
    return Ladder([Rung(), Rung(name)], 0)


def fade_on(half_life: Quantity | None, day: int) -> float:
    """The part of an effect that habit has left on a day, 1 where it does not fade."""
    return 1.0 if half_life is None else math.exp(-(math.log1p(1.0) * day / half_life.value))


def weakened(multiplier: float, part: float) -> float:
    """A multiplier of which only a part of the effect is left."""
    return 1.0 + part * (multiplier - 1.0)


def multipliers(
    ladder: Ladder, response: Response, kind: str, belief: float, day: int
) -> tuple[list[float], list[float]]:
    """What a response multiplies a kind's rate by, per rung: for the unaware, for the aware."""
    rungs, opening = ladder
    fade = fade_on(response.half_life, day)
    aware = [response.multiplier(kind, rung, belief) for rung in rungs]
    if fade != 1.0:
        aware = [weakened(multiplier, fade) for multiplier in aware]
    part = response.among_unaware()
    if part is None:
        return aware, aware
    unaware = 1.0 if opening is None else weakened(aware[opening], part)
    return [unaware] * len(rungs), aware


def _digits(regime: Regime, name: str | None) -> list[int]:
    """By standing: the rung of an instrument, 0 where none is read."""
    standings = standings_of(regime)
    names = [*(ledger.id for ledger in regime.banded), *(listing.id for listing in regime.lists)]
    return [0] * standings.count if name is None else standings.digits(names.index(name)).tolist()


def evaded(
    regime: Regime, conduct: Conduct, pairs: list[Pair], beliefs: Beliefs, day: int
) -> list[Pair]:
    """The pairs of sensors and kinds, with the views out of which people move their deeds."""
    evading = [response for response in regime.responses if response.evades()]
    if not evading:
        return pairs
    left = []
    for pair in pairs:
        sensor, kind = regime.sensors[pair.sensor].id, conduct.kinds[pair.kind].id
        keep = np.ones(CELLS)
        for response in evading:
            if sensor in response.evades() and kind in response.deeds:
                belief = beliefs.get((response.id, kind), 0.0)
                ladder = ladder_of(regime, response.reads(), day)
                (unaware,), (aware,) = multipliers(ladder, response, kind, belief, day)
                keep = keep * np.array([unaware, unaware, aware, aware])
        seen = pair.chances
        chances = Chances(seen.view * keep, seen.on_self * keep, seen.on_other * keep)
        left.append(dataclasses.replace(pair, chances=chances))
    return left


def own_kinds_of(regime: Regime, conduct: Conduct) -> tuple[int, ...]:
    """The kinds about whose risk people learn from their own deeds, in file order."""
    learnt = {
        kind
        for response in regime.responses
        if response.own_belief() is not None
        for kind in response.deeds
    }
    return tuple(k for k, kind in enumerate(conduct.kinds) if kind.id in learnt)


def _step(
    ladder: Ladder, response: Response, kind: str, seen_at_most: float, belief: float, day: int
) -> tuple[list[float], F64]:
    """One response to a kind, person by person: the row of STEP_*, and (rungs, 2)."""
    own = response.own_belief()
    if own is None:
        per_rung = multipliers(ladder, response, kind, belief, day)
        row = [float(FIXED), *[0.0] * 7]
    else:
        rungs, opening = ladder
        stakes = [response.stake(kind, rung) for rung in rungs]
        per_rung = ([0.0 if opening is None else stakes[opening]] * len(rungs), stakes)
        row = [
            float(get_args(Form).index(own.form)),
            own.start * own.weight,
            own.weight,
            seen_at_most,
            own.largest_fall,
            own.half_risk,
            fade_on(response.half_life, day),
            response.among_unaware() or 0.0,
        ]
    return row, np.array(per_rung).T


def lower_acceptance(
    regime: Regime,
    conduct: Conduct,
    beliefs: Beliefs,
    aware_share: list[float],
    day: int,
    own_kinds: tuple[int, ...] = (),
) -> Acceptance:
    """Acceptance thresholds for a window that starts on ``day``."""
    n_standings = standings_of(regime).count
    below: I64 = np.full((n_standings, len(conduct.kinds), 2), WORK_OUT, dtype=np.int64)
    steps: list[list[float]] = []
    stakes: list[F64] = []
    first = [0]
    reads = {response.reads() for response in regime.responses}
    ladders = {name: ladder_of(regime, name, day) for name in reads}
    digits = {name: _digits(regime, name) for name in reads}
    for k, kind in enumerate(conduct.kinds):
        product = np.ones((n_standings, 2))
        for response in regime.responses:
            if kind.id not in response.answered():
                continue
            belief = beliefs.get((response.id, kind.id), 0.0)
            seen = kind.seen_at_most.value
            name = response.reads()
            step, of_rung = _step(ladders[name], response, kind.id, seen, belief, day)
            stake = of_rung[digits[name]]
            if k in own_kinds:
                steps.append(step)
                stakes.append(stake)
            else:
                product *= stake
        if k not in own_kinds:
            below[:, k, :] = np.floor(product / kind.at_most.value * ONE)
        first.append(len(steps))
    limits = [math.floor(share * 65536) for share in aware_share]
    slots = [own_kinds.index(k) if k in own_kinds else -1 for k in range(len(conduct.kinds))]
    return Acceptance(
        below=below,
        aware_below=np.array(limits, dtype=np.int64),
        own_slot=np.array(slots, dtype=np.int64),
        own_first=np.array(first, dtype=np.int64),
        own_steps=np.array(steps, dtype=np.float64).reshape(len(steps), 8),
        own_stake=np.array(stakes, dtype=np.float64).reshape(len(steps), n_standings, 2),
        at_most=np.array([kind.at_most.value for kind in conduct.kinds], dtype=np.float64),
    )

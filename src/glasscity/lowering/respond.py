"""What responses multiply rates by: rung by rung of what they read, and day by day."""

from __future__ import annotations

import dataclasses
import math
from typing import NamedTuple

import numpy as np

from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity
from glasscity.lowering.observe import Pair
from glasscity.lowering.stand import band_at
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.responses import Response
from glasscity.tables.rows import CELLS, Chances, Rung

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
        moving = [it for it in evading if sensor in it.evades() and kind in it.deeds]
        if not moving:
            left.append(pair)
            continue
        keep = np.ones(CELLS)
        for response in moving:
            belief = beliefs.get((response.id, kind), 0.0)
            ladder = ladder_of(regime, response.reads(), day)
            (unaware,), (aware,) = multipliers(ladder, response, kind, belief, day)
            keep = keep * np.array([unaware, unaware, aware, aware])
        seen = pair.chances
        chances = Chances(seen.view * keep, seen.on_self * keep, seen.on_other * keep)
        left.append(dataclasses.replace(pair, chances=chances))
    return left

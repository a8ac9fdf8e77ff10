"""Responses become acceptance thresholds by standing, kind and awareness."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import get_args

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.lowering.respond import (
    Beliefs,
    Ladder,
    fade_on,
    ladder_of,
    multipliers,
)
from glasscity.lowering.stand import standings_of
from glasscity.mechanisms.responses import Response
from glasscity.tables.law import F64, FIXED, I64, WORK_OUT, Acceptance
from glasscity.tables.rows import Form

Force = tuple[bool, ...]
"""Whether each rule of each ledger is in force."""


def own_kinds_of(regime: Regime, conduct: Conduct) -> tuple[int, ...]:
    """The kinds about whose risk people learn from their own deeds, in file order."""
    learnt = {
        kind
        for response in regime.responses
        if response.own_belief() is not None
        for kind in response.deeds
    }
    return tuple(k for k, kind in enumerate(conduct.kinds) if kind.id in learnt)


@dataclass(frozen=True)
class Answering:
    """Who answers what in a city, and what came of it the last time it was worked out.

    A window in which nothing has changed that a response to a kind goes by takes the kind's
    thresholds as they were.
    """

    regime: Regime
    conduct: Conduct
    own_kinds: tuple[int, ...] = ()
    _ladders: dict[tuple[str | None, Force], Ladder] = field(default_factory=dict)
    _below: dict[int, tuple[object, I64]] = field(default_factory=dict)

    @functools.cached_property
    def responses(self) -> list[list[Response]]:
        """The responses to each kind, in file order."""
        answered = [(it, frozenset(it.answered())) for it in self.regime.responses]
        return [[it for it, kinds in answered if kind.id in kinds] for kind in self.conduct.kinds]

    @functools.cached_property
    def digits(self) -> dict[str | None, list[int]]:
        """By what responses read, and standing: the rung, 0 where nothing is read."""
        regime, standings = self.regime, standings_of(self.regime)
        names = [*(it.id for it in regime.banded), *(it.id for it in regime.lists)]
        found: dict[str | None, list[int]] = {None: [0] * standings.count}
        for response in regime.responses:
            name = response.reads()
            if name is not None:
                found[name] = standings.digits(names.index(name)).tolist()
        return found

    @functools.cached_property
    def _spans(self) -> list[tuple[int, int]]:
        start = self.regime.clock.start
        return [rule.in_force.days(start) for it in self.regime.banded for rule in it.rules]

    def force(self, day: int) -> Force:
        """Which rules are in force on a day."""
        return tuple([first <= day < until for first, until in self._spans])

    def ladder(self, name: str | None, day: int, force: Force) -> Ladder:
        """What a response that reads the instrument of a name goes by on a day."""
        if (name, force) not in self._ladders:
            self._ladders[name, force] = ladder_of(self.regime, name, day)
        return self._ladders[name, force]

    def below(self, k: int, beliefs: Beliefs, day: int, force: Force) -> I64:
        """Thresholds of a kind that is answered alike by all of a standing, shape (S, 2)."""
        kind, responses = self.conduct.kinds[k], self.responses[k]
        believed = [beliefs.get((it.id, kind.id), 0.0) for it in responses]
        fades = any(it.half_life is not None for it in responses)
        basis = (believed, force, day if fades else 0) if responses else ()
        known = self._below.get(k)
        if known is None or known[0] != basis:
            product = np.ones((standings_of(self.regime).count, 2))
            for response, belief in zip(responses, believed, strict=True):
                ladder = self.ladder(response.reads(), day, force)
                per_rung = multipliers(ladder, response, kind.id, belief, day)
                product *= np.array(per_rung).T[self.digits[response.reads()]]
            limits: I64 = np.floor(product / kind.at_most.value * ONE).astype(np.int64)
            known = self._below[k] = basis, limits
        return known[1]


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
    answering: Answering, beliefs: Beliefs, aware_share: list[float], day: int
) -> Acceptance:
    """Acceptance thresholds for a window that starts on ``day``."""
    kinds, own_kinds = answering.conduct.kinds, answering.own_kinds
    n_standings = standings_of(answering.regime).count
    below: I64 = np.full((n_standings, len(kinds), 2), WORK_OUT, dtype=np.int64)
    steps: list[list[float]] = []
    stakes: list[F64] = []
    first = [0]
    force = answering.force(day)
    for k, kind in enumerate(kinds):
        if k not in own_kinds:
            below[:, k, :] = answering.below(k, beliefs, day, force)
            first.append(len(steps))
            continue
        for response in answering.responses[k]:
            name, belief = response.reads(), beliefs.get((response.id, kind.id), 0.0)
            ladder, seen = answering.ladder(name, day, force), kind.seen_at_most.value
            step, of_rung = _step(ladder, response, kind.id, seen, belief, day)
            steps.append(step)
            stakes.append(of_rung[answering.digits[name]])
        first.append(len(steps))
    limits = [math.floor(share * 65536) for share in aware_share]
    slots = [own_kinds.index(k) if k in own_kinds else -1 for k in range(len(kinds))]
    return Acceptance(
        below=below,
        aware_below=np.array(limits, dtype=np.int64),
        own_slot=np.array(slots, dtype=np.int64),
        own_first=np.array(first, dtype=np.int64),
        own_steps=np.array(steps, dtype=np.float64).reshape(len(steps), 8),
        own_stake=np.array(stakes, dtype=np.float64).reshape(len(steps), n_standings, 2),
        at_most=np.array([kind.at_most.value for kind in kinds], dtype=np.float64),
    )

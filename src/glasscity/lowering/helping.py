"""A helping game as numbers, and the empty state of a group that plays it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.helping import Helping, Norm, Private, Reputation
from glasscity.tables.helping import HelpingLaw, HelpingState
from glasscity.tables.law import I64

VERDICTS: dict[Norm, tuple[int, int, int, int]] = {
    "stern judging": (1, 0, 0, 1),
    "simple standing": (1, 0, 1, 1),
    "scoring": (0, 0, 1, 1),
    "shunning": (0, 0, 0, 1),
}
"""Whether it is good: a refusal to the bad, to the good; a gift to the bad, to the good."""

GIVES = ((1, 1), (0, 0), (0, 1))
"""To the bad and the good: people who always give, who never do, and who discriminate."""
TURNS = ((0, 2), (1, 2), (0, 1))
"""What a mutant becomes, at a fair coin. For the first two, half stay: the way that gives to the
bad alone is not played."""


def needed(threshold_share: float, members: int) -> int:
    """How many are strictly more than a share of the members; the share as it is written."""
    return math.floor(Fraction(repr(threshold_share)) * members) + 1


def copying(strength: float, most: int, n: int) -> I64:
    """Thresholds of copying for differences of payoff from -most to most, in points over n.

    ``floor(e^min(x, 0) / (1 + e^-|x|) * 2^32)`` with x = strength * difference / n.
    """
    gains = [strength * difference / n for difference in range(-most, most + 1)]
    chances = [math.exp(min(x, 0.0)) / (1.0 + math.exp(-abs(x))) for x in gains]
    return np.array([math.floor(p * ONE) for p in chances], dtype=np.int64)


def _keeping(kept: Reputation) -> tuple[int, int, int, int]:
    """Own opinions or a shared row, who look for a row, how many must say good, and empathy."""
    if isinstance(kept, Private):
        return 1, 1, 1, threshold(kept.empathy.value)
    members = int(kept.members.value)
    return 0, members, needed(kept.threshold.value, members), 0


def lower_helping(game: Helping) -> HelpingLaw:
    """The law of a helping game. Without imitation all discriminate, and nobody copies."""
    n = int(game.people.value)
    benefit, cost = int(game.gift.benefit.value), int(game.gift.cost.value)
    offset = n * (benefit + cost)
    own, judges, need, empathy = _keeping(game.reputation)
    ways = game.imitation
    starts = (ONE // 3, 2 * ONE // 3) if ways else (0, 0)
    nobody = np.zeros(2 * offset + 1, dtype=np.int64)
    return HelpingLaw(
        n=n,
        benefit=benefit,
        cost=cost,
        fails=threshold(game.gift.fails.value),
        misjudged=threshold(game.misjudged.value),
        empathy=empathy,
        own=own,
        judges=judges,
        needed=need,
        mutation=threshold(ways.mutation.value) if ways else 0,
        offset=offset,
        starts=np.array(starts, dtype=np.int64),
        gives=np.array(GIVES, dtype=np.uint8),
        verdicts=np.array(VERDICTS[game.norm], dtype=np.uint8),
        turns=np.array(TURNS, dtype=np.int64),
        adopts=copying(ways.strength.value, offset, n) if ways else nobody,
    )


def empty_state(law: HelpingLaw) -> HelpingState:
    """Room for a group of the law's size."""
    n, rows = law.n, law.n if law.own else 1
    return HelpingState(
        strategy=np.zeros(n, dtype=np.int64),
        opinion=np.zeros((rows, n), dtype=np.uint8),
        fresh=np.zeros((rows, n), dtype=np.uint8),
        acts=np.zeros((n, n), dtype=np.uint8),
        given=np.zeros(n, dtype=np.int64),
        received=np.zeros(n, dtype=np.int64),
        words=np.zeros((n + 3) // 4 * 4, dtype=np.uint32),
        seen=np.zeros(n, dtype=np.int64),
        flipped=np.zeros(n, dtype=np.uint8),
        eyes=np.zeros(n, dtype=np.int64),
        votes=np.zeros(n, dtype=np.int64),
    )

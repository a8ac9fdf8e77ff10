"""Scorecards become tables: a float for every score that a factor can read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.evidence import value_in
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.scorecard import Factor, Scorecard
from glasscity.tables.rows import F64
from glasscity.vocabulary.strata import N_STRATA, labels_of


@dataclass(frozen=True)
class Reading:
    """A factor: the points for each score of ledger ``place``, from its ``floor`` on."""

    place: int
    floor: int
    points: F64


@dataclass(frozen=True)
class Card:
    """A scorecard whose score is that of ledger ``place``, in ``[floor, ceiling]``.

    ``base`` is by stratum. ``ties``: place among the population's ties, -1 without friends.
    """

    place: int
    floor: int
    ceiling: int
    base: F64
    factors: tuple[Reading, ...]
    ties: int = -1
    share: float = 0.0
    is_sum: bool = False
    is_recursive: bool = False


def points_at(factor: Factor, score: int) -> float:
    """What a factor makes of a score."""
    value = float(score)
    if factor.steps:
        reached = [step.points.value for step in factor.steps if step.from_.value <= score]
        value = reached[-1] if reached else 0.0
    return value * factor.weight.value


def _reading(factor: Factor, ledgers: dict[str, tuple[int, Ledger]]) -> Reading:
    place, ledger = ledgers[factor.reads]
    floor, ceiling = int(ledger.floor.value), int(ledger.ceiling.value)
    points = [points_at(factor, score) for score in range(floor, ceiling + 1)]
    return Reading(place, floor, np.array(points, dtype=np.float64))


def lower_cards(regime: Regime, population: Population) -> tuple[Card, ...]:
    """The scorecards of a regime, in file order."""
    ledgers = {ledger.id: (k, ledger) for k, ledger in enumerate(regime.banded)}
    ties = [tie.id for tie in population.ties]
    cards = []
    for card in regime.instruments:
        if not isinstance(card, Scorecard):
            continue
        friends = card.friends
        cards.append(
            Card(
                place=ledgers[card.id][0],
                floor=int(card.floor.value),
                ceiling=int(card.ceiling.value),
                base=np.array([value_in(card.base, labels_of(g)) for g in range(N_STRATA)]),
                factors=tuple(_reading(factor, ledgers) for factor in card.factors),
                ties=ties.index(friends.ties) if friends else -1,
                share=friends.share.value if friends else 0.0,
                is_sum=friends is not None and friends.combine == "sum",
                is_recursive=friends is not None and friends.reads == "recursive",
            )
        )
    return tuple(cards)

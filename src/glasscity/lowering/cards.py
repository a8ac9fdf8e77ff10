"""Scorecards become tables: a float for every score that a factor can read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.tables.rows import F64, CardRow, FactorRow


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


def _reading(factor: FactorRow, ledgers: dict[str, tuple[int, Ledger]]) -> Reading:
    place, ledger = ledgers[factor.reads]
    floor, ceiling = int(ledger.floor.value), int(ledger.ceiling.value)
    points = [factor.points_at(score) for score in range(floor, ceiling + 1)]
    return Reading(place, floor, np.array(points, dtype=np.float64))


def lower_cards(regime: Regime, population: Population) -> tuple[Card, ...]:
    """The scorecards of a regime, in file order."""
    ledgers = {ledger.id: (k, ledger) for k, ledger in enumerate(regime.banded)}
    ties = [tie.id for tie in population.ties]
    cards = []
    for instrument in regime.instruments:
        law = instrument.settled()
        if not isinstance(law, CardRow):
            continue
        place, row = ledgers[instrument.id]
        friends = law.friends
        cards.append(
            Card(
                place=place,
                floor=int(row.floor.value),
                ceiling=int(row.ceiling.value),
                base=law.base,
                factors=tuple(_reading(factor, ledgers) for factor in law.factors),
                ties=ties.index(friends.ties) if friends else -1,
                share=friends.share if friends else 0.0,
                is_sum=friends is not None and friends.is_sum,
                is_recursive=friends is not None and friends.is_recursive,
            )
        )
    return tuple(cards)

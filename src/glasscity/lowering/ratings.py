"""Ratings become numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.regime import Regime
from glasscity.evidence import value_in
from glasscity.mechanisms.instruments.rating import Rating
from glasscity.tables.law import I64
from glasscity.tables.rows import F64
from glasscity.vocabulary.strata import N_STRATA, labels_of, levels_of


@dataclass(frozen=True)
class Marks:
    """A rating whose average is the score of ledger ``place``.

    ``quality`` and ``level`` (of the dimension of the bias) are by stratum; ``number`` counts
    the regime's ratings.
    """

    place: int
    number: int
    floor: int
    ceiling: int
    quality: F64
    level: I64
    bias: float
    careless_below: int
    memory: float


def lower_ratings(regime: Regime) -> tuple[Marks, ...]:
    """The ratings of a regime, in file order."""
    places = {ledger.id: k for k, ledger in enumerate(regime.banded)}
    ratings = [it for it in regime.instruments if isinstance(it, Rating)]
    return tuple(
        Marks(
            place=places[rating.id],
            number=number,
            floor=int(rating.floor.value),
            ceiling=int(rating.ceiling.value),
            quality=np.array([value_in(rating.quality, labels_of(g)) for g in range(N_STRATA)]),
            level=np.array(
                [levels_of(g)[rating.bias.by] if rating.bias else 0 for g in range(N_STRATA)],
                dtype=np.int64,
            ),
            bias=rating.bias.points.value if rating.bias else 0.0,
            careless_below=threshold(rating.careless.value),
            memory=rating.memory.value,
        )
        for number, rating in enumerate(ratings)
    )

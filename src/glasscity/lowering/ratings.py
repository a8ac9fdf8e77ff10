"""Ratings become numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.regime import Regime
from glasscity.tables.law import I64
from glasscity.tables.rows import F64, RatingRow
from glasscity.vocabulary.strata import N_STRATA, levels_of


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
    places = {ledger.id: (k, ledger) for k, ledger in enumerate(regime.banded)}
    found: list[Marks] = []
    for instrument in regime.instruments:
        law = instrument.settled()
        if not isinstance(law, RatingRow):
            continue
        place, row = places[instrument.id]
        levels = [levels_of(g)[law.by] if law.by else 0 for g in range(N_STRATA)]
        found.append(
            Marks(
                place=place,
                number=len(found),
                floor=int(row.floor.value),
                ceiling=int(row.ceiling.value),
                quality=law.quality,
                level=np.array(levels, dtype=np.int64),
                bias=law.bias,
                careless_below=threshold(law.careless),
                memory=law.memory,
            )
        )
    return tuple(found)

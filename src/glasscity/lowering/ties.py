"""Ties become numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.population import Population
from glasscity.tables.law import I64
from glasscity.vocabulary.strata import N_STRATA, levels_of


@dataclass(frozen=True)
class Tie:
    """``group`` is by stratum; ``own_below`` the threshold of looking among one's own."""

    degree: int
    own_below: int
    group: I64


def lower_ties(population: Population) -> tuple[Tie, ...]:
    """The ties of a population, in file order."""
    return tuple(
        Tie(
            int(ties.degree.value),
            threshold(ties.homophily.value),
            np.array([levels_of(g)[ties.by] for g in range(N_STRATA)], dtype=np.int64),
        )
        for ties in population.ties
    )

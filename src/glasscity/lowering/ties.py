"""Ties become numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.population import Population, Ties
from glasscity.evidence import value_in
from glasscity.tables.law import I64
from glasscity.vocabulary.strata import N_STRATA, labels_of, levels_of


@dataclass(frozen=True)
class Tie:
    """``group`` is by stratum; ``own_below`` the threshold of looking among one's own.

    ``looks_below``, by stratum, is that of looking at all. ``side``, by stratum: 0 and 1 are tied
    to one another only, who is on NO_SIDE to nobody; all are ANY_SIDE where there are none.
    """

    degree: int
    own_below: int
    group: I64
    looks_below: I64
    side: I64


ANY_SIDE, NO_SIDE = 2, 3


def lower_ties(population: Population) -> tuple[Tie, ...]:
    """The ties of a population, in file order."""
    return tuple(
        Tie(
            int(ties.degree.value),
            threshold(ties.homophily.value),
            np.array([levels_of(g)[ties.by] for g in range(N_STRATA)], dtype=np.int64),
            np.array([_looks_below(ties, g) for g in range(N_STRATA)], dtype=np.int64),
            np.array([_side(ties, g) for g in range(N_STRATA)], dtype=np.int64),
        )
        for ties in population.ties
    )


def _looks_below(ties: Ties, g: int) -> int:
    return ONE if ties.looks is None else threshold(value_in(ties.looks, labels_of(g)))


def _side(ties: Ties, g: int) -> int:
    if ties.between is None:
        return ANY_SIDE
    level = labels_of(g)[ties.between.by]
    sides = (ties.between.one, ties.between.other)
    return next((side for side, levels in enumerate(sides) if level in levels), NO_SIDE)

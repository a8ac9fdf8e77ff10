"""Children become thresholds, and what is tried for them rows."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population, shares_of
from glasscity.documents.regime import Regime
from glasscity.tables.law import I64, U32
from glasscity.vocabulary.strata import N_STRATA

MOST = 3
NUMBERS = np.array([*range(1, MOST + 1), 0], dtype=np.int64)
"""Numbers of children in the order of their thresholds: none is what is left."""


def lower_children(population: Population) -> I64 | None:
    """Cumulative thresholds of NUMBERS by stratum, shape (G, MOST + 1); None without children."""
    if population.children is None:
        return None
    upto = np.full((N_STRATA, MOST + 1), ONE, dtype=np.int64)
    for g in range(N_STRATA):
        share = 0.0
        for n, more in enumerate(shares_of(population.children, g)):
            share = share + more
            upto[g, n] = threshold(min(1.0, share))
    return upto


def bearing_on_children(regime: Regime, conduct: Conduct) -> list[int]:
    """Places of the consequences on what is tried for children, in file order."""
    tried = {service.id for service in conduct.services if service.each == "child"}
    return [c for c, row in enumerate(regime.consequences) if row.service in tried]


def numbers_of(upto: I64, words: U32) -> I64:
    """The number of children of people with these thresholds (n, MOST + 1) and words (n)."""
    return np.asarray(NUMBERS[(upto <= words.astype(np.int64)[:, None]).sum(axis=1)])

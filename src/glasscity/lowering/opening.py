"""Opening scores become thresholds, for the ledgers whose people do not all open alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.regime import Regime
from glasscity.mechanisms.instruments.opening import Opening, one_score, scores_in
from glasscity.tables.law import I64
from glasscity.vocabulary.strata import N_STRATA, labels_of


@dataclass(frozen=True)
class Openings:
    """By stratum: the opening scores of ledger ``place``, and their cumulative thresholds."""

    place: int
    scores: tuple[I64, ...]
    upto: tuple[I64, ...]


def _upto(shares: list[float]) -> I64:
    """Thresholds of cumulative shares; the last is certain."""
    total, limits = 0.0, []
    for share in shares:
        total = total + share
        limits.append(threshold(min(total, 1.0)))
    return np.array([*limits[:-1], ONE], dtype=np.int64)


def _openings(place: int, opening: Opening) -> Openings:
    scores, upto = [], []
    for g in range(N_STRATA):
        parts = [it for it in scores_in(opening, labels_of(g)) if it[1] > 0.0]
        scores.append(np.array([score for score, _ in parts], dtype=np.int64))
        upto.append(_upto([share for _, share in parts]))
    return Openings(place, tuple(scores), tuple(upto))


def lower_openings(regime: Regime) -> tuple[Openings, ...]:
    """The openings to be drawn; where everyone opens at one score there is nothing to draw."""
    return tuple(
        _openings(place, ledger.opening)
        for place, ledger in enumerate(regime.banded)
        if one_score(ledger.opening) is None
    )


def newcomers_openings(regime: Regime) -> tuple[Openings, ...]:
    """Where newcomers open in each ledger."""
    return tuple(
        _openings(place, ledger.newcomers or ledger.opening)
        for place, ledger in enumerate(regime.banded)
    )

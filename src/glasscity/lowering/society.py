"""What people do to one another becomes rows, and what comes of it deliveries."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.evidence import Quantity, Varied, value_in
from glasscity.lowering.impose import standings_named
from glasscity.lowering.stand import standings_of
from glasscity.tables.law import I64, Meetings
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Delivery:
    """A record that settlement sends to people.

    It tells of a deed of ``kind``; what came of an encounter is known to all yardsticks.
    """

    kind: int
    is_false: bool = False
    is_known_to_all: bool = True


def deliveries_of(regime: Regime, conduct: Conduct) -> list[Delivery]:
    """All deliveries: of each encounter, then of each investigation, then of each spread.

    For a failed try, then for a refusal; for a right finding, then for a wrong one.
    """
    place = {kind.id: k for k, kind in enumerate(conduct.kinds)}
    met = [
        Delivery(place[kind])
        for encounter in regime.encounters
        for kind in (encounter.row().failed_as, encounter.row().refused_as)
        if kind is not None
    ]
    found = [
        Delivery(place[kind], is_false, is_known_to_all=False)
        for law in (investigation.row() for investigation in regime.investigations)
        for kind, is_false in ((law.found_as, False), (law.accused_as, True))
        if kind is not None
    ]
    passed = [Delivery(place[spread.as_], is_known_to_all=False) for spread in regime.spreads]
    return met + found + passed


def lower_meetings(regime: Regime) -> Meetings:
    """Tables of the encounters."""
    n = len(regime.encounters)
    shuns = np.zeros((n, standings_of(regime).count), dtype=np.uint8)
    rows = np.full((n, 3), -1, dtype=np.int64)
    sent = 0
    for m, encounter in enumerate(regime.encounters):
        law = encounter.row()
        if encounter.shuns is not None:
            shuns[m] = standings_named(regime, encounter.shuns)
        rows[m, 0] = threshold(law.fails)
        for column, kind in enumerate((law.failed_as, law.refused_as)):
            if kind is not None:
                rows[m, 1 + column] = sent
                sent += 1
    return Meetings(shuns, rows)


def going_below(going: Quantity | Varied[Quantity] | None, n_days: int) -> I64:
    """Threshold of going at the start of a window of ``n_days``, by stratum."""
    below = np.zeros(N_STRATA, dtype=np.int64)
    if going is not None:
        for g in range(N_STRATA):
            below[g] = threshold(_chance(going, g, n_days))
    return below


def _chance(going: Quantity | Varied[Quantity], g: int, n_days: int) -> float:
    """The chance of going before a window; what is per person-year is thinned exactly."""
    unit = going.unit if isinstance(going, Quantity) else going.levels[labels_of(g)[going.by]].unit
    value = value_in(going, labels_of(g))
    return value if unit == "per window" else -math.expm1(-value * n_days / YEAR_DAYS)

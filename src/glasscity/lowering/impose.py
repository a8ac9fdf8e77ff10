"""Consequences become doors: what each standing meets at each service."""

from __future__ import annotations

import numpy as np

from glasscity.chance import poisson_thresholds
from glasscity.documents.conduct import Conduct
from glasscity.documents.levels import rate_in
from glasscity.documents.regime import Regime
from glasscity.lowering.stand import standings_of
from glasscity.mechanisms.consequences import Consequence
from glasscity.tables.law import U8, Doors
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS


def meets(regime: Regime, consequence: Consequence) -> U8:
    """Whether a consequence names each standing, shape (S)."""
    ledgers, lists = regime.banded, regime.lists
    standings = standings_of(regime)
    when = consequence.when
    names = [ledger.id for ledger in ledgers] + [listing.id for listing in lists]
    place = names.index(when.instrument)
    if place < len(ledgers):
        wanted = {b for b, band in enumerate(ledgers[place].bands) if band.id in (when.bands or ())}
    else:
        wanted = {1}
    return np.isin(standings.digits(place), list(wanted)).astype(np.uint8)


def lower_doors(regime: Regime, conduct: Conduct, n_days: int) -> Doors:
    """Tables of consequences for a window of ``n_days``."""
    n_standings = standings_of(regime).count
    service_place = {service.id: v for v, service in enumerate(conduct.services)}
    order = sorted(
        range(len(regime.consequences)),
        key=lambda c: (service_place[regime.consequences[c].service], c),
    )
    rows = [regime.consequences[c] for c in order]
    services = np.array([service_place[row.service] for row in rows], dtype=np.int64)
    applies = np.zeros((len(rows), n_standings), dtype=np.uint8)
    for c, row in enumerate(rows):
        applies[c] = meets(regime, row)
    needs_service = np.zeros((len(conduct.services), n_standings), dtype=np.uint8)
    for c, v in enumerate(services.tolist()):
        needs_service[v] |= applies[c]
    rates = [
        rate_in(service, labels_of(g)) * n_days / YEAR_DAYS
        for g in range(N_STRATA)
        for service in conduct.services
    ]
    first = [int(np.sum(services < v)) for v in range(len(conduct.services) + 1)]
    return Doors(
        needs=np.asarray(needs_service.any(axis=0), dtype=np.uint8),
        needs_service=needs_service,
        count_rows=poisson_thresholds(rates).reshape(N_STRATA, len(conduct.services), -1)
        if rates
        else np.zeros((N_STRATA, 0, 1), dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        rows=np.array(
            [(c, *_row(row, regime)) for c, row in zip(order, rows, strict=True)], dtype=np.int64
        ).reshape(len(rows), 5),
        applies=applies,
    )


def _row(row: Consequence, regime: Regime) -> tuple[int, int, int, int]:
    """Whether it bars, amount in fen, first day in force, first day no longer."""
    door = row.row()
    return (int(door.is_bar), door.fen, *row.in_force.days(regime.clock.start))

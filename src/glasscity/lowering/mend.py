"""Ways to put a standing right become attempts and what they do."""

from __future__ import annotations

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.regime import Regime
from glasscity.lowering.impose import count_rows_of, standings_named
from glasscity.lowering.stand import COLUMNS, standings_of
from glasscity.mechanisms.recourse.mending import Mending
from glasscity.tables.law import Mends
from glasscity.vocabulary.strata import N_STRATA, labels_of


def mendings_of(regime: Regime) -> list[tuple[int, Mending]]:
    """The ways that put a standing right, with their places among all ways back."""
    found = ((place, way.mending()) for place, way in enumerate(regime.recourse))
    return [(place, law) for place, law in found if law is not None]


def mending_slots(regime: Regime) -> int:
    """How many of them count what succeeds in a calendar year."""
    return sum(law.at_most is not None for _, law in mendings_of(regime))


def lower_mends(regime: Regime, n_days: int, first_slot: int) -> Mends:
    """Tables for a window of ``n_days``; counters of successes from ``first_slot``."""
    laws = mendings_of(regime)
    rows = []
    names = np.zeros((len(laws), standings_of(regime).count), dtype=np.uint8)
    bears_on = np.ones((len(laws), N_STRATA), dtype=np.uint8)
    for n, (place, law) in enumerate(laws):
        names[n] = standings_named(regime, law.when)
        if law.whom is not None:
            bears_on[n] = [law.whom.holds(labels_of(g)) for g in range(N_STRATA)]
        slot = -1
        if law.at_most is not None:
            slot, first_slot = first_slot, first_slot + 1
        rows.append(
            (
                place,
                *law.in_force.days(regime.clock.start),
                threshold(law.success),
                _row_of(regime, law),
                law.points or 0,
                slot,
                law.at_most or 0,
                law.fen,
                law.hours,
            )
        )
    return Mends(
        needs=np.asarray(names.any(axis=0), dtype=np.uint8),
        count_rows=count_rows_of([(law.rate, law.by, 1) for _, law in laws], n_days),
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), 10),
        names=names,
        bears_on=bears_on,
    )


def _row_of(regime: Regime, law: Mending) -> int:
    """The ledger row, or behind all of them the list, that an attempt puts right."""
    ledgers = [ledger.id for ledger in regime.banded]
    if law.when.instrument in ledgers:
        return COLUMNS * ledgers.index(law.when.instrument)
    lists = [listing.id for listing in regime.lists]
    return COLUMNS * len(ledgers) + lists.index(law.when.instrument)

"""Consequences become doors: what each standing meets at each service."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.evidence import Multipliers, Quantity
from glasscity.lowering.children import MOST
from glasscity.lowering.counts import by_cell, counts_of
from glasscity.lowering.discourage import discouraged, lower_discouragement
from glasscity.lowering.stand import standings_of
from glasscity.lowering.tempt import first_threshold
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.standing import When
from glasscity.tables.law import I64, U8, Doors, Shown
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS


def standings_named(regime: Regime, when: When) -> U8:
    """Whether a document's ``when`` names each standing, shape (S)."""
    standings = standings_of(regime)
    names = [ledger.id for ledger in regime.banded] + [listing.id for listing in regime.lists]
    places = {name: place for place, name in enumerate(names)}
    (instrument,) = (it for it in regime.instruments if it.id == when.instrument)
    met = np.zeros(standings.count, dtype=np.uint8)
    for ledger in instrument.ledger_rows():
        wanted = [b for b, band in enumerate(ledger.bands) if band.id in (when.bands or ())]
        met |= np.isin(standings.digits(places[ledger.id]), wanted)
    for listing in when.lists(instrument.list_rows()):
        met |= standings.digits(places[listing.id]) == 1
    return met


def limits_of(regime: Regime) -> list[int]:
    """Places of the consequences that count what they grant, in file order."""
    return [c for c, each in enumerate(regime.consequences) if each.row().allowed is not None]


def door_slots(regime: Regime, conduct: Conduct) -> int:
    """How many counters doors have: of what limits grant, and of refusals that discourage."""
    return len(limits_of(regime)) + len(discouraged(regime, conduct))


def lower_doors(regime: Regime, conduct: Conduct, n_days: int, first_slot: int) -> Doors:
    """Tables of consequences for a window of ``n_days``; counters of limits from ``first_slot``."""
    n_standings, n_services = standings_of(regime).count, len(conduct.services)
    service_place = {service.id: v for v, service in enumerate(conduct.services)}
    order = sorted(
        (service_place[row.service], c)
        for c, row in enumerate(regime.consequences)
        if row.service is not None
    )
    slots = {c: first_slot + n for n, c in enumerate(limits_of(regime))}
    services = np.array([v for v, _ in order], dtype=np.int64)
    places = [c for _, c in order]
    applies, bears_on = who_meets(regime, places)
    named = np.zeros((n_services, n_standings), dtype=np.uint8)
    for n, v in enumerate(services.tolist()):
        named[v] |= applies[n]
    of_all = sorted({service_place[grant.service] for grant in regime.outcomes})
    needs_service = named.copy()
    needs_service[of_all] = 1
    named[of_all] = 0
    per_child = [it for it in conduct.services if it.each == "child"]
    often = [(it.rate, it.by, 1) for it in conduct.services]
    often += [(it.rate, it.by, n) for it in per_child for n in range(1, MOST + 1)]
    count_rows = count_rows_of(often, n_days)
    first_of = {it.id: n_services + MOST * n for n, it in enumerate(per_child)}
    rows = [_row(regime.consequences[c], c, slots.get(c, -1), regime) for c in places]
    return Doors(
        needs=np.asarray(needs_service.any(axis=0), dtype=np.uint8),
        wakes=np.asarray(named.any(axis=0), dtype=np.uint8),
        needs_service=needs_service,
        of_all=np.array(of_all, dtype=np.int64),
        count_from=first_threshold(count_rows),
        count_rows=count_rows,
        first=np.searchsorted(services, np.arange(n_services + 1)).astype(np.int64),
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), 10),
        applies=applies,
        bears_on=bears_on,
        of_children=np.array([first_of.get(it.id, -1) for it in conduct.services], dtype=np.int64),
        dismay=lower_discouragement(regime, conduct, first_slot + len(slots)),
    )


def lower_shown(regime: Regime) -> Shown:
    """Tables of what is shown in public: consequences that need no service."""
    places = [c for c, row in enumerate(regime.consequences) if row.service is None]
    names, bears_on = who_meets(regime, places)
    start = regime.clock.start
    rows = [(c, *regime.consequences[c].in_force.days(start)) for c in places]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
    return Shown(rows=table, names=names, bears_on=bears_on)


def who_meets(regime: Regime, places: Sequence[int]) -> tuple[U8, U8]:
    """The standings (C, S) and strata (C, G) on which each of these consequences bears."""
    applies = np.zeros((len(places), standings_of(regime).count), dtype=np.uint8)
    bears_on = np.ones((len(places), N_STRATA), dtype=np.uint8)
    for n, c in enumerate(places):
        row = regime.consequences[c]
        applies[n] = standings_named(regime, row.when)
        if row.whom is not None:
            bears_on[n] = [row.whom.holds(labels_of(g)) for g in range(N_STRATA)]
    return applies, bears_on


Frequency = tuple[Quantity, tuple[Multipliers, ...], int]
"""A rate, or a chance per window, what it is multiplied by, and for how many it is."""


def count_rows_of(frequencies: Sequence[Frequency], n_days: int) -> I64:
    """Inverse-CDF rows of how often each happens in a window, shape (G, V, width)."""
    parts: list[tuple[I64, I64]] = []
    for rate, by, n in frequencies:
        values, of = by_cell(rate.value, by)
        means = [mean * n for mean in values]
        if rate.unit == "per window":
            rows = np.array([[ONE - threshold(mean)] for mean in means], dtype=np.int64)
        else:
            rows = counts_of(tuple([mean * n_days / YEAR_DAYS for mean in means]))
        parts.append((rows, of))
    width = max((rows.shape[1] for rows, _ in parts), default=1)
    table = np.full((N_STRATA, len(parts), width), ONE, dtype=np.int64)
    for v, (rows, of) in enumerate(parts):
        table[:, v, : rows.shape[1]] = rows[of]
    return table


def _row(row: Consequence, place: int, slot: int, regime: Regime) -> tuple[int, ...]:
    """A row in the order of the DOOR_* columns."""
    door = row.row()
    return (
        place,
        int(door.is_bar),
        door.fen,
        *row.in_force.days(regime.clock.start),
        ONE if row.chance is None else threshold(row.chance.value),
        door.days,
        door.allowed or 0,
        slot,
        int(door.per == "window"),
    )

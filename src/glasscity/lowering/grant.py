"""What comes of granted attempts becomes cumulative chances by score."""

from __future__ import annotations

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.evidence import Varied, ladder_in
from glasscity.lowering.stand import COLUMNS
from glasscity.mechanisms.grant import Grant
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.tables.law import I64, Grants
from glasscity.vocabulary.strata import N_STRATA, labels_of

NOTHING = (-1, 0, 0, 0, 0)
"""The row of a service that nothing comes of, in the order of the GRANT_* columns."""


def lower_grants(regime: Regime, conduct: Conduct) -> Grants:
    """The tables of what comes of granted attempts, for all services."""
    place = {kind.id: k for k, kind in enumerate(conduct.kinds)}
    ledgers = {ledger.id: (n, ledger) for n, ledger in enumerate(regime.banded)}
    of_service = {grant.service: grant for grant in regime.outcomes}
    rows: list[tuple[int, ...]] = []
    starts: list[list[int]] = []
    cells: list[I64] = [np.zeros(0, dtype=np.int64)]
    kinds: list[int] = []
    for service in conduct.services:
        grant = of_service.get(service.id)
        if grant is None:
            rows.append(NOTHING)
            starts.append([0] * N_STRATA)
            continue
        number, ledger = ledgers[grant.ledger]
        bounds = (int(ledger.floor.value), int(ledger.ceiling.value))
        rows.append((COLUMNS * number, *bounds, len(kinds), len(grant.deeds)))
        kinds += [place[branch.deed] for branch in grant.deeds]
        starts.append(_add_cells(grant, ledger, cells))
    return Grants(
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), 5),
        at=np.array(starts, dtype=np.int64).reshape(len(rows), N_STRATA),
        below=np.concatenate(cells),
        kinds=np.array(kinds, dtype=np.int64),
    )


def _add_cells(grant: Grant, ledger: Ledger, cells: list[I64]) -> list[int]:
    """Add the cells of every different stratum; where each stratum's start."""
    dimensions = {b.chances.by for b in grant.deeds if isinstance(b.chances, Varied)}
    known: dict[tuple[str, ...], int] = {}
    starts = []
    for g in range(N_STRATA):
        labels = labels_of(g)
        levels = tuple(labels[name] for name in sorted(dimensions))
        if levels not in known:
            known[levels] = sum(part.size for part in cells)
            cells.append(_cells_in(grant, ledger, labels))
        starts.append(known[levels])
    return starts


def _cells_in(grant: Grant, ledger: Ledger, labels: dict[str, str]) -> I64:
    """Cumulative thresholds in a stratum, score by score from the floor, flat."""
    low, high = int(ledger.floor.value), int(ledger.ceiling.value)
    total = np.zeros(high - low + 1)
    columns = []
    for branch in grant.deeds:
        if branch.chances is None:
            columns.append(np.full(total.size, ONE, dtype=np.int64))
            continue
        steps = ladder_in(branch.chances, labels)
        first = [int(step.from_.value) for step in steps]
        chances = np.array([step.chance.value for step in steps])
        total = total + chances[np.searchsorted(first, np.arange(low, high + 1), "right") - 1]
        columns.append(np.floor(np.minimum(total, 1.0) * ONE).astype(np.int64))
    return np.stack(columns, axis=1).ravel()

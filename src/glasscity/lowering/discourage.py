"""Services that people stop trying for become rows."""

from __future__ import annotations

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.tables.law import I64


def discouraged(regime: Regime, conduct: Conduct) -> dict[int, float]:
    """By place of a service, in file order: the share of attempts that is still made."""
    left: dict[int, float] = {}
    for v, service in enumerate(conduct.services):
        for response in regime.responses:
            names, fall = response.discourages()
            if service.id in names:
                left[v] = left.get(v, 1.0) * (1.0 - fall)
    return left


def lower_discouragement(regime: Regime, conduct: Conduct, first_slot: int) -> I64:
    """Rows of DISMAY_* by service; counters of refusals from ``first_slot`` on."""
    rows = np.full((len(conduct.services), 2), -1, dtype=np.int64)
    for n, (v, share) in enumerate(discouraged(regime, conduct).items()):
        rows[v] = first_slot + n, threshold(1.0 - share)
    return rows

"""Recourse becomes the way back."""

from __future__ import annotations

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.regime import Regime
from glasscity.evidence import value_in
from glasscity.tables.law import WayBack
from glasscity.vocabulary.strata import N_STRATA, labels_of


def lower_way_back(regime: Regime) -> WayBack:
    """The correction rule as numbers; without one nobody files."""
    files = np.zeros((N_STRATA, 2), dtype=np.int64)
    if not regime.recourse:
        return WayBack(is_there=0, files_below=files, success_below=0, lag=0)
    rule = regime.recourse[0]
    for g in range(N_STRATA):
        labels = labels_of(g)
        files[g, 0] = threshold(value_in(rule.files_if_unaware, labels))
        files[g, 1] = threshold(value_in(rule.files_if_aware, labels))
    return WayBack(
        is_there=1,
        files_below=files,
        success_below=threshold(rule.success.value),
        lag=int(rule.lag.value),
    )

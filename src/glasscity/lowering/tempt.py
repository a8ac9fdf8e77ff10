"""Conduct becomes rows of candidate counts and kinds."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from glasscity.chance import CLASSES, ONE, gamma_classes, threshold
from glasscity.documents.conduct import Conduct, Kind, Propensity, Service
from glasscity.lowering.counts import by_stratum, counts_of, thresholds_of
from glasscity.tables.law import F64, I64, U32, Temptation
from glasscity.vocabulary.strata import N_STRATA
from glasscity.vocabulary.time import YEAR_DAYS


def first_threshold(rows: I64) -> U32:
    """The word from which a count can be at least one: a filter that never misses anybody.

    (A row that begins at 2^32, never, is held as 2^32 - 1; the exact count is taken after.)
    """
    return np.minimum(rows[..., 0], ONE - 1).astype(np.uint32)


def _rows_of_factor(factor: Propensity, n_days: int) -> I64:
    classes = gamma_classes(factor.spread.value)
    if factor.bound.unit == "per window":
        rows = np.full((CLASSES, 1), ONE, dtype=np.int64)
        for q, z in enumerate(classes):
            rows[q, 0] = ONE - threshold(z * factor.bound.value)
        return rows
    return counts_of(tuple([z * factor.bound.value * n_days / YEAR_DAYS for z in classes]))


def pad(rows: Sequence[I64]) -> I64:
    """Rows of unlike width as one array; the padding is never reached."""
    width = max((r.shape[-1] for r in rows), default=1)
    table = np.full((len(rows), *(rows[0].shape[:-1] if rows else ()), width), ONE, dtype=np.int64)
    for k, r in enumerate(rows):
        table[k, ..., : r.shape[-1]] = r
    return table


def rates_of(item: Kind | Service) -> F64:
    """The unregulated rate of a deed or service in each stratum."""
    return by_stratum(item.rate.value, item.by)


def shares_upto(conduct: Conduct) -> I64:
    """Cumulative share thresholds by stratum and kind, factor by factor."""
    upto = []
    for factor in conduct.factors:
        share = np.zeros(N_STRATA)
        for place in places_of(conduct, factor):
            kind = conduct.kinds[place]
            often, seen = kind.at_most.value, kind.seen_at_most.value
            share = share + rates_of(kind) * often * seen / factor.bound.value
            is_rounding = (share > 1.0) & (share <= 1.0 + 1e-12)
            upto.append(thresholds_of(np.where(is_rounding, 1.0, share)))
    return np.array(upto, dtype=np.int64).reshape(-1, N_STRATA).T.copy()


def places_of(conduct: Conduct, factor: Propensity) -> list[int]:
    """Places in the file of a factor's kinds, in file order."""
    return [place for place, kind in enumerate(conduct.kinds) if kind.factor == factor.id]


def lower_temptation(conduct: Conduct, upto: I64, n_days: int) -> Temptation:
    """Tables of candidates for a window of ``n_days``; ``upto``: :func:`shares_upto`."""
    rows = pad([_rows_of_factor(factor, n_days) for factor in conduct.factors])
    places = [places_of(conduct, factor) for factor in conduct.factors]
    harmful = [kind.valence == "harmful" for kind in conduct.kinds]
    return Temptation(
        count_from=first_threshold(rows),
        count_rows=rows,
        kind_first=np.cumsum([0, *map(len, places)], dtype=np.int64),
        kind_list=np.array([place for of_factor in places for place in of_factor], dtype=np.int64),
        kind_upto=upto,
        kind_is_harmful=np.array(harmful, dtype=np.uint8),
    )


def common_quantile_threshold(conduct: Conduct) -> int:
    """Threshold of sharing the common quantile: the root of the correlation."""
    return threshold(math.sqrt(conduct.correlation.value))

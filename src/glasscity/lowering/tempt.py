"""Conduct becomes rows of candidate counts and kinds."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from glasscity.chance import CLASSES, ONE, gamma_classes, threshold
from glasscity.documents.conduct import Conduct, Kind, Propensity, Service
from glasscity.lowering.counts import by_stratum, counts_of, thresholds_of
from glasscity.tables.law import F64, I64, U16, U32, Temptation
from glasscity.vocabulary.strata import N_STRATA
from glasscity.vocabulary.time import YEAR_DAYS

GUIDES = 64
"""Parts of the words that guide to a kind: as many as their first 6 bits tell apart."""


def first_threshold(rows: I64, at_least: int = 1) -> U32:
    """The word from which a count can be so large: a filter that never misses anybody.

    (A row that begins at 2^32, never, is held as 2^32 - 1; the exact count is taken after.)
    """
    if rows.shape[-1] < at_least:
        return np.full(rows.shape[:-1], ONE - 1, np.uint32)
    return np.minimum(rows[..., at_least - 1], ONE - 1).astype(np.uint32)


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


def _guide(upto: I64, first: I64) -> U16:
    """Where to begin to look for the kind that a word means; shape (strata, factors, GUIDES)."""
    starts = np.arange(GUIDES, dtype=np.int64) * (ONE // GUIDES)
    spans = itertools.pairwise(first.tolist())
    guide = [a + (upto[:, a:b, None] <= starts).sum(axis=1) for a, b in spans]
    return np.array(guide, dtype=np.uint16).swapaxes(0, 1).copy()


def places_of(conduct: Conduct, factor: Propensity) -> list[int]:
    """Places in the file of a factor's kinds, in file order."""
    return [place for place, kind in enumerate(conduct.kinds) if kind.factor == factor.id]


def lower_temptation(conduct: Conduct, upto: I64, n_days: int) -> Temptation:
    """Tables of candidates for a window of ``n_days``; ``upto``: :func:`shares_upto`."""
    rows = pad([_rows_of_factor(factor, n_days) for factor in conduct.factors])
    places = [places_of(conduct, factor) for factor in conduct.factors]
    harmful = [kind.valence == "harmful" for kind in conduct.kinds]
    first = np.cumsum([0, *map(len, places)], dtype=np.int64)
    return Temptation(
        count_from=first_threshold(rows),
        count_again=first_threshold(rows, 2),
        count_rows=rows,
        kind_first=first,
        kind_list=np.array([place for of_factor in places for place in of_factor], dtype=np.int64),
        kind_upto=upto,
        kind_guide=_guide(upto, first),
        kind_is_harmful=np.array(harmful, dtype=np.uint8),
    )


def common_quantile_threshold(conduct: Conduct) -> int:
    """Threshold of sharing the common quantile: the root of the correlation."""
    return threshold(math.sqrt(conduct.correlation.value))

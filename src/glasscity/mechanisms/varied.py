"""Numbers that differ between groups, as arrays."""

from __future__ import annotations

import numpy as np

from glasscity.evidence import Quantity, Varied, value_in
from glasscity.tables.rows import F64
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, labels_of, look_alike_group


def by_stratum(varied: Quantity | Varied[Quantity]) -> F64:
    """The values of a quantity, or of its variation, shape (N_STRATA,)."""
    if isinstance(varied, Quantity):
        return np.full(N_STRATA, varied.value)
    return np.array([value_in(varied, labels_of(g)) for g in range(N_STRATA)])


def by_look_alike(varied: Quantity | Varied[Quantity] | None, absent: float) -> F64:
    """The values by look-alike group, shape (N_LOOK_ALIKE,); ``absent`` where there is none.

    A variation is by one of the dimensions that make a group.
    """
    values = np.full(N_LOOK_ALIKE, absent)
    if varied is not None:
        for g in range(N_STRATA):
            values[look_alike_group(g)] = value_in(varied, labels_of(g))
    return values

"""What every way back says of itself; what it does not have is None."""

from __future__ import annotations

import numpy as np

from glasscity.evidence import Quantity, Varied, value_in
from glasscity.mechanisms.recourse.mending import Mending
from glasscity.mechanisms.standing import Reader
from glasscity.tables.rows import F64, Contest, Hearing
from glasscity.vocabulary.strata import N_STRATA, labels_of


class Way(Reader):
    """A way back. It may say who is told of records (``hearing``), contest them (``contest``),
    or put right what a standing holds against a person (``mending``)."""

    def hearing(self) -> Hearing | None:
        """Who learns of a record, if this way says so."""
        return None

    def contest(self) -> Contest | None:
        """How a record is contested, if this way does."""
        return None

    def mending(self) -> Mending | None:
        """How a standing is put right, if this way does."""
        return None


def by_stratum(share: Quantity | Varied[Quantity] | None) -> F64:
    """A share in every stratum, shape (strata); 0 where nothing is said."""
    if share is None:
        return np.zeros(N_STRATA)
    return np.array([value_in(share, labels_of(g)) for g in range(N_STRATA)])


def by_awareness(unaware: Quantity | Varied[Quantity], aware: Quantity | Varied[Quantity]) -> F64:
    """The shares of those who do not and who do know the rules, shape (strata, 2)."""
    return np.stack([by_stratum(unaware), by_stratum(aware)], axis=1)

"""A deed that counts only if the doer knows it does, and bothers to say so."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Frozen, Id, Title, VariedShare, value_in
from glasscity.tables.rows import CELLS, Chances, SensorRow
from glasscity.vocabulary.strata import N_STRATA, labels_of


class Declaration(Frozen):
    """Sees a deed with chance ``bother`` if the doer is aware of the rules, else never."""

    says: ClassVar[str] = (
        "Sees {deeds} only if the doer knows that it counts and bothers to say so."
    )

    kind: Literal["declaration"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    bother: VariedShare
    delay: Days

    def chances(self, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        view = np.zeros((N_STRATA, CELLS))
        for g in range(N_STRATA):
            view[g] = value_in(self.bother, labels_of(g)) / seen_at_most
        aware = (2, 3)
        on_self = np.zeros_like(view)
        on_self[:, aware] = view[:, aware]
        return Chances(view, on_self, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances: it errs only by silence."""
        return SensorRow(delay=int(self.delay.value))

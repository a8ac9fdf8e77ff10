"""A register kept by a body: a court, a utility, a blood bank."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Frozen, Id, Rate, Title, VariedShare, value_in
from glasscity.tables.rows import CELLS, Chances, SensorRow
from glasscity.vocabulary.strata import N_STRATA, labels_of


class Registry(Frozen):
    """Sees a deed with chance ``completeness`` after ``delay`` days, always on its doer.

    ``false_records`` per person-year are entered on people who did nothing (a mixed-up name or
    number), for each kind of deed it sees.
    """

    says: ClassVar[str] = (
        "A register. Sees {deeds}, always on the doer; now and then enters a record on "
        "somebody who did nothing."
    )

    kind: Literal["registry"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    completeness: VariedShare
    false_records: Rate
    delay: Days

    def chances(self, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        view = np.zeros((N_STRATA, CELLS))
        for g in range(N_STRATA):
            view[g] = value_in(self.completeness, labels_of(g)) / seen_at_most
        return Chances(view, view, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        return SensorRow(delay=int(self.delay.value), false_rate=self.false_records.value)

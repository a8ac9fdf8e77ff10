"""A deed that counts only if the doer knows it does, and bothers to say so."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Id, Title, VariedShare
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.unerring import none_of
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class Declaration(Part):
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

    def without_error(self) -> Self:
        """It is heard of at once."""
        return self.model_copy(update={"delay": none_of("days")})

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        del deed
        view = np.repeat((by_stratum(self.bother) / seen_at_most)[:, None], CELLS, axis=1)
        aware = (2, 3)
        on_self = np.zeros_like(view)
        on_self[:, aware] = view[:, aware]
        return Chances(view, on_self, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances: it errs only by silence."""
        return SensorRow(delay=int(self.delay.value))

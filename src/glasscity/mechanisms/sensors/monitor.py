"""A machine that reads what people post, and takes some of it for something else."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Days, Frozen, Id, Title, VariedShare
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.unerring import none_of
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class Misreading(Frozen):
    """Posts of kind ``deed`` that are recorded as ``taken_for``, with chance ``chance`` each."""

    deed: str
    taken_for: str
    chance: VariedShare


class Monitor(Part):
    """An error law of reading posts: rates alone, whatever the posts say.

    ``sees`` names the kinds of post it reads. One that it is after is recorded with chance
    ``true_positive``. One of ``misreads`` is recorded, with its chance, as a kind that it is not:
    a false record on the one who posted. Shares may vary by being online.
    """

    says: ClassVar[str] = (
        "A machine that reads posts: {deeds}. Takes some of them for something else."
    )

    kind: Literal["monitor"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    true_positive: VariedShare
    misreads: tuple[Misreading, ...] = ()
    delay: Days

    @model_validator(mode="after")
    def _knows_its_posts(self) -> Self:
        wrong = [one.deed for one in self.misreads]
        for one in self.misreads:
            for name in (one.deed, one.taken_for):
                if name not in self.sees:
                    raise PydanticCustomError(
                        "misreading",
                        "'{name}' is not among the posts it sees; add it to 'sees'",
                        {"name": name},
                    )
            if one.taken_for in wrong or wrong.count(one.deed) > 1:
                raise PydanticCustomError(
                    "misreading",
                    "'{name}' is misread twice, or by way of another; take each kind of post for "
                    "one that is read as what it is",
                    {"name": one.deed},
                )
        return self

    def without_error(self) -> Self:
        """It records what it is after, and never takes a post for what it is not."""
        never = none_of("share")
        right = tuple(one.model_copy(update={"chance": never}) for one in self.misreads)
        return self.model_copy(update={"misreads": right, "delay": none_of("days")})

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible post of a kind with this ``seen_at_most``."""
        found = {one.deed: one.chance for one in self.misreads}.get(deed, self.true_positive)
        view = np.repeat((by_stratum(found) / seen_at_most)[:, None], CELLS, axis=1)
        return Chances(view, view, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        return SensorRow(
            delay=int(self.delay.value),
            taken_for={one.deed: one.taken_for for one in self.misreads},
        )

"""A score that other people give: everybody rates whom they meet."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import (
    Chance,
    Frozen,
    Id,
    Points,
    Share,
    Title,
    VariedWeight,
    Weight,
    value_in,
)
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.ledger import Band, Ledger, unmoved
from glasscity.mechanisms.instruments.opening import Opening
from glasscity.mechanisms.unerring import none_of
from glasscity.tables.rows import RatingRow
from glasscity.vocabulary.strata import N_STRATA, labels_of
from glasscity.vocabulary.terms import Dimension


class Bias(Frozen):
    """What is added to the rating of a person whose level of ``by`` is not the rater's."""

    by: Dimension
    points: Weight


class Rating(Keeper):
    """An average, with memory, of the ratings of one person met in each window (semantics 13.7).

    A rating is the ``quality`` of the rated (by a dimension, if need be), plus ``bias`` where the
    rater is of another level, cut to ``[floor, ceiling]``; with chance ``careless`` it is any
    number between floor and ceiling instead. The average moves by 1 - ``memory`` towards each
    rating, from the opening score on; it is rounded half to even. The yardsticks leave out bias
    and carelessness.
    """

    says: ClassVar[str] = "An average of how people rate whom they meet, one in each window."

    kind: Literal["rating"]
    id: Id
    title: Title
    opening: Opening
    floor: Points
    ceiling: Points
    bands: tuple[Band, ...] = Field(min_length=1, max_length=64)
    quality: VariedWeight
    bias: Bias | None = None
    careless: Chance
    memory: Share

    def without_error(self) -> Self:
        """Raters are neither biased nor careless."""
        return self.model_copy(update={"bias": None, "careless": none_of("chance")})

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: one that no record moves."""
        bounds = (self.floor, self.ceiling)
        return (unmoved(self.id, self.title, self.opening, bounds, self.bands),)

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()

    def deeds(self) -> tuple[()]:
        """The deeds that it names: none."""
        return ()

    def settled(self) -> RatingRow:
        """How people rate one another at a window's end."""
        return RatingRow(
            np.array([value_in(self.quality, labels_of(g)) for g in range(N_STRATA)]),
            self.bias.by if self.bias else None,
            self.bias.points.value if self.bias else 0.0,
            self.careless.value,
            self.memory.value,
        )

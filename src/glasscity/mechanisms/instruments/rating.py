"""A score that other people give: everybody rates whom they meet."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasscity.evidence import Chance, Frozen, Id, Points, Share, Title, VariedWeight, Weight
from glasscity.mechanisms.instruments.ledger import Band, Ledger
from glasscity.mechanisms.instruments.opening import Opening
from glasscity.vocabulary.terms import Dimension


class Bias(Frozen):
    """What is added to the rating of a person whose level of ``by`` is not the rater's."""

    by: Dimension
    points: Weight


class Rating(Frozen):
    """An average, with memory, of the ratings of one person met in each window (semantics 13.7).

    A rating is the ``quality`` of the rated (by a dimension, if need be), plus ``bias`` where the
    rater is of another level, cut to ``[floor, ceiling]``; with chance ``careless`` it is any
    number between floor and ceiling instead. The average moves by 1 - ``memory`` towards each
    rating, from the opening score on; it is rounded half to even. The yardsticks leave out bias
    and carelessness.
    """

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

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: one that no record moves."""
        return (
            Ledger(
                kind="ledger",
                id=self.id,
                title=self.title,
                opening=self.opening,
                floor=self.floor,
                ceiling=self.ceiling,
                update="each window",
                bands=self.bands,
                rules=(),
            ),
        )

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()

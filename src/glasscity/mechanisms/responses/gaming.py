"""Cheap deeds done for their points, in place of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import HalfLife, Id, Multiple, Share, Title
from glasscity.mechanisms.responses.forms import fading
from glasscity.mechanisms.responses.incentive import gain_of
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.tables.rows import Rung
from glasscity.vocabulary.terms import Valence


class Gaming(Neutral):
    """Effort moves from deeds that earn nothing to those that earn points.

    The rate of each of ``deeds`` is multiplied by 1 + largest_rise * stake, the stake as in an
    incentive: the first reward of the year over the width of the band, at most 1, and 0 in the
    top band. The rate of each of ``displaced`` is multiplied by 1 - displacement * stake, with
    the largest stake of ``deeds``. The effect halves every ``half_life`` days from the first day
    on, if there is one. A person who does not know the rules responds as from the opening band
    and ``unaware`` times as much.
    """

    says: ClassVar[str] = "{deeds}: more for the points of {ledger}, and fewer of {displaced}."
    suits: ClassVar[tuple[Valence, ...]] = ("prosocial",)

    kind: Literal["gaming"]
    id: Id
    title: Title
    ledger: str
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_rise: Multiple
    displaced: tuple[str, ...] = Field(min_length=1)
    displacement: Share
    half_life: HalfLife | None = None
    unaware: Share

    def variants(self) -> Iterator[tuple[str, Self]]:
        """An effect that fades or lasts."""
        for name, update in (*fading(self.half_life),):
            yield name, self.model_copy(update=update)

    def reads(self) -> str:
        """The ledger whose bands people want to reach."""
        return self.ledger

    def answered(self) -> tuple[str, ...]:
        """The deeds that earn points, and those that are left undone for them."""
        return (*self.deeds, *self.displaced)

    def displaces(self) -> tuple[str, ...]:
        """The deeds that are left undone."""
        return self.displaced

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del belief  # a reward needs no belief about being caught
        if deed in self.deeds:
            return 1.0 + self.largest_rise.value * self.stake(deed, rung)
        return 1.0 - self.displacement.value * max(self.stake(each, rung) for each in self.deeds)

    def most(self, deed: str) -> float:
        """The multiplier of the whole stake; 1 for what is left undone."""
        return 1.0 + self.largest_rise.value if deed in self.deeds else 1.0

    def stake(self, deed: str, rung: Rung) -> float:
        """The chance that the first rewards of these rules reach the next band."""
        return 0.0 if rung.is_last else min(1.0, gain_of(deed, rung) / rung.width)

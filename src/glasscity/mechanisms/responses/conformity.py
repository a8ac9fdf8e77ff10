"""People do what they are told that others do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import HalfLife, Id, Multiple, Share, Title
from glasscity.mechanisms.responses.forms import fading
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.tables.rows import Belief, Rung
from glasscity.vocabulary.terms import Valence


class Conformity(Neutral):
    """The level of conduct that is published feeds back into conduct.

    The rate of each of ``deeds`` is multiplied by 1 + strength * level. The level is the rate that
    was observed in the last window over the rate without any response, from ``starting_level``,
    and counts up to ``largest_level``. A level settles at 1 / (1 - strength) if nothing else
    responds and ``strength`` is below 1. The effect halves every ``half_life`` days from the first
    day on, if there is one. A person who does not know the rules responds ``unaware`` times as
    much.
    """

    says: ClassVar[str] = "{deeds}: more, the more of them were counted in the window before."
    suits: ClassVar[tuple[Valence, ...]] = ("harmful", "neutral", "prosocial", "lawful-speech")

    kind: Literal["conformity"]
    id: Id
    title: Title
    deeds: tuple[str, ...] = Field(min_length=1)
    strength: Multiple
    starting_level: Multiple
    largest_level: Multiple
    half_life: HalfLife | None = None
    unaware: Share

    def variants(self) -> Iterator[tuple[str, Self]]:
        """An effect that fades or lasts."""
        for name, update in (*fading(self.half_life),):
            yield name, self.model_copy(update=update)

    def answered(self) -> tuple[str, ...]:
        """The deeds whose level is published."""
        return self.deeds

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def place_belief(self) -> Belief:
        """The level that was published last."""
        return Belief(self.starting_level.value, 1.0, follows="level")

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del deed, rung
        return 1.0 + self.strength.value * min(belief, self.largest_level.value)

    def most(self, deed: str) -> float:
        """The multiplier at the largest level that counts."""
        del deed
        return 1.0 + self.strength.value * self.largest_level.value

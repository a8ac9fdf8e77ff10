"""Less lawful speech where people believe that it is watched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from glasscity.evidence import HalfLife, Id, Share, Title
from glasscity.mechanisms.responses.fear import fear, value_or_zero
from glasscity.mechanisms.responses.forms import fading, forms
from glasscity.mechanisms.responses.needs import check_needs
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.tables.rows import Belief, Form, Rung
from glasscity.vocabulary.terms import Valence


class Chilling(Neutral):
    """People speak less, lawfully as they may, where such speech has been taken down.

    The rate of each of ``deeds`` is multiplied by 1 - largest_fall * fear, with the ``form`` of
    fear as in deterrence. The risk is the place's share of such deeds that were recorded, from
    ``starting_risk``, moved each window by ``learning`` towards the last window's share. No points
    need be at stake. The effect halves every ``half_life`` days from the first day on, if there
    is one. A person who does not know the rules responds ``unaware`` times as much.
    """

    says: ClassVar[str] = "{deeds}: fewer where people expect that they are recorded."
    suits: ClassVar[tuple[Valence, ...]] = ("lawful-speech",)

    kind: Literal["chilling"]
    id: Id
    title: Title
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_fall: Share
    form: Form = "saturating"
    half_risk: Share | None = None
    starting_risk: Share
    learning: Share
    half_life: HalfLife | None = None
    unaware: Share

    @model_validator(mode="after")
    def _has_what_its_form_needs(self) -> Self:
        check_needs({"half_risk": (self.half_risk, self.form != "linear", f"form: {self.form}")})
        return self

    def variants(self) -> Iterator[tuple[str, Self]]:
        """Other laws of fear, and an effect that fades or lasts."""
        for name, update in (
            *forms(self.form, self.half_risk, self.starting_risk),
            *fading(self.half_life),
        ):
            yield name, self.model_copy(update=update)

    def answered(self) -> tuple[str, ...]:
        """The lawful speech that becomes less."""
        return self.deeds

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def place_belief(self) -> Belief:
        """What people believe about the risk of being recorded in this place."""
        return Belief(self.starting_risk.value, self.learning.value)

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del deed, rung
        return 1.0 - self.largest_fall.value * fear(
            self.form, belief, value_or_zero(self.half_risk)
        )

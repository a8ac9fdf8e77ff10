"""Deeds moved out of the view of sensors."""

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


class Evasion(Neutral):
    """People do the same deeds where fewer of them come into view of ``sensors``.

    The chance that one of ``deeds`` comes into view, and every outcome of that, is multiplied by
    1 - largest_fall * fear. With ``form: constant`` fear is 1; otherwise it is as in deterrence,
    of the place's share of such deeds that were recorded, from ``starting_risk``, moved each
    window by ``learning`` towards the last window's share. Other people come into view in
    proportion. The effect halves every ``half_life`` days from the first day on, if there is one.
    A person who does not know the rules evades ``unaware`` times as much.
    """

    says: ClassVar[str] = "{deeds}: moved out of the view of {sensors}."
    suits: ClassVar[tuple[Valence, ...]] = ("harmful", "neutral", "prosocial", "lawful-speech")

    kind: Literal["evasion"]
    id: Id
    title: Title
    sensors: tuple[str, ...] = Field(min_length=1)
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_fall: Share
    form: Form | Literal["constant"] = "constant"
    half_risk: Share | None = None
    starting_risk: Share | None = None
    learning: Share | None = None
    half_life: HalfLife | None = None
    unaware: Share

    @model_validator(mode="after")
    def _has_what_its_form_needs(self) -> Self:
        why, is_moved = f"form: {self.form}", self.form != "constant"
        bends = self.form in ("saturating", "threshold")
        check_needs(
            {
                "half_risk": (self.half_risk, bends, why),
                "starting_risk": (self.starting_risk, is_moved, why),
                "learning": (self.learning, is_moved, why),
            }
        )
        return self

    def without(self, family: str, name: str) -> Self | None:
        """Nobody evades a sensor that is left out."""
        if family != "sensors" or name not in self.sensors:
            return self
        others = tuple(sensor for sensor in self.sensors if sensor != name)
        return self.model_copy(update={"sensors": others}) if others else None

    def variants(self) -> Iterator[tuple[str, Self]]:
        """Other laws of fear, and an effect that fades or lasts."""
        found = [*fading(self.half_life)]
        if self.form != "constant" and self.starting_risk is not None:
            found += forms(self.form, self.half_risk, self.starting_risk)
        for name, update in found:
            yield name, self.model_copy(update=update)

    def evades(self) -> tuple[str, ...]:
        """The sensors that see less."""
        return self.sensors

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def place_belief(self) -> Belief | None:
        """What people believe about the risk of being recorded in this place."""
        if self.starting_risk is None or self.learning is None:
            return None
        return Belief(self.starting_risk.value, self.learning.value)

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the chance of coming into view is multiplied by, for people who know the rules."""
        del deed, rung
        if self.form == "constant":
            return 1.0 - self.largest_fall.value
        return 1.0 - self.largest_fall.value * fear(
            self.form, belief, value_or_zero(self.half_risk)
        )

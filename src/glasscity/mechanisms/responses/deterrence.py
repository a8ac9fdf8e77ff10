"""Fewer harmful deeds where being caught is expected and costly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from glasscity.evidence import Deeds, HalfLife, Id, Share, Title
from glasscity.mechanisms.responses.fear import fear, value_or_zero
from glasscity.mechanisms.responses.forms import beliefs, fading, forms
from glasscity.mechanisms.responses.needs import check_needs
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.tables.rows import Belief, Form, OwnBelief, Rung
from glasscity.vocabulary.terms import Valence


class Deterrence(Neutral):
    """Conduct falls with perceived risk and with the stake at the present margin.

    The rate of each of ``deeds`` is multiplied by 1 - largest_fall * fear * stake. ``stake`` is
    the chance that the first penalty of the year costs a person the published band of
    ``ledger``: points over the width of the band, at most 1. ``fear`` follows the risk by
    ``form``: risk / (risk + half_risk) if ``saturating``, the risk itself if ``linear``, all or
    nothing from ``half_risk`` on if ``threshold``.

    With ``belief: place`` the risk is the place's share of such deeds that were recorded, from
    ``starting_risk``, moved each window by ``learning`` towards the last window's share. With
    ``belief: own`` everybody starts from ``starting_risk`` as if from that share of ``weight``
    deeds (a Beta law), and learns from each own deed whether it was recorded.

    The effect halves every ``half_life`` days from the first day on, if there is one. A person
    who does not know the rules responds as from the opening band and ``unaware`` times as much.
    """

    says: ClassVar[str] = (
        "{deeds}: fewer where being caught is expected and would cost the band of {ledger}."
    )
    suits: ClassVar[tuple[Valence, ...]] = ("harmful",)

    kind: Literal["deterrence"]
    id: Id
    title: Title
    ledger: str
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_fall: Share
    form: Form = "saturating"
    half_risk: Share | None = None
    belief: Literal["place", "own"] = "place"
    starting_risk: Share
    learning: Share | None = None
    weight: Deeds | None = None
    half_life: HalfLife | None = None
    unaware: Share

    @model_validator(mode="after")
    def _has_what_its_form_and_belief_need(self) -> Self:
        is_own = self.belief == "own"
        check_needs(
            {
                "half_risk": (self.half_risk, self.form != "linear", f"form: {self.form}"),
                "learning": (self.learning, not is_own, f"belief: {self.belief}"),
                "weight": (self.weight, is_own, f"belief: {self.belief}"),
            }
        )
        return self

    def variants(self) -> Iterator[tuple[str, Self]]:
        """Other laws of fear and of belief, and an effect that fades or lasts."""
        for name, update in (
            *forms(self.form, self.half_risk, self.starting_risk),
            *beliefs(self.learning, self.weight),
            *fading(self.half_life),
        ):
            yield name, self.model_copy(update=update)

    def reads(self) -> str:
        """The ledger whose bands are at stake."""
        return self.ledger

    def answered(self) -> tuple[str, ...]:
        """The deeds that become fewer."""
        return self.deeds

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def place_belief(self) -> Belief | None:
        """What people believe about the risk of being caught in this place."""
        if self.learning is None:
            return None
        return Belief(self.starting_risk.value, self.learning.value)

    def own_belief(self) -> OwnBelief | None:
        """What a person learns about it from their own deeds."""
        if self.weight is None:
            return None
        start, weight = self.starting_risk.value, self.weight.value
        half_risk = value_or_zero(self.half_risk)
        return OwnBelief(start, weight, self.largest_fall.value, half_risk, self.form)

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        afraid = fear(self.form, belief, value_or_zero(self.half_risk))
        return 1.0 - self.largest_fall.value * afraid * self.stake(deed, rung)

    def stake(self, deed: str, rung: Rung) -> float:
        """The chance that the first penalties of these rules cost the band."""
        loss = sum(-p for p in rung.points.get(deed, ()) if p < 0.0)
        return min(1.0, loss / rung.width)

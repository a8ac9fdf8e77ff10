"""More rewarded deeds where a better band is near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import HalfLife, Id, Multiple, Quantity, Share, Title
from glasscity.mechanisms.responses.forms import fading
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.mechanisms.unerring import assumed
from glasscity.tables.rows import Rung
from glasscity.vocabulary.terms import Valence


class Incentive(Neutral):
    """Conduct rises with the chance that one reward lifts a person into the next band.

    The rate of each of ``deeds`` is multiplied by 1 + largest_rise * stake, where ``stake`` is the
    first reward of the year over the width of the published band, at most 1, and 0 in the top
    band. Where a reward is in force it may crowd out people's own motive: what they do is then
    multiplied by 1 - crowding_out as well, in the top band too. The effect halves every
    ``half_life`` days from the first day on, if there is one. A person who does not know the
    rules responds as from the opening band and ``unaware`` times as much.
    """

    says: ClassVar[str] = "{deeds}: more where a better band of {ledger} is near."
    suits: ClassVar[tuple[Valence, ...]] = ("prosocial",)

    kind: Literal["incentive"]
    id: Id
    title: Title
    ledger: str
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_rise: Multiple
    crowding_out: Share | None = None
    half_life: HalfLife | None = None
    unaware: Share

    def variants(self) -> Iterator[tuple[str, Self]]:
        """Rewards that crowd out people's own motive, or not; an effect that fades, or lasts."""
        for name, update in (
            *crowding(self.crowding_out),
            *fading(self.half_life),
        ):
            yield name, self.model_copy(update=update)

    def reads(self) -> str:
        """The ledger whose bands people want to reach."""
        return self.ledger

    def answered(self) -> tuple[str, ...]:
        """The deeds that are rewarded."""
        return self.deeds

    def among_unaware(self) -> float:
        """The part of the effect on people who do not know the rules."""
        return self.unaware.value

    def multiplier(self, deed: str, rung: Rung, belief: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del belief  # a reward needs no belief about being caught
        motive = 1.0
        if self.crowding_out is not None and gain_of(deed, rung) > 0.0:
            motive = 1.0 - self.crowding_out.value
        return motive * (1.0 + self.largest_rise.value * self.stake(deed, rung))

    def most(self, deed: str) -> float:
        """The largest multiplier: without a reward 1, else that of the whole stake."""
        del deed
        kept = 1.0 if self.crowding_out is None else 1.0 - self.crowding_out.value
        return max(1.0, kept * (1.0 + self.largest_rise.value))

    def stake(self, deed: str, rung: Rung) -> float:
        """The chance that the first rewards of these rules reach the next band."""
        return 0.0 if rung.is_last else min(1.0, gain_of(deed, rung) / rung.width)


def crowding(share: Quantity | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """No crowding out where there is some, and a tenth, a guess, where there is none."""
    if share is not None:
        yield "without-crowding-out", {"crowding_out": None}
    else:
        why = "a tenth of people's own motive, a guess: studies disagree whether any is lost"
        yield "crowding-out", {"crowding_out": assumed(0.1, "share", why)}


def gain_of(deed: str, rung: Rung) -> float:
    """The first rewards of the year for a deed, in points."""
    return sum(p for p in rung.points.get(deed, ()) if p > 0.0)

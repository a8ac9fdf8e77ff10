"""Fewer harmful deeds where being caught is expected and costly."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from glasscity.evidence import Frozen, Id, Share, Title
from glasscity.tables.rows import Belief
from glasscity.vocabulary.terms import Valence


class Deterrence(Frozen):
    """Conduct falls with perceived risk and with the stake at the present margin.

    The rate of each of ``deeds`` is multiplied by 1 - largest_fall * risk / (risk + half_risk) *
    stake. ``stake`` is the chance that the first penalty of the year costs a person the
    published band of ``ledger``: points over the width of the band, at most 1. ``risk`` is the
    place's share of such deeds that were recorded, from ``starting_risk``, moved each window by
    ``learning`` towards the last window's share. A person who does not know the rules responds
    as from the opening band and ``unaware`` times as much.
    """

    says: ClassVar[str] = (
        "{deeds}: fewer where being caught is expected and would cost the band of {ledger}."
    )
    suits: ClassVar[Valence] = "harmful"

    kind: Literal["deterrence"]
    id: Id
    title: Title
    ledger: str
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_fall: Share
    half_risk: Share
    starting_risk: Share
    learning: Share
    unaware: Share

    def belief(self) -> Belief:
        """What people believe about the risk of being caught."""
        return Belief(self.starting_risk.value, self.learning.value)

    def multiplier(self, stake: float, risk: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        fear = risk / (risk + self.half_risk.value) if risk > 0.0 else 0.0
        return 1.0 - self.largest_fall.value * fear * stake

    def stake(self, points: tuple[float, ...], width: float, is_last: bool) -> float:
        """The chance that the first penalties of these rules cost the band."""
        del is_last  # every band can be lost downwards, the first into the floor
        loss = sum(-p for p in points if p < 0.0)
        return min(1.0, loss / width)

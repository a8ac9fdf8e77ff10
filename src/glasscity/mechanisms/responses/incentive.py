"""More rewarded deeds where a better band is near."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from glasscity.evidence import Frozen, Id, Multiple, Share, Title
from glasscity.tables.rows import Belief
from glasscity.vocabulary.terms import Valence


class Incentive(Frozen):
    """Conduct rises with the chance that one reward lifts a person into the next band.

    The rate of each of ``deeds`` is multiplied by 1 + largest_rise * stake, where ``stake`` is the
    first reward of the year over the width of the published band, at most 1, and 0 in the top
    band. A person who does not know the rules responds as from the opening band and
    ``unaware`` times as much.
    """

    says: ClassVar[str] = "{deeds}: more where a better band of {ledger} is near."
    suits: ClassVar[Valence] = "prosocial"

    kind: Literal["incentive"]
    id: Id
    title: Title
    ledger: str
    deeds: tuple[str, ...] = Field(min_length=1)
    largest_rise: Multiple
    unaware: Share

    def belief(self) -> Belief | None:
        """A reward needs no belief about being caught."""
        return None

    def multiplier(self, stake: float, risk: float) -> float:
        """What the rate of a deed is multiplied by, for people who know the rules."""
        del risk  # a reward needs no belief about being caught
        return 1.0 + self.largest_rise.value * stake

    def stake(self, points: tuple[float, ...], width: float, is_last: bool) -> float:
        """The chance that the first rewards of these rules reach the next band."""
        if is_last:
            return 0.0
        gain = sum(p for p in points if p > 0.0)
        return min(1.0, gain / width)

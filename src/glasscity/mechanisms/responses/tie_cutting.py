"""People who drop ties to those who stand badly."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from glasscity.evidence import Chance, Frozen, Id, Title
from glasscity.mechanisms.responses.cut import Cut
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.mechanisms.standing import When
from glasscity.vocabulary.terms import Valence


class Breaks(Frozen):
    """The chance in a window that a tie breaks, by how many of its ends have the standing."""

    neither: Chance
    one: Chance
    both: Chance


class TieCutting(Neutral):
    """At a window's end ties of the population break by the standing of their two ends.

    Where people ``seek``, whoever has nobody in a round of these ties is paired anew with others
    who have nobody in it, as the ties were drawn at first; else they stay alone. What reads
    ties, friends in a score or a standing passed on, reads them as they are then.
    """

    says: ClassVar[str] = "Ties '{ties}' break by how many of their ends are {who}."
    suits: ClassVar[tuple[Valence, ...]] = ()
    deeds: ClassVar[tuple[str, ...]] = ()
    half_life: ClassVar[None] = None

    kind: Literal["tie-cutting"]
    id: Id
    title: Title
    ties: str
    when: When
    breaks: Breaks
    seek: Annotated[bool, Field(strict=True)] = True

    def condition(self) -> When:
        """The standing of people with whom ties break."""
        return self.when

    def cuts(self) -> Cut:
        """How ties break."""
        breaks = (self.breaks.neither.value, self.breaks.one.value, self.breaks.both.value)
        return Cut(self.ties, self.when, breaks, self.seek)

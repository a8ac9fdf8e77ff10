"""People who were refused, and stop trying."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from glasscity.evidence import Id, Share, Title
from glasscity.mechanisms.responses.neutral import Neutral
from glasscity.vocabulary.terms import Valence


class Discouragement(Neutral):
    """After a refusal at one of ``services`` people try it less for the rest of the year.

    Whoever was refused there since the calendar year began makes a ``fall`` (a share) fewer of
    those attempts on which a consequence bears; all else they try as before. It is felt by
    everybody, whether they know the rules or not.
    """

    says: ClassVar[str] = "{services}: tried less by those who were refused in the same year."
    suits: ClassVar[tuple[Valence, ...]] = ()
    deeds: ClassVar[tuple[str, ...]] = ()
    half_life: ClassVar[None] = None

    kind: Literal["discouragement"]
    id: Id
    title: Title
    services: tuple[str, ...] = Field(min_length=1)
    fall: Share

    def discourages(self) -> tuple[tuple[str, ...], float]:
        """The services, and the share of attempts that are not made."""
        return self.services, self.fall.value

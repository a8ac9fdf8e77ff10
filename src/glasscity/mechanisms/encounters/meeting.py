"""Two people meet; each tries to be of help, or refuses."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from glasscity.evidence import Chance, Id, Title
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.standing import When
from glasscity.tables.rows import MeetingRow


class Meeting(Part):
    """Everybody meets one person drawn at random, at the end of each window (target T5).

    Whoever meets a person with a standing that ``shuns`` names refuses; otherwise the person
    tries, and fails with chance ``fails``. A failed try is recorded on whoever tried as a deed
    of kind ``fails_as``, a refusal on whoever refused as ``refuses_as``: on the first day of
    the next window, without error. Where a kind is not named nothing is recorded.
    """

    says: ClassVar[str] = "Everybody meets one other person in each window."

    kind: Literal["meeting"]
    id: Id
    title: Title
    fails: Chance
    fails_as: str | None = None
    refuses_as: str | None = None
    shuns: When | None = None

    def without(self, family: str, name: str) -> Self:
        """Nobody is refused where the standing that is shunned is left out."""
        shuns = None if self.shuns is None else self.shuns.without(family, name)
        refuses_as = None if shuns is None else self.refuses_as
        return self.model_copy(update={"shuns": shuns, "refuses_as": refuses_as})

    def without_error(self) -> Self:
        """What is done to one another is recorded without error."""
        return self

    def row(self) -> MeetingRow:
        """The law of this encounter."""
        return MeetingRow(self.fails.value, self.fails_as, self.refuses_as)

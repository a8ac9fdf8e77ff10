"""Whether people are told of records on them."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Days, Id, Title, VariedShare
from glasscity.mechanisms.recourse.way import Way, by_stratum
from glasscity.tables.rows import Hearing


class Notice(Way):
    """A person learns of a record with chance ``learns``, ``after`` days; else never.

    Who does not learn of a record contests it in no way. Without a notice among the ways back
    everybody learns of every record at once.
    """

    says: ClassVar[str] = "Only a person who learns of a record can contest it."

    kind: Literal["notice"]
    id: Id
    title: Title
    learns: VariedShare
    after: Days

    def hearing(self) -> Hearing:
        """Who learns of a record, and when."""
        return Hearing(by_stratum(self.learns), int(self.after.value))

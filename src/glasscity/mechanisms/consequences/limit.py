"""A door that opens so many times."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Attempts, Chance, Id, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow, Period


class Limit(Reader):
    """Of the attempts at ``service`` by a person with this standing, the first are granted.

    That is the first ``attempts`` of each calendar year or window (``per``); later ones are
    refused. Only granted attempts on which this row bears are counted.
    """

    says: ClassVar[str] = "{service}: a limited number of times for {who}."

    kind: Literal["limit"]
    id: Id
    title: Title
    service: str
    when: When
    attempts: Attempts
    per: Period
    whom: Whom | None = None
    chance: Chance | None = None
    in_force: InForce = ALWAYS

    def row(self) -> DoorRow:
        """What the door does at an attempt."""
        return DoorRow(verb="refused", allowed=int(self.attempts.value), per=self.per)

"""A door that opens late."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Chance, Days, Id, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow


class Delay(Reader):
    """An attempt at ``service`` by a person with this standing is granted ``days`` later.

    What comes of it happens on the later day. Several delays add up.
    """

    says: ClassVar[str] = "{service}: {who} wait for it."

    kind: Literal["delay"]
    id: Id
    title: Title
    service: str
    when: When
    days: Days
    whom: Whom | None = None
    chance: Chance | None = None
    in_force: InForce = ALWAYS

    def row(self) -> DoorRow:
        """What the door does at an attempt."""
        return DoorRow(verb="delayed", days=int(self.days.value))

"""A closed door."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Chance, Id, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow


class Bar(Reader):
    """An attempt at ``service`` by a person with this standing is refused."""

    says: ClassVar[str] = "{service}: refused to {who}."

    kind: Literal["bar"]
    id: Id
    title: Title
    service: str
    when: When
    whom: Whom | None = None
    chance: Chance | None = None
    in_force: InForce = ALWAYS

    def row(self) -> DoorRow:
        """What the door does at an attempt."""
        return DoorRow(verb="refused", is_bar=True)

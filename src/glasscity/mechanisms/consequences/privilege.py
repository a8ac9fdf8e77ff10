"""A door held open."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Chance, Id, Money, Title, in_fen
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow


class Privilege(Reader):
    """An attempt at ``service`` by a person with this standing is eased, worth ``amount``."""

    says: ClassVar[str] = "{service}: made easier for {who}."

    kind: Literal["privilege"]
    id: Id
    title: Title
    service: str
    when: When
    amount: Money
    whom: Whom | None = None
    chance: Chance | None = None
    in_force: InForce = ALWAYS

    def row(self) -> DoorRow:
        """What the door does at an attempt."""
        return DoorRow(verb="eased", fen=in_fen(self.amount))

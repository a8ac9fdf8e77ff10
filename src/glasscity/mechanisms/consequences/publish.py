"""A name made public."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Id, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import Reader, When, Whom
from glasscity.tables.rows import DoorRow


class Publish(Reader):
    """A person with this standing is shown in public for as long as it holds; no attempt needed."""

    says: ClassVar[str] = "Shown in public: {who}."
    service: ClassVar[None] = None
    chance: ClassVar[None] = None

    kind: Literal["publish"]
    id: Id
    title: Title
    when: When
    whom: Whom | None = None
    in_force: InForce = ALWAYS

    def row(self) -> DoorRow:
        """It does nothing at an attempt."""
        return DoorRow(verb="published")

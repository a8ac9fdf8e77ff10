"""A closed door."""

from __future__ import annotations

from typing import Literal

from glasscity.evidence import Frozen, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import When


class Bar(Frozen):
    """An attempt at ``service`` by a person with this standing is refused."""

    kind: Literal["bar"]
    id: str
    title: Title
    service: str
    when: When
    in_force: InForce = ALWAYS

"""A door held open."""

from __future__ import annotations

from typing import Literal

from glasscity.evidence import Frozen, Money, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import When


class Privilege(Frozen):
    """An attempt at ``service`` by a person with this standing is eased, worth ``amount``."""

    kind: Literal["privilege"]
    id: str
    title: Title
    service: str
    when: When
    amount: Money
    in_force: InForce = ALWAYS

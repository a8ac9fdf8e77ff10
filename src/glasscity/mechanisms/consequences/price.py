"""A door that costs more."""

from __future__ import annotations

from typing import Literal

from glasscity.evidence import Frozen, Money, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.standing import When


class Price(Frozen):
    """An attempt at ``service`` by a person with this standing costs ``amount`` more."""

    kind: Literal["price"]
    id: str
    title: Title
    service: str
    when: When
    amount: Money
    in_force: InForce = ALWAYS

"""What every instrument answers when a world is made from another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from glasscity.mechanisms.part import Part


class Keeper(Part):
    """An instrument: it keeps a standing by rules that can be left out one by one."""

    def without_error(self) -> Self:
        """The instrument if it makes no mistakes of its own: records may be false, it is not."""
        return self

    def rules_left_out(self) -> dict[str, Self | None]:
        """The instrument without one of its rules, by the rule's name; None if nothing is left."""
        return {}

    def answering(self, name: str, deeds: Collection[str]) -> Self | None:
        """The instrument under another name, answering these of its deeds alone; None: none."""
        del name, deeds
        return None

    def hands(self) -> int:
        """How many rules have points that can be dealt among them."""
        return 0

    def dealt_anew(self, order: tuple[int, ...]) -> Self:
        """The instrument whose rules answer by the points of others: of the rules in ``order``."""
        del order
        return self

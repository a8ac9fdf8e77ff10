"""What comes of an attempt that was granted.

How often a loan is repaid is conduct, but here it hangs on a score, and scores belong to a regime:
so it is written in the regime, and the catalogue of conduct only names the deeds.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field

from glasscity.evidence import Frozen, Id, Title, VariedLadder
from glasscity.mechanisms.part import Part


class Branch(Frozen):
    """A deed that may come of it, and its chance by score; without ``chances``, what is left."""

    deed: str
    chances: VariedLadder | None = None


class Grant(Part):
    """When an attempt at ``service`` is granted, one of these deeds is done, or none.

    Which one depends on the person's score on ``ledger`` at the attempt. It is a true deed:
    sensors see it as any other. No response changes it.
    """

    id: Id
    title: Title
    service: str
    ledger: str
    deeds: tuple[Branch, ...] = Field(min_length=1, max_length=8)

    def without(self, family: str, name: str) -> Self | None:
        """Nothing comes of an attempt without the score on which it depends."""
        return None if (family, name) == ("instruments", self.ledger) else self

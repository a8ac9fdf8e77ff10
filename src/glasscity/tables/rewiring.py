"""Tables of a web of ties that are dropped and taken up anew."""

from __future__ import annotations

from typing import NamedTuple

from glasscity.tables.law import I64


class RewiringLaw(NamedTuple):
    """``n`` people, of whom the first ``high`` have high scores.

    ``breaks`` (3,): threshold of a 32-bit word below which a tie breaks, by the number of its
    ends that are high.
    """

    n: int
    high: int
    breaks: I64

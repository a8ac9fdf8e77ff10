"""A web of ties as numbers."""

from __future__ import annotations

import numpy as np

from glasscity.chance import threshold
from glasscity.documents.rewiring import Rewiring
from glasscity.tables.rewiring import RewiringLaw


def lower_rewiring(web: Rewiring) -> tuple[RewiringLaw, int]:
    """The law of a web, and how many ties it has."""
    n = int(web.people.value)
    chances = (web.breaks.low_low, web.breaks.high_low, web.breaks.high_high)
    breaks = np.array([threshold(chance.value) for chance in chances], dtype=np.int64)
    ties = n * int(web.friends.value) // 2
    return RewiringLaw(n, round(web.high.value * n), breaks), ties

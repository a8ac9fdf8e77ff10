"""How a standing is put right: what a way back that does so lowers itself to."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.evidence import Multipliers, Quantity
from glasscity.mechanisms.force import InForce
from glasscity.mechanisms.standing import When, Whom


@dataclass(frozen=True)
class Mending:
    """Attempts at ``rate`` (times ``by``) of people with a standing, and what one does.

    ``points`` on the ledger read, or None: the listing ends. ``at_most`` successes a calendar year
    (None: any number). Each attempt costs ``fen`` and ``hours``.
    """

    when: When
    whom: Whom | None
    in_force: InForce
    rate: Quantity
    by: tuple[Multipliers, ...]
    success: float
    points: int | None
    at_most: int | None
    fen: int
    hours: int

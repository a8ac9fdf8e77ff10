"""Putting right what a standing holds against a person: to perform, to pay, to volunteer."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import (
    Attempts,
    Chance,
    Fee,
    Hours,
    Id,
    Multipliers,
    Occurrence,
    Points,
    Title,
    in_fen,
)
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.recourse.mending import Mending
from glasscity.mechanisms.recourse.way import Way
from glasscity.mechanisms.standing import When, Whom


class Repair(Way):
    """A person with this standing tries to put it right, and gives money or hours for it.

    ``rate`` times the multipliers of ``by`` is that of attempts per person-year, or the chance of
    one per window. With chance ``success`` an attempt gives ``points`` on the ledger of ``when``,
    or ends the listing at once where ``when`` is a list. At most ``at_most`` attempts succeed in a
    calendar year; who has used them up tries no more until the next. ``pays`` and ``gives`` are
    spent at each attempt.
    """

    says: ClassVar[str] = "A person who stands badly may put it right."

    kind: Literal["repair"]
    id: Id
    title: Title
    when: When
    rate: Occurrence
    by: tuple[Multipliers, ...] = ()
    success: Chance
    points: Points | None = None
    at_most: Attempts | None = None
    pays: Fee | None = None
    gives: Hours | None = None
    whom: Whom | None = None
    in_force: InForce = ALWAYS

    def mending(self) -> Mending:
        """How a standing is put right."""
        return Mending(
            when=self.when,
            whom=self.whom,
            in_force=self.in_force,
            rate=self.rate,
            by=self.by,
            success=self.success.value,
            points=None if self.points is None else int(self.points.value),
            at_most=None if self.at_most is None else int(self.at_most.value),
            fen=0 if self.pays is None else in_fen(self.pays),
            hours=0 if self.gives is None else int(self.gives.value),
        )

"""A points ledger with bands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import BandId, Days, Frozen, Id, Points, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.instruments.opening import Opening


class Band(Frozen):
    """A class of the ladder: scores in ``[from, next band's from)``, the last up to the ceiling."""

    id: BandId
    title: Title
    from_: Points = Field(alias="from")


class Rule(Frozen):
    """Points for a record of the deed ``on``.

    ``points`` holds one value, or one for the first, second, ... record of a calendar year (the
    last serves all later ones). ``cap`` is the most points this rule may move in a calendar
    year, as a magnitude; the excess is cut off. After ``expires`` days the points that were
    moved are given back. An ``exclusive`` rule that matches ends the instrument's work on the
    record.
    """

    id: Id
    title: Title
    on: str
    points: tuple[Points, ...] = Field(min_length=1, max_length=16)
    cap: Points | None = None
    expires: Days | None = None
    exclusive: Annotated[bool, Field(strict=True)] = False
    in_force: InForce = ALWAYS


class Ledger(Frozen):
    """A score in ``[floor, ceiling]`` that moves at each record, and a published band.

    Everyone opens at one score, or at one drawn from a distribution; ``newcomers`` to a
    population with turnover may open elsewhere than those who are there from the start. The band
    is copied from the score at each record or at the end of each window (``update``). Bands
    stand in ascending order and the first starts at the floor.
    """

    kind: Literal["ledger"]
    id: Id
    title: Title
    opening: Opening
    newcomers: Opening | None = None
    floor: Points
    ceiling: Points
    update: Literal["each record", "each window"]
    bands: tuple[Band, ...] = Field(min_length=1, max_length=64)
    rules: tuple[Rule, ...]

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: itself."""
        return (self,)

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()

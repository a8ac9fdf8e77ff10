"""A points ledger with bands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import BandId, Days, Frozen, Id, Points, Quantity, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.opening import Opening

MOVES = ("points", "to", "cap", "expires", "exclusive")
"""What a rule says of how it moves a score."""


class Band(Frozen):
    """A class of the ladder: scores in ``[from, next band's from)``, the last up to the ceiling."""

    id: BandId
    title: Title
    from_: Points = Field(alias="from")


class Rule(Frozen):
    """Points for a record of the deed ``on``, or a move straight to a band.

    ``points`` holds one value, or one for the first, second, ... record of a calendar year (the
    last serves all later ones). ``cap`` is the most points this rule may move in a calendar
    year, as a magnitude; the excess is cut off. In place of points, ``to`` names a band: a score
    below it is raised to its lowest score, one above it lowered to its highest. After
    ``expires`` days the points that were moved are given back. An ``exclusive`` rule that matches
    ends the instrument's work on the record.
    """

    id: Id
    title: Title
    on: str
    points: tuple[Points, ...] | None = Field(default=None, min_length=1, max_length=16)
    to: BandId | None = None
    cap: Points | None = None
    expires: Days | None = None
    exclusive: Annotated[bool, Field(strict=True)] = False
    in_force: InForce = ALWAYS

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.points is None) == (self.to is None):
            raise PydanticCustomError(
                "points", "moves by 'points' or straight 'to' a band; write exactly one of the two"
            )
        if self.to is not None and self.cap is not None:
            raise PydanticCustomError(
                "cap", "a cap counts points; drop it where a rule moves straight to a band"
            )
        return self

    @property
    def steps(self) -> tuple[float, ...]:
        """Points of the first, second, ... record of a year; none for a move to a band."""
        return (0.0,) if self.points is None else tuple(points.value for points in self.points)


class Ledger(Keeper):
    """A score in ``[floor, ceiling]`` that moves at each record, and a published band.

    Everyone opens at one score, or at one drawn from a distribution; ``newcomers`` to a
    population with turnover may open elsewhere than those who are there from the start. The band
    is copied from the score at each record or at the end of each window (``update``). Bands
    stand in ascending order and the first starts at the floor. The score is held within its
    bounds at each record, or points are netted and only their sum at the end of each window is
    cut (``clamp``). A ledger that ``follows`` people is inherited by the next place when they move;
    others open anew. Where a ledger ``resets``, scores return to the opening with the first window
    of a calendar year.
    """

    kind: Literal["ledger"]
    id: Id
    title: Title
    opening: Opening
    newcomers: Opening | None = None
    floor: Points
    ceiling: Points
    update: Literal["each record", "each window"]
    clamp: Literal["each record", "each window"] = "each record"
    resets: Literal["each year"] | None = None
    follows: Annotated[bool, Field(strict=True)] = False
    bands: tuple[Band, ...] = Field(min_length=1, max_length=64)
    rules: tuple[Rule, ...]

    def rules_left_out(self) -> dict[str, Self | None]:
        """The ledger without one of its rules, by its id."""
        return {
            rule.id: self.model_copy(
                update={"rules": tuple(r for r in self.rules if r.id != rule.id)}
            )
            for rule in self.rules
        }

    def answering(self, name: str, deeds: Collection[str]) -> Self:
        """The ledger with those of its rules, perhaps none: then everybody stays as they open."""
        rules = tuple(rule for rule in self.rules if rule.on in deeds)
        return self.model_copy(update={"id": name, "rules": rules})

    def hands(self) -> int:
        """All rules have points or a band."""
        return len(self.rules)

    def dealt_anew(self, order: tuple[int, ...]) -> Self:
        """Each rule keeps its deed and dates, and moves scores as another does."""
        moves = [{key: getattr(rule, key) for key in MOVES} for rule in self.rules]
        rules = tuple(
            rule.model_copy(update=moves[k]) for rule, k in zip(self.rules, order, strict=True)
        )
        return self.model_copy(update={"rules": rules})

    def ends_of(self, band: str) -> tuple[int, int]:
        """The lowest and the highest score of a band."""
        place = [it.id for it in self.bands].index(band)
        starts = [int(it.from_.value) for it in self.bands]
        return starts[place], [*(s - 1 for s in starts[1:]), int(self.ceiling.value)][place]

    def deeds(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every deed it names, with the place where."""
        return tuple((("rules", r, "on"), rule.on) for r, rule in enumerate(self.rules))

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: itself."""
        return (self,)

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()

    def settled(self) -> None:
        """Records move it, no settlement does."""


def unmoved(
    name: str,
    title: Title,
    opening: Opening,
    bounds: tuple[Quantity, Quantity],
    bands: tuple[Band, ...],
    newcomers: Opening | None = None,
) -> Ledger:
    """A score with bands that no record moves, between ``bounds`` (floor, ceiling)."""
    return Ledger(
        kind="ledger",
        id=name,
        title=title,
        opening=opening,
        newcomers=newcomers,
        floor=bounds[0],
        ceiling=bounds[1],
        update="each window",
        bands=bands,
        rules=(),
    )

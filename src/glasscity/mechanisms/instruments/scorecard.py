"""A score that is worked out anew from other scores, and from those of friends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import Frozen, Id, Points, Title, VariedWeight, Weight, value_in
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.ledger import Band, Ledger, unmoved
from glasscity.mechanisms.instruments.opening import Opening
from glasscity.tables.rows import CardRow, FactorRow, FriendsRow
from glasscity.vocabulary.strata import N_STRATA, labels_of

Combine = Literal["mean", "sum"]
Reads = Literal["raw", "recursive"]


class Step(Frozen):
    """Points for scores of at least ``from``, up to the next step."""

    from_: Points = Field(alias="from")
    points: Weight


class Factor(Frozen):
    """Another instrument's score, turned into points.

    Linear: its score times ``weight``. With ``steps`` (a transform that is constant from each
    step to the next): the points of the step, times ``weight``; below the first step, none.
    """

    reads: str
    weight: Weight
    steps: tuple[Step, ...] = Field(default=(), max_length=64)

    def points_at(self, score: int) -> float:
        """What the factor makes of a score."""
        value = float(score)
        if self.steps:
            reached = [step.points.value for step in self.steps if step.from_.value <= score]
            value = reached[-1] if reached else 0.0
        return value * self.weight.value


class Friends(Frozen):
    """How friends along ``ties`` of the population enter a score, with weight ``share``.

    ``mean``: score = (1 - share) * own + share * mean of friends (own where there are none).
    ``sum``: score = own + share * sum over friends. ``raw`` takes what friends' own factors come
    to, ``recursive`` their last score, friends included (oracle A5).
    """

    ties: str
    share: Weight
    combine: Combine
    reads: Reads


class Scorecard(Keeper):
    """A score from other scores, refreshed at each window's end (semantics 13.5).

    Own points are ``base`` (by a dimension, if need be) plus the factors in file order; then
    friends. The score is rounded half to even and cut to ``[floor, ceiling]``. Until the first
    window ends everybody stands at ``opening``.
    """

    says: ClassVar[str] = "A score worked out from other scores at the end of each window."

    kind: Literal["scorecard"]
    id: Id
    title: Title
    opening: Opening
    floor: Points
    ceiling: Points
    bands: tuple[Band, ...] = Field(min_length=1, max_length=64)
    base: VariedWeight
    factors: tuple[Factor, ...] = Field(default=(), max_length=32)
    friends: Friends | None = None

    def without(self, family: str, name: str) -> Self:
        """The score without the factors that read what is left out."""
        if family != "instruments":
            return self
        rest = tuple(factor for factor in self.factors if factor.reads != name)
        return self.model_copy(update={"factors": rest})

    def rules_left_out(self) -> dict[str, Self | None]:
        """The score without one of the instruments it reads, or without friends."""
        found: dict[str, Self | None] = {
            factor.reads: self.without("instruments", factor.reads) for factor in self.factors
        }
        if self.friends is not None:
            found["friends"] = self.model_copy(update={"friends": None})
        return found

    def variants(self) -> Iterator[tuple[str, Self]]:
        """Friends counted by their own points where it was by their scores, or the reverse."""
        if self.friends is not None:
            other = "recursive" if self.friends.reads == "raw" else "raw"
            friends = self.friends.model_copy(update={"reads": other})
            yield f"friends-{other}", self.model_copy(update={"friends": friends})

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: one that no record moves."""
        bounds = (self.floor, self.ceiling)
        return (unmoved(self.id, self.title, self.opening, bounds, self.bands),)

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()

    def deeds(self) -> tuple[()]:
        """The deeds that it names: none."""
        return ()

    def settled(self) -> CardRow:
        """How the score is worked out at a window's end."""
        friends = self.friends
        return CardRow(
            np.array([value_in(self.base, labels_of(g)) for g in range(N_STRATA)]),
            tuple(FactorRow(factor.reads, factor.points_at) for factor in self.factors),
            None
            if friends is None
            else FriendsRow(
                friends.ties,
                friends.share.value,
                friends.combine == "sum",
                friends.reads == "recursive",
            ),
        )

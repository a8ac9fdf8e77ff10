"""A population: published margins, never people."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.documents.conduct import Id
from glasscity.evidence import Frozen, People, Spread, Title, VariedShare
from glasscity.vocabulary.terms import Dimension, Grade


class Margin(Frozen):
    """Shares or counts of one dimension, or of two crossed (then one mapping per level).

    ``cells`` are in ``unit``; shares add up to 1. Margins are always sourced: a made-up margin
    is refused outside documents with status ``test``.
    """

    over: tuple[Dimension, ...] = Field(min_length=1, max_length=2)
    unit: Literal["share", "people"]
    source: str | None = None
    grade: Grade | None = None
    assumed: Annotated[str, Field(min_length=12)] | None = None
    cells: dict[str, float | dict[str, float]]


class Population(Frozen):
    """The adults of one place. ``people`` are represented, however many are simulated.

    ``enrolled`` is the share whose photo is in the local register; ``look_alike_spread`` the
    coefficient of variation of how often a person is mistaken for others.
    """

    format: Literal["glasscity/population/1"]
    id: Id
    title: Title
    status: Literal["sourced", "test"] = "sourced"
    people: People
    margins: tuple[Margin, ...] = Field(min_length=1)
    enrolled: VariedShare
    look_alike_spread: Spread

"""A population: published margins, never people."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from glasscity.evidence import (
    FewPeople,
    Frozen,
    Id,
    Number,
    People,
    PlaceCount,
    Share,
    Spread,
    Title,
    VariedOccurrence,
    VariedShare,
    has_one_origin,
    value_in,
)
from glasscity.mechanisms.standing import known_levels
from glasscity.vocabulary.strata import labels_of
from glasscity.vocabulary.terms import Dimension, Grade, UnitOfPopulation


def _crossing(cell: Any) -> str:
    return "crossed" if isinstance(cell, dict) else "single"


Cell = Annotated[
    Annotated[Number, Tag("single")] | Annotated[dict[str, Number], Tag("crossed")],
    Discriminator(_crossing),
]


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
    cells: dict[str, Cell]

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        has_one_origin(self.source, self.grade, self.assumed)
        return self


class Turnover(Frozen):
    """People who come and go: each leaves at rate ``leaves``, and a newcomer takes the place.

    Per person-year (then with chance 1 - exp(-rate * years of the window)) or a chance per
    window. A newcomer is of the same stratum, with traits of their own, opening standings and
    nothing pending. Who ``moves`` in from another place keeps traits and habits, and of all that
    was recorded only the ledgers that follow people.
    """

    leaves: VariedOccurrence
    moves: VariedOccurrence | None = None


class Between(Frozen):
    """Ties from people of the levels ``one`` of a dimension to those of ``other`` alone.

    Such as wife and husband, or parent and grown child. Nobody else looks for anybody.
    """

    by: Dimension
    one: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        known_levels(self.by, (*self.one, *self.other))
        return self


class Ties(Frozen):
    """Friends, partners or relatives: each of ``degree`` rounds pairs everybody, both ways.

    With chance ``homophily`` a person looks among people of the same level of ``by``, else among
    all who look anywhere. Where ``looks`` is given, only that share look for anybody in a round;
    ``between`` ties people of some levels to people of others. Newcomers take over the ties of
    the place they come to.
    """

    id: Id
    title: Title
    degree: FewPeople
    looks: VariedShare | None = None
    between: Between | None = None
    homophily: Share
    by: Dimension


class Children(Frozen):
    """The shares of people with ``one``, ``two`` and ``three`` children who depend on them.

    Each child is counted with one adult, such as the one who enrols it at a school: the number
    of children by adult is that of the place, not that by parent. Children are not simulated.
    """

    one: VariedShare
    two: VariedShare
    three: VariedShare


class Own(Frozen):
    """What is known of one region: each margin stands in for that of all over the same."""

    margins: tuple[Margin, ...] = Field(min_length=1)


class Places(Frozen):
    """The places of a nation, each closed: ``number`` in all, in regions with published people.

    ``cells`` hold the people, or the shares, of regions; they say how people are split, not how
    many there are. Regions are split into places alike, so many each as their people come to.
    Places have the nation's margins, but for those of ``own``, by region.
    """

    number: PlaceCount
    unit: Literal["share", "people"]
    source: str | None = None
    grade: Grade | None = None
    assumed: Annotated[str, Field(min_length=12)] | None = None
    cells: dict[Id, Number] = Field(min_length=1)
    own: dict[Id, Own] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        has_one_origin(self.source, self.grade, self.assumed)
        return self


class Population(Frozen):
    """The adults of one place, or its firms. ``people`` are represented, however many simulated.

    ``unit`` says whether persons or firms live there: firms have dimensions of their own, and
    wherever a document speaks of people, theirs are meant. ``places`` splits a nation.

    ``enrolled`` is the share whose photo is in the local register; ``look_alike_spread`` the
    coefficient of variation of how often a person is mistaken for others. ``references`` names
    a file, relative to this one, with sources beside the packaged ones.
    """

    format: Literal["glasscity/population/1"]
    id: Id
    title: Title
    status: Literal["sourced", "test"] = "sourced"
    unit: UnitOfPopulation = "person"
    people: People
    places: Places | None = None
    margins: tuple[Margin, ...] = Field(min_length=1)
    enrolled: VariedShare
    look_alike_spread: Spread
    turnover: Turnover | None = None
    ties: tuple[Ties, ...] = Field(default=(), max_length=8)
    children: Children | None = None
    references: Annotated[str, Field(min_length=1)] | None = None


def shares_of(children: Children, stratum: int) -> tuple[float, float, float]:
    """The shares of people of a stratum with one, two and three children."""
    labels = labels_of(stratum)
    one, two, three = children.one, children.two, children.three
    return value_in(one, labels), value_in(two, labels), value_in(three, labels)

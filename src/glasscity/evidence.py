"""A number and where it comes from: the only kind of number a document may hold."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from glasscity.vocabulary.strata import EVERY_DIMENSION
from glasscity.vocabulary.terms import Dimension, Grade, Unit


class Frozen(BaseModel):
    """Base of every part of a document: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


@functools.cache
def _names_of(shape: type[Frozen]) -> tuple[tuple[str, str], ...]:
    return tuple((name, info.alias or name) for name, info in shape.model_fields.items())


def parts_of(part: Frozen) -> Iterator[tuple[str, Any]]:
    """The parts of a document's part, in its order, by the names that people write."""
    held = vars(part)
    for name, written in _names_of(type(part)):
        yield written, held[name]


class Title(Frozen):
    """A name or sentence in the three languages of the faces."""

    en: str = Field(min_length=1)
    nl: str = Field(min_length=1)
    zh_Hans: str = Field(min_length=1)


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""How a part of a document is called: no character that a key or a path gives a meaning to."""
BandId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9+-]*$")]
"""How a band is called: as :data:`Id`, but also as classes are, ``AAA`` or ``A-``."""


def has_one_origin(source: str | None, grade: str | None, assumed: str | None) -> None:
    """Raise unless there is either a source with its grade or the reason of an assumption."""
    if (source is None) == (assumed is None):
        raise PydanticCustomError(
            "evidence",
            "needs exactly one of 'source' and 'assumed'; cite a reference with its grade, "
            "or write 'assumed:' with the reason",
        )
    if (source is None) != (grade is None):
        raise PydanticCustomError(
            "grade",
            "'source' and 'grade' go together; write the grade of the reference "
            "(S, P, R, R-, D or M), or drop the grade of an assumption",
        )


Number = Annotated[float, Field(strict=True)]
"""A number written as one: neither text nor true or false."""


class Quantity(Frozen):
    """A value, its unit, and its evidence: a graded source, or an assumption with a reason.

    ``source`` is a key of the list of references; ``assumed`` is the reason in words.
    ``range`` is what the value could also be, and always contains it.
    """

    value: Number
    unit: Unit
    source: str | None = None
    grade: Grade | None = None
    assumed: str | None = Field(default=None, min_length=12)
    range: tuple[Number, Number] | None = None

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        has_one_origin(self.source, self.grade, self.assumed)
        if self.range is not None and not self.range[0] <= self.value <= self.range[1]:
            raise PydanticCustomError(
                "range",
                "value {value} lies outside its range [{low}, {high}]; "
                "widen the range or mend the value",
                {"value": self.value, "low": self.range[0], "high": self.range[1]},
            )
        return self


def _not_bare(value: Any) -> Any:
    if isinstance(value, bool | int | float | str):
        raise PydanticCustomError(
            "bare_number",
            "a bare value without evidence; write 'value: {given}' with 'unit:', and 'source:' "
            "with 'grade:' or 'assumed:' with the reason",
            {"given": str(value)},
        )
    return value


@dataclass(frozen=True)
class Expects:
    """The unit and bounds a place in a document demands of a quantity, its range included."""

    units: tuple[Unit, ...]
    low: float = -math.inf
    high: float = math.inf
    whole: bool = False
    cents: bool = False

    def __call__(self, quantity: Quantity) -> Quantity:
        if quantity.unit not in self.units:
            raise PydanticCustomError(
                "unit",
                "unit '{given}' does not fit here; use {wanted}",
                {"given": quantity.unit, "wanted": " or ".join(f"'{u}'" for u in self.units)},
            )
        for value in (quantity.value, *(quantity.range or ())):
            if not self.low <= value <= self.high:
                raise PydanticCustomError(
                    "bounds",
                    "{given} is outside [{low}, {high}] for {unit}; mend the value or its range",
                    {
                        "given": f"{value:g}",
                        "low": f"{self.low:g}",
                        "high": f"{self.high:g}",
                        "unit": quantity.unit,
                    },
                )
        if self.whole and quantity.value != round(quantity.value):
            raise PydanticCustomError(
                "whole",
                "{given} {unit} is not whole; write an integer",
                {"given": f"{quantity.value:g}", "unit": quantity.unit},
            )
        if self.cents and abs(quantity.value * 100 - round(quantity.value * 100)) > 1e-6:
            raise PydanticCustomError(
                "cents",
                "{given} {unit} is finer than a hundredth; round it",
                {"given": f"{quantity.value:g}", "unit": quantity.unit},
            )
        return quantity


_Bare = BeforeValidator(_not_bare)

Points = Annotated[Quantity, _Bare, AfterValidator(Expects(("points",), -30000, 30000, whole=True))]
Days = Annotated[Quantity, _Bare, AfterValidator(Expects(("days",), 0, 16000, whole=True))]
Years = Annotated[Quantity, _Bare, AfterValidator(Expects(("years",), 0, 150))]
HalfLife = Annotated[Quantity, _Bare, AfterValidator(Expects(("days",), 1, 16000))]
Share = Annotated[Quantity, _Bare, AfterValidator(Expects(("share",), 0, 1))]
Chance = Annotated[Quantity, _Bare, AfterValidator(Expects(("chance",), 0, 1))]
Rate = Annotated[Quantity, _Bare, AfterValidator(Expects(("per person-year",), 0, 1000))]
YearlyShare = Annotated[Quantity, _Bare, AfterValidator(Expects(("per year",), 0, 1))]
Occurrence = Annotated[
    Quantity, _Bare, AfterValidator(Expects(("per person-year", "per window"), 0, 1000))
]
PerMonth = Annotated[Quantity, _Bare, AfterValidator(Expects(("per month",), 0, 1e9))]
Yearly = Annotated[Quantity, _Bare, AfterValidator(Expects(("per year",), 0, 1e9))]
People = Annotated[Quantity, _Bare, AfterValidator(Expects(("people",), 0, 1e11, whole=True))]
PlaceCount = Annotated[Quantity, _Bare, AfterValidator(Expects(("places",), 1, 65535, whole=True))]
Players = Annotated[Quantity, _Bare, AfterValidator(Expects(("people",), 2, 4000, whole=True))]
Few = Annotated[Quantity, _Bare, AfterValidator(Expects(("people",), 1, 4000, whole=True))]
Stake = Annotated[Quantity, _Bare, AfterValidator(Expects(("points",), 0, 100, whole=True))]
RecordsSoFar = Annotated[Quantity, _Bare, AfterValidator(Expects(("records",), 0, 1e9))]
Records = Annotated[Quantity, _Bare, AfterValidator(Expects(("records",), 1, 200, whole=True))]
Attempts = Annotated[Quantity, _Bare, AfterValidator(Expects(("attempts",), 0, 200, whole=True))]
Deeds = Annotated[Quantity, _Bare, AfterValidator(Expects(("deeds",), 0.001, 1e6))]
Strikes = Annotated[Quantity, _Bare, AfterValidator(Expects(("records",), 0, 200, whole=True))]
Money = Annotated[Quantity, _Bare, AfterValidator(Expects(("CNY",), -1e6, 1e6, cents=True))]
Fee = Annotated[Quantity, _Bare, AfterValidator(Expects(("CNY",), 0, 1e6, cents=True))]
Weight = Annotated[Quantity, _Bare, AfterValidator(Expects(("weight",), -1e6, 1e6))]
FewPeople = Annotated[Quantity, _Bare, AfterValidator(Expects(("people",), 1, 200, whole=True))]
Multiple = Annotated[Quantity, _Bare, AfterValidator(Expects(("multiple",), 0, 1000))]
Bounding = Annotated[Quantity, _Bare, AfterValidator(Expects(("multiple",), 1, 100))]
Hours = Annotated[Quantity, _Bare, AfterValidator(Expects(("hours",), 0, 10000, whole=True))]
Spread = Annotated[Quantity, _Bare, AfterValidator(Expects(("spread",), 0, 5))]

Q = TypeVar("Q")


def _known_levels(by: str, levels: dict[str, Any]) -> None:
    wanted = EVERY_DIMENSION[by]
    problems = [f"unknown '{level}'" for level in levels if level not in wanted]
    problems += [f"missing '{level}'" for level in wanted if level not in levels]
    if problems:
        raise PydanticCustomError(
            "levels",
            "levels of '{by}' must be exactly {wanted}; mend: {problems}",
            {"by": by, "wanted": ", ".join(wanted), "problems": ", ".join(problems)},
        )


class Varied(Frozen, Generic[Q]):
    """One quantity for each level of a dimension, in place of one for everyone."""

    by: Dimension
    levels: dict[str, Q]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        _known_levels(self.by, self.levels)
        return self


def _variation(value: Any) -> str:
    has_by = "by" in value if isinstance(value, dict) else hasattr(value, "by")
    return "varied" if has_by else "same"


VariedShare = Annotated[
    Annotated[Share, Tag("same")] | Annotated[Varied[Share], Tag("varied")],
    Discriminator(_variation),
]
VariedChance = Annotated[
    Annotated[Chance, Tag("same")] | Annotated[Varied[Chance], Tag("varied")],
    Discriminator(_variation),
]
VariedYears = Annotated[
    Annotated[Years, Tag("same")] | Annotated[Varied[Years], Tag("varied")],
    Discriminator(_variation),
]


VariedWeight = Annotated[
    Annotated[Weight, Tag("same")] | Annotated[Varied[Weight], Tag("varied")],
    Discriminator(_variation),
]
VariedOccurrence = Annotated[
    Annotated[Occurrence, Tag("same")] | Annotated[Varied[Occurrence], Tag("varied")],
    Discriminator(_variation),
]


class ChanceFrom(Frozen):
    """A chance for scores of at least ``from_``, up to the next step."""

    from_: Points = Field(alias="from")
    chance: Chance


Ladder = Annotated[tuple[ChanceFrom, ...], Field(min_length=1)]
"""A chance by score: constant from each step to the next, the last without end."""
VariedLadder = Annotated[
    Annotated[Ladder, Tag("same")] | Annotated[Varied[Ladder], Tag("varied")],
    Discriminator(_variation),
]


class Multipliers(Varied[Multiple]):
    """Multipliers of a rate by the levels of one dimension."""


def in_fen(money: Quantity) -> int:
    """An amount of money in whole fen."""
    return round(money.value * 100)


def value_in(varied: Quantity | Varied[Quantity], labels: dict[str, str]) -> float:
    """The value of a quantity, or of its variation, in the stratum with these level labels."""
    quantity = varied if isinstance(varied, Quantity) else varied.levels[labels[varied.by]]
    return quantity.value


def ladder_in(
    varied: tuple[ChanceFrom, ...] | Varied[tuple[ChanceFrom, ...]], labels: dict[str, str]
) -> tuple[ChanceFrom, ...]:
    """The steps of a ladder, or of its variation, in the stratum with these level labels."""
    return varied if isinstance(varied, tuple) else varied.levels[labels[varied.by]]

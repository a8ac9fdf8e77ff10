"""A sweep: the same question put to several scenarios, lucks and settings of doubtful numbers.

It says what is to be lived, and nothing of what would be good: there is no objective in it, and
no place for one.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.documents.scenario import Place, Reason
from glasscity.evidence import Frozen, Id, Number, Title

Document = Literal["regime", "population", "conduct"]
MOST = 1 << 16


class Moved(Frozen):
    """A number that is moved: ``at`` a place ``of`` a document, items by their id.

    It is moved over the range it is written with, together with every number that is written in
    the same words; or, alone, over a ``range`` given here with the reason for it.
    """

    of: Document
    at: Place
    range: tuple[Number, Number] | None = None
    because: Reason | None = None

    @property
    def name(self) -> str:
        """The name of its column in what comes out."""
        return f"{self.of}.{self.at}"

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.range is not None and not self.range[0] < self.range[1]:
            raise PydanticCustomError(
                "range",
                "the range goes nowhere; write [lowest, highest]",
                {"low": self.range[0], "high": self.range[1]},
            )
        if (self.range is None) != (self.because is None):
            raise PydanticCustomError(
                "because",
                "'range' and 'because' go together; say why the number could lie there, or leave "
                "both out and it moves over the range it is written with",
            )
        return self


class Draws(Frozen):
    """Settings of numbers: ``many`` of them, spread ``by`` a design, beside the one as written.

    ``numbers`` are those that are moved; if left out, every number that is written with a range.
    A Sobol sequence has a power of two of settings.
    """

    by: Literal["latin-hypercube", "sobol"] = "latin-hypercube"
    many: Annotated[int, Field(strict=True, ge=1, le=MOST)]
    numbers: tuple[Moved, ...] | None = Field(default=None, min_length=1)
    seed: Annotated[int, Field(strict=True, ge=0, lt=1 << 63)] = 1

    @model_validator(mode="after")
    def _is_balanced(self) -> Self:
        if self.by == "sobol" and self.many & (self.many - 1):
            raise PydanticCustomError(
                "sobol",
                "{many} settings of a Sobol sequence are not spread evenly; write {less} or {more}",
                {
                    "many": self.many,
                    "less": 1 << (self.many.bit_length() - 1),
                    "more": 1 << self.many.bit_length(),
                },
            )
        return self


class Seeds(Frozen):
    """Lucks: ``many`` seeds from ``first`` on. Each is the same luck in every scenario."""

    first: Annotated[int, Field(strict=True, ge=0, lt=1 << 62)] = 1
    many: Annotated[int, Field(strict=True, ge=1, le=MOST)] = 1


class Sweep(Frozen):
    """Every scenario with every luck at every setting, each lived by so many ``people``.

    ``scenarios`` are regimes and scenarios of the catalogue, or files beside this one, lived on
    their own population or on ``population``. ``measures`` are kept of each; all if left out.
    """

    format: Literal["glasscity/sweep/1"]
    id: Id
    title: Title
    summary: Title
    scenarios: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    population: Annotated[str, Field(min_length=1)] | None = None
    people: Annotated[int, Field(strict=True, ge=1)]
    years: Annotated[float, Field(strict=True, ge=0.01, le=43)]
    seeds: Seeds = Seeds()
    draws: Draws | None = None
    measures: Annotated[tuple[str, ...], Field(min_length=1)] | None = None

    @property
    def settings(self) -> int:
        """Settings lived, the one as written among them."""
        return 1 + (0 if self.draws is None else self.draws.many)

    @property
    def members(self) -> int:
        """How many runs it comes to."""
        return len(self.scenarios) * self.settings * self.seeds.many

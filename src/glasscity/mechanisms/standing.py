"""The standing that a consequence reads, and on whom it bears."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Frozen
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.part import Part
from glasscity.vocabulary.strata import EVERY_DIMENSION
from glasscity.vocabulary.terms import Dimension


class When(Frozen):
    """Published in one of ``bands`` of ``instrument``, or on that list or register.

    ``codes`` narrows a register down to entries of these codes.
    """

    instrument: str
    bands: tuple[str, ...] | None = None
    codes: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.bands is not None and not self.bands:
            raise PydanticCustomError("bands", "an empty list of bands meets nobody; name a band")
        if self.codes is not None and not self.codes:
            raise PydanticCustomError("codes", "an empty list of codes meets nobody; name a code")
        return self

    def lists(self, rows: tuple[Listing, ...]) -> tuple[Listing, ...]:
        """Those of the instrument's lists on which a person must be, on one at least."""
        names = {f"{self.instrument}-{code}" for code in self.codes or ()}
        return tuple(row for row in rows if self.codes is None or row.id in names)

    def without(self, family: str, name: str) -> Self | None:
        """The standing where an instrument or a code of it is left out; None if it is none."""
        if family == "instruments":
            return None if self.instrument == name else self
        if family != "rules" or self.codes is None:
            return self
        codes = tuple(code for code in self.codes if f"{self.instrument}/{code}" != name)
        return self.model_copy(update={"codes": codes}) if codes else None

    def reading(self, old: str, new: str) -> Self:
        """The standing on instrument ``new`` where it was on ``old``."""
        return self.model_copy(update={"instrument": new}) if self.instrument == old else self


class Reader(Part):
    """A part of a regime that may read one standing, as ``when``."""

    def without(self, family: str, name: str) -> Self | None:
        """The part where another is left out; None without the standing that it reads."""
        read = {key: value for key, value in self if isinstance(value, When)}
        kept = {key: when.without(family, name) for key, when in read.items()}
        if None in kept.values():
            return None
        return self.model_copy(update=kept) if kept != read else self

    def reading(self, old: str, new: str) -> Self:
        """The part that reads instrument ``new`` where it read ``old``."""
        read = {key: value.reading(old, new) for key, value in self if isinstance(value, When)}
        return self.model_copy(update=read)


def known_levels(by: str, levels: tuple[str, ...]) -> None:
    """Raise unless these are levels of the dimension."""
    wanted = EVERY_DIMENSION[by]
    if wrong := [level for level in levels if level not in wanted]:
        raise PydanticCustomError(
            "levels",
            "'{by}' has no level '{wrong}'; use some of: {wanted}",
            {"by": by, "wrong": wrong[0], "wanted": ", ".join(wanted)},
        )


class Whom(Frozen):
    """Only people of these ``levels`` of one dimension of strata."""

    by: Dimension
    levels: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        known_levels(self.by, self.levels)
        return self

    def holds(self, labels: dict[str, str]) -> bool:
        """Whether people of the stratum with these level labels are among them."""
        return labels[self.by] in self.levels

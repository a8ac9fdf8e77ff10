"""The standing that a consequence reads, and on whom it bears."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Frozen
from glasscity.vocabulary.strata import DIMENSIONS
from glasscity.vocabulary.terms import Dimension


class When(Frozen):
    """Either published in one of ``bands`` of the ledger ``instrument``, or on that list."""

    instrument: str
    bands: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.bands is not None and not self.bands:
            raise PydanticCustomError("bands", "an empty list of bands meets nobody; name a band")
        return self


class Whom(Frozen):
    """Only people of these ``levels`` of one dimension of strata."""

    by: Dimension
    levels: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        wanted = DIMENSIONS[self.by]
        if wrong := [level for level in self.levels if level not in wanted]:
            raise PydanticCustomError(
                "levels",
                "'{by}' has no level '{wrong}'; use some of: {wanted}",
                {"by": self.by, "wrong": wrong[0], "wanted": ", ".join(wanted)},
            )
        return self

    def holds(self, labels: dict[str, str]) -> bool:
        """Whether people of the stratum with these level labels are among them."""
        return labels[self.by] in self.levels

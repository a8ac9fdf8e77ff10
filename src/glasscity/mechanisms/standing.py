"""The standing that a consequence reads."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Frozen


class When(Frozen):
    """Either published in one of ``bands`` of the ledger ``instrument``, or on that list."""

    instrument: str
    bands: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.bands is not None and not self.bands:
            raise PydanticCustomError("bands", "an empty list of bands meets nobody; name a band")
        return self

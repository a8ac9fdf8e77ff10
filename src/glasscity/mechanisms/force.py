"""When a row of a regime is in force."""

from __future__ import annotations

import datetime
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Frozen


class InForce(Frozen):
    """The half-open span of dates ``[from, until)``; an open end is left out."""

    from_: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.from_ and self.until and self.until <= self.from_:
            raise PydanticCustomError(
                "in_force",
                "in force until {until}, which is not after {start}; swap or mend the dates",
                {"until": str(self.until), "start": str(self.from_)},
            )
        return self

    def days(self, start: datetime.date) -> tuple[int, int]:
        """``[from, until)`` in whole days since ``start``, within what 16 bits hold."""
        first = 0 if self.from_ is None else max(0, (self.from_ - start).days)
        last = 65535 if self.until is None else max(0, (self.until - start).days)
        return min(first, 65535), min(last, 65535)


ALWAYS = InForce()

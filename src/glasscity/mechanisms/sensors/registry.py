"""A register kept by a body: a court, a utility, a blood bank."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasscity.evidence import Days, Frozen, Rate, Title, VariedShare


class Registry(Frozen):
    """Sees a deed with chance ``completeness`` after ``delay`` days, always on its doer.

    ``false_records`` per person-year are entered on people who did nothing (a mixed-up name or
    number), for each kind of deed it sees.
    """

    kind: Literal["registry"]
    id: str
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    completeness: VariedShare
    false_records: Rate
    delay: Days

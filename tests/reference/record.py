"""A record: what reaches an instrument."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.vocabulary.codes import Column
from reference.appeal import Appeal


@dataclass(frozen=True)
class Record:
    """A record of a deed of ``kind``, taking effect on ``day`` in one column.

    ``struck_after`` is the lag in days of the correction that will strike a false record, and
    None for every other record. ``appeal`` is what was filed against it. ``number`` is its place
    among the records of the window, in column recorded.
    """

    kind: str
    column: Column
    day: int
    is_true: bool = True
    struck_after: int | None = None
    appeal: Appeal | None = None
    number: int = -1

    def is_struck_within(self, days: float | None) -> bool:
        """Whether it will be struck before ``days`` have passed; None is for ever."""
        return self.struck_after is not None and (days is None or self.struck_after < days)

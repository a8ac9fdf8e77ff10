"""A list entered by a number of records in a period."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasscity.evidence import Days, Frozen, Id, Records, Title
from glasscity.mechanisms.force import ALWAYS, InForce


class Listing(Frozen):
    """Lists whoever has ``count`` records on its ``grounds`` within ``period`` days.

    A listing on day d lasts until the start of day d + ``term``; without a term it has no end
    but the striking of the records behind it. A record counts for ``period`` days from its own
    date. Who is listed is not listed again before the end.
    """

    kind: Literal["list"]
    id: Id
    title: Title
    grounds: tuple[str, ...] = Field(min_length=1)
    count: Records
    period: Days
    term: Days | None = None
    in_force: InForce = ALWAYS

    def ledger_rows(self) -> tuple[()]:
        """The scores with bands that it keeps: none."""
        return ()

    def list_rows(self) -> tuple[Listing, ...]:
        """The lists that it keeps: itself."""
        return (self,)

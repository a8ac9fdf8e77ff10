"""What the reference leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

from reference.diary import Line
from reference.fields import Row

Tallies = dict[tuple[int, int, str, str], int]
"""Counts by (window, stratum, measure, key), never 0."""


@dataclass(frozen=True)
class Result:
    """Lines (windows outer, persons inner), final standings by person, tallies and fields.

    ``scores`` and ``bands`` are by ledger row, then person; ``counts`` and ``list_ends`` by list,
    then person. A list end is -1 (not listed), a day, or None (no term).
    """

    lines: list[Line]
    scores: list[dict[int, int]]
    bands: list[dict[int, int]]
    counts: list[dict[int, int]]
    list_ends: list[dict[int, int | None]]
    tallies: Tallies
    fields: list[Row]
    firms: Result | None = None

    def lines_of(self, person: int) -> list[Line]:
        """The lines of one person."""
        return [line for line in self.lines if line[0] == person]

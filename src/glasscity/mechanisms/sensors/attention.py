"""Effort that goes where records already are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Frozen, RecordsSoFar, Varied
from glasscity.tables.rows import AttentionRow


class Attention(Frozen):
    """One unit of effort a window, sent to one area by its records (target T7).

    Areas are the levels of a dimension, which ``opening`` gives their records at the start. Each
    window the sensor goes to one of them with chance proportional to its records; deeds of people
    elsewhere are out of its view. A deed at which it names anybody (before any review) adds one
    record to its area; so does one at which a sensor named in ``also`` does, wherever it is.
    ``corrected``: a deed of its own counts only with a chance in proportion to the other areas'
    share of the records, the largest such chance being 1.
    """

    opening: Varied[RecordsSoFar]
    also: tuple[str, ...] = ()
    corrected: bool = False

    @model_validator(mode="after")
    def _has_somewhere_to_go(self) -> Self:
        if not any(count.value > 0 for count in self.opening.levels.values()):
            raise PydanticCustomError(
                "attention", "no area has any records; give at least one some to start from"
            )
        return self

    def without(self, sensor: str) -> Self:
        """The attention that does not count the records of that sensor."""
        return self.model_copy(update={"also": tuple(it for it in self.also if it != sensor)})

    def variants(self) -> Iterator[tuple[str, Self]]:
        """With the correction for where effort went, or without it."""
        name = "attention-uncorrected" if self.corrected else "attention-corrected"
        yield name, self.model_copy(update={"corrected": not self.corrected})

    def row(self) -> AttentionRow:
        """The law as numbers."""
        return AttentionRow(
            by=self.opening.by,
            opening={level: count.value for level, count in self.opening.levels.items()},
            also=self.also,
            is_corrected=self.corrected,
        )

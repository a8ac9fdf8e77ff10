"""Published figures: the only objectives that a calibration may have."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.problem import did_you_mean, some_of
from glasscity.documents.references import Reference
from glasscity.documents.resolve import packaged_references
from glasscity.vocabulary.published import Row, table

UNFIT = ("M", "R-")
"""Grades on which no objective may rest: from memory, and weakly reported."""
Counted = tuple[str, str]
"""A measure of tallies, and how its keys begin (empty: all)."""


@dataclass(frozen=True)
class PublishedFigure:
    """A row of the list of published figures, named by its id: no other can be made.

    Its value, source and grade are those of the list; it has none of its own. Raises ValueError
    for an id that the list has not, and for a row that rests on too little.
    """

    id: str

    def __post_init__(self) -> None:
        """Refuse what is no sound row of the list."""
        if type(self) is not PublishedFigure:
            raise TypeError("a published figure is a row of the list, and nothing built on it")
        known = table()
        if self.id not in known:
            near = did_you_mean(self.id, known)
            hint = f" (did you mean '{near}'?)" if near else ""
            raise ValueError(f"no published figure '{self.id}' - known: {some_of(known)}{hint}")
        reference = packaged_references().entries.get(self.fact)
        if reference is None or self.grade not in reference.grades:
            raise ValueError(f"'{self.id}' rests on no reference '{self.fact}' of that grade")
        if self.grade in UNFIT:
            raise ValueError(f"'{self.id}' is graded {self.grade}: too little to aim at")
        if self._row["value"] not in reference.statement:
            raise ValueError(f"'{self.fact}' does not state {self._row['value']}")

    @property
    def _row(self) -> Row:
        return table()[self.id]

    @property
    def fact(self) -> str:
        """The key of the reference in which it is stated."""
        return self._row["fact"]

    @property
    def reference(self) -> Reference:
        """The reference in which it is stated."""
        return packaged_references().entries[self.fact]

    @property
    def grade(self) -> str:
        """How far the reference can be trusted in this."""
        return self._row["grade"]

    @property
    def value(self) -> float:
        """The figure, for each person and year or each person-year of a stock."""
        return float(self._row["value"])

    @property
    def regime(self) -> str:
        """The system of which it was published."""
        return self._row["regime"]

    @property
    def meaning(self) -> str:
        """The figure in words."""
        return self._row["meaning"]

    @property
    def counted(self) -> tuple[Counted, ...]:
        """What a run counts for it, to be added up."""
        return tuple(_counted(part) for part in self._row["counted"].split("+"))

    @property
    def over(self) -> Counted:
        """What that is divided by: people, or person-days."""
        return _counted(self._row["over"])


def published(regime: str) -> tuple[PublishedFigure, ...]:
    """All figures of one system, in the order of the list."""
    return tuple(PublishedFigure(it) for it, row in table().items() if row["regime"] == regime)


def _counted(words: str) -> Counted:
    measure, _, key = words.partition(":")
    return measure, key

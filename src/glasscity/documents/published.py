"""Published figures: the only objectives that a calibration may have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from glasscity.documents.problem import did_you_mean, some_of
from glasscity.documents.references import Reference
from glasscity.documents.resolve import packaged_references
from glasscity.vocabulary.published import Row, table, totals

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
        _rests(self.id, self._row)

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


@dataclass(frozen=True)
class PublishedTotal:
    """A row of the running totals published of the courts' list, named by its id.

    Raises ValueError as a :class:`PublishedFigure` does.
    """

    id: str

    def __post_init__(self) -> None:
        """Refuse what is no sound row of the list."""
        if type(self) is not PublishedTotal:
            raise TypeError("a published total is a row of the list, and nothing built on it")
        if self.id not in totals():
            raise ValueError(f"no published total '{self.id}' - known: {some_of(totals())}")
        _rests(self.id, self._row)

    @property
    def _row(self) -> Row:
        return totals()[self.id]

    @property
    def date(self) -> datetime.date:
        """As of when; the first of the month where a report names the month alone."""
        return datetime.date.fromisoformat(self._row["date"])

    @property
    def counted(self) -> str:
        """What was counted: names ``listed`` or ``complied``, ``flights`` or ``trains`` refused."""
        return self._row["counted"]

    @property
    def value(self) -> float:
        """Millions since October 2013."""
        return float(self._row["value"])

    @property
    def fact(self) -> str:
        """The key of the reference in which it is stated."""
        return self._row["fact"]

    @property
    def use(self) -> str:
        """``pace`` of entries, ``fit``, or ``kept`` to test against."""
        return self._row["use"]


def published_totals(counted: str, *use: str) -> tuple[PublishedTotal, ...]:
    """The totals of one count that have such a use, by date."""
    rows = totals().items()
    return tuple(
        PublishedTotal(it) for it, row in rows if row["counted"] == counted and row["use"] in use
    )


def _rests(name: str, row: Row) -> None:
    """Raise ValueError unless a row's value stands in a reference that is trusted enough."""
    reference = packaged_references().entries.get(row["fact"])
    if reference is None or row["grade"] not in reference.grades:
        raise ValueError(f"'{name}' rests on no reference '{row['fact']}' of that grade")
    if row["grade"] in UNFIT:
        raise ValueError(f"'{name}' is graded {row['grade']}: too little to aim at")
    if row["value"] not in reference.statement:
        raise ValueError(f"'{row['fact']}' does not state {row['value']}")


def _counted(words: str) -> Counted:
    measure, _, key = words.partition(":")
    return measure, key

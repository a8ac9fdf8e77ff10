"""The questions of the audit, one row each, in the order in which they are answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from glasscity.measures.interval import Interval
from glasscity.studies.audit import error
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.lab import Lab


@dataclass(frozen=True)
class Question:
    """A question: its place in the order, its id and words, and what answers it.

    ``numbers`` are the names of the numbers of its answers. ``headline`` finds the first of
    them alone, cheaply, on any lab.
    """

    place: int
    id: str
    title: str
    answer: Callable[[Lab], Answer]
    headline: Callable[[Lab], Interval]
    numbers: tuple[str, ...]


QUESTIONS: tuple[Question, ...] = (
    Question(1, error.ID, error.TITLE, error.answer, error.headline, error.NUMBERS),
)
"""A new question is one file with these names, and one row here in its place."""


def number_names(questions: Sequence[Question] = QUESTIONS) -> tuple[str, ...]:
    """Every number that a rule can name, in order."""
    return tuple(name for question in questions for name in question.numbers)

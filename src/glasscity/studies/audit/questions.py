"""The questions of the audit, one row each, in the order in which they are answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from glasscity.measures.interval import Interval
from glasscity.studies.audit import (
    assumptions,
    behaviour,
    contexts,
    error,
    groups,
    lasting,
    proportion,
    recourse,
    sight,
    spread,
)
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.headlines import Headline
from glasscity.studies.audit.lab import Lab


@dataclass(frozen=True)
class Question:
    """A question: its place in the order, its id and words, and what answers it.

    ``numbers`` are the names of the numbers of its answers. ``headline`` finds the first of
    them alone, cheaply, on any lab; ``bound`` parts its two sides.
    """

    place: int
    id: str
    title: str
    answer: Callable[[Lab], Answer]
    headline: Callable[[Lab], Interval]
    numbers: tuple[str, ...]
    bound: float = 0.0


EARLIER: tuple[Question, ...] = (
    Question(0, sight.ID, sight.TITLE, sight.answer, sight.headline, sight.NUMBERS),
    Question(1, error.ID, error.TITLE, error.answer, error.headline, error.NUMBERS),
    Question(2, groups.ID, groups.TITLE, groups.answer, groups.headline, groups.NUMBERS, 1.0),
    Question(3, lasting.ID, lasting.TITLE, lasting.answer, lasting.headline, lasting.NUMBERS),
    Question(4, contexts.ID, contexts.TITLE, contexts.answer, contexts.headline, contexts.NUMBERS),
    Question(
        5,
        proportion.ID,
        proportion.TITLE,
        proportion.answer,
        proportion.headline,
        proportion.NUMBERS,
    ),
    Question(
        6, recourse.ID, recourse.TITLE, recourse.answer, recourse.headline, recourse.NUMBERS, 0.5
    ),
    Question(
        7, behaviour.ID, behaviour.TITLE, behaviour.answer, behaviour.headline, behaviour.NUMBERS
    ),
    Question(8, spread.ID, spread.TITLE, spread.answer, spread.headline, spread.NUMBERS, 0.5),
)
"""A new question is one file with these names, and one row here in its place."""


def _headline(it: Question) -> Headline:
    words = f"question {it.place}, {it.numbers[0].replace('_', ' ')}"
    return Headline(it.id, words, it.headline, it.bound)


HEADLINES = tuple(_headline(it) for it in EARLIER)
LAST = Question(
    9,
    assumptions.ID,
    assumptions.TITLE,
    partial(assumptions.answer, headlines=HEADLINES),
    partial(assumptions.headline, headlines=HEADLINES),
    assumptions.NUMBERS,
)
"""What would flip the headlines of all others."""
QUESTIONS = (*EARLIER, LAST)


def number_names(questions: Sequence[Question] = QUESTIONS) -> tuple[str, ...]:
    """Every number that a rule can name, in order."""
    return tuple(name for question in questions for name in question.numbers)

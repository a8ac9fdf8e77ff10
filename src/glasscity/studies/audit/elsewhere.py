"""Elsewhere: do the findings of an audit carry over to another population?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from glasscity.charts.figure import Table
from glasscity.measures.interval import Interval
from glasscity.studies.audit.answer import NOT_ESTIMABLE, Answer
from glasscity.studies.audit.questions import Question
from glasscity.studies.audit.words import raised_words

Fate = Literal["carries over", "another size", "does not carry over", "not estimable"]
METHOD = (
    "The same rules, deeds and luck are lived by other people. A finding does not carry over "
    "where its question is raised among one population and not among the other; it is of another "
    "size where it is the same and the intervals do not meet. Carrying over to one more synthetic "
    "city does not make a finding hold for every one."
)


@dataclass(frozen=True)
class Carried:
    """A question's answer among the population of the document (here) and another (there)."""

    question: Question
    here: Answer
    there: Answer

    @property
    def fate(self) -> Fate:
        """What becomes of the finding there."""
        if NOT_ESTIMABLE in (self.here.raised, self.there.raised):
            return "not estimable"
        if self.here.raised != self.there.raised:
            return "does not carry over"
        return "carries over" if _meet(self.here.headline, self.there.headline) else "another size"


def _meet(a: Interval, b: Interval) -> bool:
    """Whether two intervals have a point in common; one that is not estimable meets all."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return True
    return a.low <= b.high and b.low <= a.high


@dataclass(frozen=True)
class Elsewhere:
    """The findings on another population, by question; ``title`` is the population's."""

    population: str
    title: str
    carried: tuple[Carried, ...]

    @property
    def sentence(self) -> str:
        """How many findings carry over, and which do not."""
        n = len(self.carried)
        kept = sum(it.fate in ("carries over", "another size") for it in self.carried)
        lost = [it.question.id for it in self.carried if it.fate == "does not carry over"]
        untold = [it.question.id for it in self.carried if it.fate == "not estimable"]
        words = f"Among the people of '{self.title}', {kept} of {n} findings are raised as here"
        words += f"; not so: {', '.join(lost)}" if lost else ""
        words += f"; not estimable: {', '.join(untold)}" if untold else ""
        return words + "."

    @property
    def table(self) -> Table:
        """Question by question: the first number here and there, and what becomes of it."""
        body = tuple(
            (
                f"{it.question.place}. {it.question.title}",
                *(
                    f"{answer.numbers[0].told if answer.numbers else 'not estimable'}, "
                    f"{raised_words(answer.raised)}"
                    for answer in (it.here, it.there)
                ),
                it.fate,
            )
            for it in self.carried
        )
        header = ("finding", "here", "there", "on the other population")
        return Table("The first number of each question, here and there", header, body)


def elsewhere(
    population: str,
    title: str,
    here: Sequence[tuple[Question, Answer]],
    there: Sequence[tuple[Question, Answer]],
) -> Elsewhere:
    """Hold answers to the same questions against each other."""
    found = {question.id: answer for question, answer in there}
    return Elsewhere(
        population,
        title,
        tuple(
            Carried(question, answer, found[question.id])
            for question, answer in here
            if question.id in found
        ),
    )

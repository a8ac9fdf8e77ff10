"""The shape of a paper: parts with sentences and tables, and the references it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from glasscity.charts.figure import Table
from glasscity.documents.references import References

JUDGEMENT = (
    "This is evidence for a person's judgement, drawn from a rule set as it was written down and, "
    "where said, from a simulated city. It decides nothing and is no legal advice."
)


class Answered(Protocol):
    """What a paper reads of an answer of the audit."""

    @property
    def title(self) -> str:
        """What was asked."""

    @property
    def sentence(self) -> str:
        """What was found, with its number."""

    @property
    def raised(self) -> str:
        """Whether the question is raised: yes, no or not estimable."""


Answers = Mapping[str, Answered]
"""Answers of an audit by the id of their question."""


@dataclass(frozen=True)
class Part:
    """A part of a paper: sentences, points, tables, smaller parts.

    ``mark`` is a status that stands beside the heading.
    """

    heading: str
    said: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper about one rule set; ``cites`` are keys of references, in the order of their use."""

    kind: str
    title: str
    about: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    cites: tuple[str, ...] = ()
    references: References | None = field(default=None, compare=False)

    def sources(self) -> tuple[tuple[str, str, str], ...]:
        """Each cited reference: key, what it states, where it was published."""
        entries = self.references.entries if self.references else {}
        return tuple(
            (key, _stated(entries[key].statement, entries[key].contested),
             "; ".join(entries[key].sources))
            for key in self.cites if key in entries
        )  # fmt: skip


def _stated(statement: str, contested: str | None) -> str:
    return statement if contested is None else f"{statement} Contested: {contested}."


def from_audit(
    answers: Answers | None, wanted: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the audit found on these questions, and what was not run."""
    found, missing = [], []
    for name in wanted:
        if answers is not None and name in answers:
            answer = answers[name]
            raised = {"yes": "raised", "no": "not raised here"}.get(answer.raised, answer.raised)
            found.append(f"audit, {answer.title} ({raised}): {answer.sentence}")
        else:
            missing.append(f"audit question '{name}' was not run")
    return tuple(found), tuple(missing)

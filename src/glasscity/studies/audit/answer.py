"""What a question of the audit is answered with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from glasscity.charts.figure import Figure, Table
from glasscity.measures.interval import Interval
from glasscity.measures.wording import with_bounds, with_percents

Raised = Literal["yes", "no", "not estimable"]
"""Whether a question is raised for a person to judge. ``no`` is not a clearance."""

NOT_ESTIMABLE: Raised = "not estimable"
RATE = "per 1,000 and year"
NOTHING = Interval(None, None, None, 0)


@dataclass(frozen=True)
class Number:
    """A number with its 95 % interval, under a name that a rule of ``--fail-on`` can use.

    ``words`` say what it is and of whom; ``unit`` is ``share`` (then shown in per cent) or
    anything else.
    """

    name: str
    words: str
    found: Interval
    unit: str = RATE

    @property
    def told(self) -> str:
        """The number with its bounds as faces show it."""
        return with_percents(self.found) if self.unit == "share" else with_bounds(self.found)


def _no_figures() -> tuple[Figure, ...]:
    return ()


@dataclass(frozen=True)
class Answer:
    """The answer to one question: a sentence, the numbers behind it, and what they lean on.

    The first of ``numbers`` is the one of the sentence. ``because`` says what would raise the
    question; ``method`` how intervals were made and whom they count; ``draw`` makes the figures
    when a page wants them. ``leans_on`` may be left empty: the audit then finds it by moving
    every assumed number over its range (``others_lean_on``: words by the id of a question).
    """

    id: str
    title: str
    sentence: str
    numbers: tuple[Number, ...]
    raised: Raised
    because: str
    method: str
    leans_on: str = ""
    others_lean_on: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    draw: Callable[[], tuple[Figure, ...]] = _no_figures

    @property
    def headline(self) -> Interval:
        """The number of the sentence."""
        return self.numbers[0].found if self.numbers else NOTHING

    @property
    def number(self) -> float | None:
        """The value of the headline, None where it is not estimable."""
        return self.headline.value

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """The bounds of the headline."""
        return self.headline.low, self.headline.high

    @property
    def n(self) -> int:
        """How many are behind the headline."""
        return self.headline.n


def raised_above(found: Interval, bound: float = 0.0) -> Raised:
    """Whether a number is above a bound beyond chance: its whole interval lies above."""
    if found.low is None:
        return NOT_ESTIMABLE
    return "yes" if found.low > bound else "no"

"""What the lab adds to a claim: a verdict that comes of a number, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal[
    "follows by arithmetic", "follows if", "fails if", "no information", "not testable"
]
Silence = Literal["no information", "not testable"]
ARITHMETIC: Literal["follows by arithmetic"] = "follows by arithmetic"
FOLLOWS_IF: Literal["follows if"] = "follows if"
FAILS_IF: Literal["fails if"] = "fails if"
NO_INFORMATION: Literal["no information"] = "no information"
NOT_TESTABLE: Literal["not testable"] = "not testable"
UNSETTLED = (NO_INFORMATION, NOT_TESTABLE)
Judge = Callable[[float], Verdict]
"""What a number says of a claim: the same function judges the world and what stands beside it."""
LONGEST = 400


@dataclass(frozen=True)
class Aside:
    """A number beside the one that settles a claim, and how it came about; or why there is none.

    ``verdict`` is what the same judge makes of it.
    """

    value: float | None
    how: str
    verdict: Verdict | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


def none(why: str) -> Aside:
    """No number, for this reason."""
    return Aside(None, why)


@dataclass(frozen=True)
class Table:
    """A small table behind a finding, as text."""

    title: str
    header: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Finding:
    """What running the lab says of a claim. Made by :func:`settled` or :func:`unsettled`.

    ``sentence`` names the deciding assumption; ``leans_on`` is the path of the number that moves
    ``number`` most within its range, or a choice of structure. ``interval`` covers these ranges
    and chance; ``envelope`` is worked out from the documents by hand; ``placebo`` is the number
    under a regime that knows nothing, ``without`` with the mechanism switched off. ``inputs`` are
    the facts and numbers that it was worked out from. ``holds``: whether the verdict is the same
    at both ends of the interval, None without one. ``judge`` stays where the finding was made.
    """

    verdict: Verdict
    sentence: str
    number: float | None
    unit: str
    interval: tuple[float, float] | None
    leans_on: str
    envelope: Aside
    placebo: Aside
    without: Aside
    inputs: tuple[str, ...]
    tables: tuple[Table, ...]
    holds: bool | None
    judge: Judge | None = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what could not be printed, or says less than it must."""
        said = self.sentence
        if not said.isprintable() or not said.endswith(".") or len(said) > LONGEST:
            raise ValueError(f"no printable sentence of at most {LONGEST} letters: {said!r}")
        for aside in (self.envelope, self.placebo, self.without):
            if len(aside.how) < 12:
                raise ValueError(f"{said!r}: say how {aside} came about, or why there is none")
        numbers = [self.number, *(self.interval or ())]
        if any(number is not None and not math.isfinite(number) for number in numbers):
            raise ValueError(f"{said!r}: {numbers} are not all finite")
        if self.interval is not None and self.number is not None:
            low, high = self.interval
            if not low <= self.number <= high:
                raise ValueError(f"{said!r}: {self.number} lies outside {low} to {high}")
        if self.verdict not in UNSETTLED and (self.number is None or self.interval is None):
            raise ValueError(f"{said!r}: '{self.verdict}' needs a number and its interval")
        if self.verdict == ARITHMETIC and len(set(self.inputs)) < 2:
            raise ValueError(f"{said!r}: arithmetic takes two numbers; name its inputs")


def settled(
    judge: Judge,
    *,
    sentence: str,
    number: float,
    unit: str,
    interval: tuple[float, float],
    leans_on: str,
    envelope: Aside,
    placebo: Aside,
    without: Aside,
    inputs: tuple[str, ...] = (),
    tables: tuple[Table, ...] = (),
) -> Finding:
    """A finding whose verdict is what ``judge`` makes of its number, as of those beside it.

    The interval is widened to hold the number.
    """
    low, high = min(*interval, number), max(*interval, number)
    return Finding(
        judge(number),
        sentence,
        number,
        unit,
        (low, high),
        leans_on,
        _judged(judge, envelope),
        _judged(judge, placebo),
        _judged(judge, without),
        inputs=inputs,
        tables=tables,
        holds=all(judge(end) == judge(number) for end in (low, high)),
        judge=judge,
    )


def _judged(judge: Judge, aside: Aside) -> Aside:
    if aside.value is None or not math.isfinite(aside.value):
        return Aside(None, aside.how)
    return Aside(aside.value, aside.how, judge(aside.value))


def unsettled(
    verdict: Silence,
    *,
    sentence: str,
    why: str,
    leans_on: str,
    number: float | None = None,
    unit: str = "",
    tables: tuple[Table, ...] = (),
) -> Finding:
    """A finding that the lab cannot settle the claim; ``why`` in plain words."""
    return Finding(
        verdict,
        sentence,
        number,
        unit,
        None,
        leans_on,
        none(why),
        none(why),
        none(why),
        (),
        tables,
        None,
        None,
    )

"""What the lab adds to a claim: a verdict that comes of a number, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
UNCOUNTED = (
    "Among so few people nobody was there to be counted, so that the number could not be had; "
    "whether the claim holds can only be told with more of them."
)


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
    under a regime that knows nothing. ``without`` is the number with the mechanism off that the
    verdict rests on: from a world that was lived, or a sum done anew, and never what must come
    out by how the number is defined; where no mechanism bears the verdict, it says so. ``inputs``
    are the facts and numbers that it was worked out from. ``holds``: whether the verdict is the
    same at both ends of the interval, None where nothing is settled. ``why`` says why the lab
    cannot settle the claim, None where it can. ``sizes``: the fewest and the most people in a
    world, None where none was lived. ``judge`` stays where the finding was made.
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
    why: str | None = None
    sizes: tuple[int, int] | None = None

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
        if (self.verdict in UNSETTLED) != (self.why is not None):
            raise ValueError(f"{said!r}: '{self.verdict}' goes with the reason {self.why!r}")
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
    alike: str = "",
) -> Finding:
    """A finding whose verdict is what ``judge`` makes of its number, as of those beside it.

    The interval is widened to hold the number. A number that could not be had, for nobody was
    there to be counted, settles nothing. Nor does one of which the judge says so; ``alike`` is
    why.
    """
    if not all(math.isfinite(it) for it in (number, *interval)):
        return unsettled(
            NO_INFORMATION,
            sentence=UNCOUNTED,
            why="nobody was counted of whom the number is a share, or by whom it is bounded",
            leans_on=leans_on,
            tables=tables,
        )
    low, high = min(*interval, number), max(*interval, number)
    verdict = judge(number)
    silent = verdict in UNSETTLED
    asides = (_there(it) for it in (envelope, placebo, without))
    by_hand, lot, off = (it if silent else _judged(judge, it) for it in asides)
    return Finding(
        verdict,
        sentence,
        number,
        unit,
        (low, high),
        leans_on,
        by_hand,
        lot,
        off,
        inputs=inputs,
        tables=tables,
        holds=None if silent else all(judge(end) == verdict for end in (low, high)),
        judge=judge,
        why=alike if silent else None,
    )


def _judged(judge: Judge, aside: Aside) -> Aside:
    return aside if aside.value is None else replace(aside, verdict=judge(aside.value))


def _there(aside: Aside) -> Aside:
    """The aside; without a number where nobody was there to be counted."""
    if aside.value is None or math.isfinite(aside.value):
        return aside
    return none(f"nobody was counted ({aside.how})")


def unsettled(
    verdict: Silence,
    *,
    sentence: str,
    why: str,
    leans_on: str,
    number: float | None = None,
    unit: str = "",
    interval: tuple[float, float] | None = None,
    envelope: Aside | None = None,
    placebo: Aside | None = None,
    tables: tuple[Table, ...] = (),
) -> Finding:
    """A finding that the lab cannot settle the claim; ``why`` in plain words."""
    there = number is not None and math.isfinite(number)
    ends = (number, *interval) if there and number is not None and interval else ()
    return Finding(
        verdict,
        sentence,
        number if there else None,
        unit,
        (min(ends), max(ends)) if ends and all(map(math.isfinite, ends)) else None,
        leans_on,
        _there(envelope or none(why)),
        _there(placebo or none(why)),
        none(why),
        inputs=(),
        tables=tables,
        holds=None,
        judge=None,
        why=why,
    )

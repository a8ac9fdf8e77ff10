"""One sentence, its interval, and the assumption it leans on most."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from glasscity.documents.resolve import City
from glasscity.evidence import Quantity
from glasscity.measures.expectation import Setting, expected_wrongful, setting_of
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval
from glasscity.measures.records import everybody_of, records_by_group
from glasscity.measures.wording import decimal, in_words, number, with_bounds
from glasscity.results.grounds import Ground, Place, grounds_of, together
from glasscity.results.run import Run

METHOD = (
    "Each assumed number that has a range is moved to both ends of it, one at a time, in the "
    "closed-form expectation of the rate of wrongful records; responses stay as the run found "
    "them. The one that moves the rate most is named. This is a first-order estimate: numbers "
    "moved together can do more."
)


@dataclass(frozen=True)
class Leaning:
    """What an assumption does to the expected rate of wrongful records.

    ``low`` and ``high`` are the ends of its range; ``at_low`` and ``at_high`` the rates there,
    per 1,000 people and year. Levels of one variation are moved together: then ``value``,
    ``low`` and ``high`` are those of its first level.
    """

    document: str
    path: str
    words: str
    value: float
    low: float
    high: float
    unit: str
    reason: str
    at_low: float
    at_high: float

    @property
    def effect(self) -> float:
        """How far the rate moves over the range."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Headline:
    """The wrongful records beside the true ones, and what their number leans on.

    ``true`` and ``wrongful`` are per 1,000 people and year; ``expected`` is the closed form of
    ``wrongful``; ``leans_on`` is None where no assumed number with a range moves it.
    """

    sentence: str
    true: Interval
    wrongful: Interval
    expected: float
    leans_on: Leaning | None
    others: tuple[Leaning, ...]


def with_value(node: object, steps: Place, value: float) -> object:
    """A document with the quantity at ``steps`` set to ``value``; the given one is unchanged."""
    if not steps:
        if not isinstance(node, Quantity):
            raise TypeError(f"no quantity here but {type(node).__name__}")
        return node.model_copy(update={"value": value})
    step, rest = steps[0], steps[1:]
    if isinstance(node, BaseModel):
        inner = with_value(getattr(node, str(step)), rest, value)
        return node.model_copy(update={str(step): inner})
    if isinstance(node, dict):
        return {**node, step: with_value(node[step], rest, value)}
    if isinstance(node, tuple) and isinstance(step, int):
        return (*node[:step], with_value(node[step], rest, value), *node[step + 1 :])
    raise TypeError(f"nothing at {step!r} of {type(node).__name__}")


def _moved(city: City, grounds: tuple[Ground, ...], end: int) -> City:
    """The city with all of ``grounds`` at the low (0) or high (1) end of their ranges."""
    for ground in grounds:
        if ground.range is not None:
            document: Any = getattr(city, ground.document)
            changed: Any = with_value(document, ground.steps, ground.range[end])
            city = dataclasses.replace(city, **{ground.document: changed})
    return city


def _leaning(city: City, setting: Setting, steps: Place, moved: tuple[Ground, ...]) -> Leaning:
    first = moved[0]
    ends = [sum(expected_wrongful(_moved(city, moved, end), setting).values()) for end in (0, 1)]
    low, high = first.range or (0.0, 0.0)
    return Leaning(
        document=first.document,
        path=first.path,
        words=in_words(getattr(city, first.document), steps),
        value=first.value or 0.0,
        low=low,
        high=high,
        unit=first.unit,
        reason=first.assumed or "",
        at_low=ends[0],
        at_high=ends[1],
    )


def leanings_of(run: Run) -> tuple[Leaning, ...]:
    """The assumed numbers with a range that move the rate of wrongful records, widest first."""
    setting = setting_of(run)
    found = []
    for (_, steps), grounds in together(grounds_of(run.city)).items():
        moved = tuple(g for g in grounds if g.assumed is not None and g.range is not None)
        if moved:
            found.append(_leaning(run.city, setting, steps, moved))
    felt = [leaning for leaning in found if leaning.effect > 0.0]
    return tuple(sorted(felt, key=lambda leaning: -leaning.effect))


CLOSE = 0.8
"""A second assumption that moves the rate this much of what the first does is named too."""


def leaning_sentence(leanings: tuple[Leaning, ...], has_ranges: bool = True) -> str:
    """What the rate of wrongful records leans on, as a clause. ``leanings``: widest first."""
    if not leanings:
        if not has_ranges:
            return "nothing assumed has a range, so what the wrongful rate leans on was not tried"
        return "no assumed number with a range moves the wrongful rate"
    first = leanings[0]
    said = (
        f"the wrongful rate leans most on an assumption, {first.words} "
        f"({number(first.value)} {first.unit}, could be {number(first.low)} to "
        f"{number(first.high)}): at the ends of its range it would be about "
        f"{decimal(first.at_low)} and {decimal(first.at_high)}"
    )
    if len(leanings) > 1 and leanings[1].effect >= CLOSE * first.effect:
        second = leanings[1]
        said += (
            f"; almost as much on {second.words} (about {decimal(second.at_low)} and "
            f"{decimal(second.at_high)})"
        )
    return said


def headline_of(run: Run) -> Headline:
    """The headline of a run: true records first, wrongful ones beside them, never alone."""
    table = records_by_group(run)
    true, wrongful = everybody_of(table, "true"), everybody_of(table, "wrongful")
    leanings = leanings_of(run)
    leaning = leanings[0] if leanings else None
    leans = leaning_sentence(
        leanings, has_ranges=any(g.assumed is not None and g.range for g in grounds_of(run.city))
    )
    expected = sum(expected_wrongful(run.city, setting_of(run)).values())
    sentence = (
        f"Per 1,000 synthetic {many(run)} and year, {with_bounds(true)} records of harmful deeds "
        f"were true and {with_bounds(wrongful)} records named {many(run)} who had not done the "
        f"deed (95 % intervals of chance in the simulation); {leans}."
    )
    return Headline(sentence, true, wrongful, expected, leaning, leanings[1:])


def headline_numbers(run: Run) -> dict[str, object]:
    """The headline and the numbers in it."""
    headline = headline_of(run)
    return {
        "sentence": headline.sentence,
        "true_per_1000": headline.true,
        "wrongful_per_1000": headline.wrongful,
        "wrongful_per_1000_expected": headline.expected,
        "leans_on": headline.leans_on,
    }

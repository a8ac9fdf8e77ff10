"""Parts of documents that say nothing in particular: titles and assumed quantities."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from glasscity.vocabulary.strata import DIMENSIONS
from glasscity.vocabulary.terms import Dimension, Unit

Words = dict[str, Any]
"""A part of a document as plain data, before it is validated."""

REASON = "drawn to try the machinery"


def title(text: str) -> Words:
    """The same words in the three languages."""
    return {"en": text, "nl": text, "zh_Hans": text}


def quantity(value: float, unit: Unit) -> Words:
    """A value that is assumed."""
    return {"value": value, "unit": unit, "assumed": REASON}


def head(family: str, name: str) -> Words:
    """How every document begins."""
    return {"format": f"glasscity/{family}/1", "id": name, "title": title(name)}


def shares() -> st.SearchStrategy[float]:
    """Hundredths from 0 to 1; the ends often."""
    hundredths = st.integers(1, 99).map(lambda n: n / 100)
    return st.one_of(st.just(0.0), st.just(1.0), hundredths, hundredths)


def any_of(*values: float) -> st.SearchStrategy[float]:
    """One of these values."""
    return st.sampled_from(values)


@st.composite
def varied(draw: st.DrawFn, values: st.SearchStrategy[float], unit: Unit) -> Words:
    """A quantity for everyone, or one for each level of a dimension."""
    if draw(st.integers(0, 2)):
        return quantity(draw(values), unit)
    by = draw(st.sampled_from(list(DIMENSIONS)))
    return {"by": by, "levels": {level: quantity(draw(values), unit) for level in DIMENSIONS[by]}}


@st.composite
def multipliers(draw: st.DrawFn, dimensions: tuple[Dimension, ...]) -> list[Words]:
    """Multipliers, 0 to 2, by none or some of these dimensions."""
    chosen = draw(st.lists(st.sampled_from(dimensions), unique=True, max_size=2))
    return [
        {
            "by": by,
            "levels": {
                level: quantity(draw(any_of(1.0, 0.0, 0.5, 1.5, 2.0)), "multiple")
                for level in DIMENSIONS[by]
            },
        }
        for by in chosen
    ]


def largest_multiple(by: list[Words]) -> float:
    """The product of the largest multipliers."""
    product = 1.0
    for one in by:
        product *= max(level["value"] for level in one["levels"].values())
    return product


def some(names: list[str]) -> st.SearchStrategy[list[str]]:
    """One or more of these names, each once, in any order."""
    return st.lists(st.sampled_from(names), unique=True, min_size=1)


def name_list(noun: str, count: int) -> list[str]:
    """``noun-0``, ``noun-1``, ..."""
    return [f"{noun}-{n}" for n in range(count)]


@st.composite
def spans(draw: st.DrawFn, start: datetime.date, edges: list[int]) -> Words:
    """When a row is in force: always, or from or until a day at or beside the edge of a window."""
    if draw(st.booleans()):
        return {}
    days = st.builds(lambda edge, off: max(1, edge + off), st.sampled_from(edges), any_off())
    first, last = sorted((draw(days), draw(days)))
    span = {}
    if draw(st.booleans()) or first == last:
        span["from"] = start + datetime.timedelta(days=first)
    if first < last and (not span or draw(st.booleans())):
        span["until"] = start + datetime.timedelta(days=last)
    return span


def any_off() -> st.SearchStrategy[int]:
    """On an edge, more often than just before or after it."""
    return st.sampled_from((0, 0, 0, -1, 1))

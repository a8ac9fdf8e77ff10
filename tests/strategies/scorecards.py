"""Scorecards over ledgers, with and without friends."""

from __future__ import annotations

from hypothesis import strategies as st

from glasscity.vocabulary.strata import DIMENSIONS
from strategies.instruments import openings
from strategies.words import Words, any_of, quantity, title, varied


@st.composite
def scorecards(draw: st.DrawFn, place: int, ledgers: list[str], ties: list[str]) -> Words:
    """A scorecard that reads some of these ledgers; bounds bind and points are no integers."""
    words = draw(_scores("scorecard", place))
    n_factors = draw(st.integers(0, 3))
    words["base"] = draw(varied(any_of(0.0, 0.5, -3.25, 7.1), "weight"))
    words["factors"] = [draw(_factors(ledgers)) for _ in range(n_factors) if ledgers]
    is_social = draw(st.booleans())
    if is_social and ties:
        words["friends"] = {
            "ties": draw(st.sampled_from(ties)),
            "share": quantity(draw(any_of(0.0, 0.3, 1.0)), "weight"),
            "combine": draw(st.sampled_from(("mean", "sum"))),
            "reads": draw(st.sampled_from(("raw", "recursive"))),
        }
    return words


@st.composite
def ratings(draw: st.DrawFn, place: int) -> Words:
    """A rating with some bias, care and memory, or with none."""
    words = draw(_scores("rating", place))
    words["quality"] = draw(varied(any_of(0.0, 2.5, -4.0, 9.9), "weight"))
    words["careless"] = quantity(draw(any_of(0.0, 0.3, 1.0)), "chance")
    words["memory"] = quantity(draw(any_of(0.0, 0.5, 0.9, 1.0)), "share")
    if draw(st.booleans()):
        by = draw(st.sampled_from(list(DIMENSIONS)))
        words["bias"] = {"by": by, "points": quantity(draw(any_of(-3.0, 0.7)), "weight")}
    return words


@st.composite
def _scores(draw: st.DrawFn, kind: str, place: int) -> Words:
    floor = draw(st.integers(-10, 5))
    ceiling = floor + draw(st.sampled_from((1, 8, 40)))
    edge = draw(st.integers(floor + 1, ceiling))
    return {
        "kind": kind,
        "id": f"{kind}-{place}",
        "title": title(f"{kind} {place}"),
        "opening": draw(openings(st.integers(floor, ceiling))),
        "floor": quantity(floor, "points"),
        "ceiling": quantity(ceiling, "points"),
        "bands": [
            {"id": f"band-{n}", "title": title(f"band {n}"), "from": quantity(start, "points")}
            for n, start in enumerate((floor, edge))
        ],
    }


@st.composite
def _factors(draw: st.DrawFn, ledgers: list[str]) -> Words:
    words: Words = {
        "reads": draw(st.sampled_from(ledgers)),
        "weight": quantity(draw(any_of(1.0, 0.5, -0.3)), "weight"),
    }
    if draw(st.booleans()):
        starts = sorted(draw(st.sets(st.integers(-8, 8), min_size=1, max_size=3)))
        words["steps"] = [
            {"from": quantity(start, "points"), "points": quantity(n * 1.5 - 1.0, "weight")}
            for n, start in enumerate(starts)
        ]
    return words

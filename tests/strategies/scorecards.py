"""Scorecards over ledgers, with and without friends."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.instruments import openings
from strategies.words import Words, any_of, quantity, title, varied


@st.composite
def scorecards(draw: st.DrawFn, place: int, ledgers: list[str], ties: list[str]) -> Words:
    """A scorecard that reads some of these ledgers; bounds bind and points are no integers."""
    floor = draw(st.integers(-10, 5))
    ceiling = floor + draw(st.sampled_from((1, 8, 40)))
    edge = draw(st.integers(floor + 1, ceiling))
    words: Words = {
        "kind": "scorecard",
        "id": f"card-{place}",
        "title": title(f"card {place}"),
        "opening": draw(openings(st.integers(floor, ceiling))),
        "floor": quantity(floor, "points"),
        "ceiling": quantity(ceiling, "points"),
        "bands": [
            {"id": f"band-{n}", "title": title(f"band {n}"), "from": quantity(start, "points")}
            for n, start in enumerate((floor, edge))
        ],
        "base": draw(varied(any_of(0.0, 0.5, -3.25, 7.1), "weight")),
        "factors": [
            draw(_factors(ledgers)) for _ in range(draw(st.integers(0, 3)) if ledgers else 0)
        ],
    }
    if ties and draw(st.integers(0, 3)):
        words["friends"] = {
            "ties": draw(st.sampled_from(ties)),
            "share": quantity(draw(any_of(0.0, 0.3, 1.0)), "weight"),
            "combine": draw(st.sampled_from(("mean", "sum"))),
            "reads": draw(st.sampled_from(("raw", "recursive"))),
        }
    return words


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

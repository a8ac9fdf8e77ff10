"""Statuses with and without a gate, and investigations: quotas and capacities that bind."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.instruments import openings
from strategies.words import Words, any_of, quantity, title


def top_of(instrument: Words) -> int:
    """The highest score of an instrument with bands."""
    if "ceiling" in instrument:
        return int(instrument["ceiling"]["value"])
    if "most" in instrument:
        return int(instrument["most"]["value"])
    return len(instrument["bands"]) - 1


@st.composite
def statuses(draw: st.DrawFn, place: int, scored: dict[str, int]) -> Words:
    """A status of two or three levels, granted by a score; ``scored`` holds its ceiling."""
    top = draw(st.integers(1, 2))
    words: Words = {
        "kind": "ascribed-status",
        "id": f"status-{place}",
        "title": title(f"status {place}"),
        "opening": draw(openings(st.integers(0, top))),
        "newcomers": draw(st.none() | openings(st.integers(0, top))),
        "bands": [
            {"id": f"level-{n}", "title": title(f"level {n}"), "from": quantity(n, "points")}
            for n in range(top + 1)
        ],
    }
    if draw(st.integers(0, 3)) and scored:
        reads = draw(st.sampled_from(sorted(scored)))
        least = min(draw(st.integers(-6, 6) | st.just(-30000)), scored[reads])
        words["gate"] = {
            "reads": reads,
            "least": quantity(least, "points"),
            "quota": quantity(draw(any_of(0.0, 10.0, 100.0, 1000.0, 5e4)), "per year"),
        }
    return words


@st.composite
def investigations(draw: st.DrawFn, place: int, kinds: list[str], scored: list[str]) -> Words:
    """Some people are looked into; kinds may be recorded, money may be claimed."""
    words: Words = {
        "kind": "ranked",
        "id": f"inquiry-{place}",
        "title": title(f"inquiry {place}"),
        "reads": draw(st.sampled_from(scored)),
        "first": draw(st.sampled_from(("lowest", "highest"))),
        "capacity": quantity(draw(any_of(0.0, 2.0, 20.0, 100.0, 1e4)), "per month"),
        "finds": quantity(draw(any_of(0.0, 0.6, 1.0)), "chance"),
        "accuses": quantity(draw(any_of(0.0, 0.3, 1.0)), "chance"),
    }
    for key in ("found_as", "accused_as"):
        if draw(st.integers(0, 2)):
            words[key] = draw(st.sampled_from(kinds))
    if draw(st.booleans()):
        words["claim"] = quantity(draw(any_of(0.0, 12.34)), "CNY")
    return words

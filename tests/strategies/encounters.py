"""Encounters of people."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies.doors import standings, whom
from strategies.words import Words, any_of, quantity, title


@st.composite
def spreads(
    draw: st.DrawFn, place: int, kinds: list[str], instruments: list[Words], ties: list[str]
) -> Words:
    """A standing passed on to the same people, or along ties, to all or some."""
    words: Words = {
        "id": f"spread-{place}",
        "title": title(f"spread {place}"),
        "when": draw(standings(instruments)),
        "as": draw(st.sampled_from(kinds)),
        "along": draw(st.sampled_from([None, *ties])),
        "each": draw(st.sampled_from(("entry", "window"))),
    }
    return words | ({"whom": draw(whom())} if draw(st.integers(0, 2)) == 0 else {})


@st.composite
def encounters(draw: st.DrawFn, place: int, kinds: list[str], instruments: list[Words]) -> Words:
    """A meeting at which some fail and some are shunned."""
    words: Words = {
        "kind": "meeting",
        "id": f"meeting-{place}",
        "title": title(f"meeting {place}"),
        "fails": quantity(draw(any_of(0.0, 0.2, 0.7, 1.0)), "chance"),
    }
    if draw(st.booleans()):
        words["fails_as"] = draw(st.sampled_from(kinds))
    shuns = draw(st.booleans())
    if shuns and instruments:
        words["shuns"] = draw(standings(instruments))
        if draw(st.booleans()):
            words["refuses_as"] = draw(st.sampled_from(kinds))
    return words

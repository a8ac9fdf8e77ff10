"""Random helping games and webs of ties, small enough for the reference."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from glasscity.documents.helping import Helping, Norm
from glasscity.documents.rewiring import Rewiring
from strategies.words import Words, any_of, head, quantity, shares, title

CHANCES = any_of(0.0, 0.02, 0.2, 0.5, 1.0)


@st.composite
def reputations(draw: st.DrawFn) -> Words:
    """Opinions of one's own, or a board."""
    if draw(st.booleans()):
        return {"kind": "private", "empathy": quantity(draw(CHANCES), "chance")}
    return {
        "kind": "public",
        "members": quantity(draw(st.integers(1, 6)), "people"),
        "threshold": quantity(draw(any_of(0, 0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 1)), "share"),
    }


@st.composite
def games(draw: st.DrawFn) -> Helping:
    """A helping game of a few people."""
    words = head("helping", "game") | {
        "summary": title("game"),
        "people": quantity(draw(st.integers(2, 9)), "people"),
        "gift": {
            "benefit": quantity(draw(st.integers(0, 6)), "points"),
            "cost": quantity(draw(st.integers(0, 3)), "points"),
            "fails": quantity(draw(CHANCES), "chance"),
        },
        "norm": draw(st.sampled_from(get_args(Norm))),
        "misjudged": quantity(draw(CHANCES), "chance"),
        "reputation": draw(reputations()),
    }
    if draw(st.booleans()) or draw(st.booleans()):
        words["imitation"] = {
            "mutation": quantity(draw(any_of(0.0, 0.5, 1.0)), "chance"),
            "strength": quantity(draw(any_of(0.0, 0.3, 1.0, 300.0)), "multiple"),
        }
    return Helping.model_validate(words)


@st.composite
def webs(draw: st.DrawFn) -> Rewiring:
    """A web of a few people."""
    words = head("rewiring", "web") | {
        "summary": title("web"),
        "people": quantity(draw(st.integers(2, 12)), "people"),
        "friends": quantity(draw(st.integers(1, 4)), "people"),
        "high": quantity(draw(shares()), "share"),
        "breaks": {
            name: quantity(draw(CHANCES), "chance") for name in ("high_high", "high_low", "low_low")
        },
    }
    return Rewiring.model_validate(words)

"""Helping games and webs of ties written down as numbers."""

from __future__ import annotations

from glasscity.documents.helping import Helping, Norm
from glasscity.documents.rewiring import Rewiring
from strategies.words import Words, head, quantity, title


def private(empathy: float = 0.0) -> Words:
    """Everybody keeps opinions."""
    return {"kind": "private", "empathy": quantity(empathy, "chance")}


def public(members: int, threshold: float) -> Words:
    """A board."""
    return {
        "kind": "public",
        "members": quantity(members, "people"),
        "threshold": quantity(threshold, "share"),
    }


def game(n: int, norm: Norm, reputation: Words, fails: float, misjudged: float) -> Helping:
    """People who all give to the good alone, for ever."""
    words = head("helping", "game") | {
        "summary": title("game"),
        "people": quantity(n, "people"),
        "gift": {
            "benefit": quantity(5, "points"),
            "cost": quantity(1, "points"),
            "fails": quantity(fails, "chance"),
        },
        "norm": norm,
        "misjudged": quantity(misjudged, "chance"),
        "reputation": reputation,
    }
    return Helping.model_validate(words)


def evolving(norm: Norm, reputation: Words) -> Helping:
    """Fifty people who mutate and copy, at the numbers of target T4."""
    words = game(50, norm, reputation, 0.02, 0.02).model_dump(by_alias=True)
    words["imitation"] = {
        "mutation": quantity(0.025, "chance"),
        "strength": quantity(1, "multiple"),
    }
    return Helping.model_validate(words)


def web(high: float, both: float, mixed: float, neither: float, n: int = 1000) -> Rewiring:
    """People with ten ties each."""
    words = head("rewiring", "web") | {
        "summary": title("web"),
        "people": quantity(n, "people"),
        "friends": quantity(10, "people"),
        "high": quantity(high, "share"),
        "breaks": {
            "high_high": quantity(both, "chance"),
            "high_low": quantity(mixed, "chance"),
            "low_low": quantity(neither, "chance"),
        },
    }
    return Rewiring.model_validate(words)

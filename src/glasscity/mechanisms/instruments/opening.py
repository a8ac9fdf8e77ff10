"""Where scores open: at one number for everyone, or spread over several."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from glasscity.evidence import Frozen, Points, Quantity, Share, Varied

LARGEST = 256
"""Scores a distribution may hold."""


class Part(Frozen):
    """A share of people opens at ``score``."""

    score: Points
    share: Share


class Scores(Frozen):
    """A distribution of opening scores; the shares sum to 1."""

    spread: tuple[Part, ...] = Field(min_length=1, max_length=LARGEST)


def _form(value: Any) -> str:
    for key, form in (("by", "by level"), ("spread", "spread out")):
        if key in value if isinstance(value, dict) else hasattr(value, key):
            return form
    return "one number"


Opening = Annotated[
    Annotated[Points, Tag("one number")]
    | Annotated[Scores, Tag("spread out")]
    | Annotated[Varied[Scores], Tag("by level")],
    Discriminator(_form),
]
"""One score, a distribution, or a distribution for each level of a dimension."""


def scores_in(opening: Opening, labels: dict[str, str]) -> tuple[tuple[int, float], ...]:
    """Scores and their shares in the stratum with these level labels, in file order."""
    if isinstance(opening, Quantity):
        return ((int(opening.value), 1.0),)
    scores = opening if isinstance(opening, Scores) else opening.levels[labels[opening.by]]
    return tuple((int(part.score.value), part.share.value) for part in scores.spread)


def one_score(opening: Opening) -> int | None:
    """The score at which everyone opens, None where people differ."""
    return int(opening.value) if isinstance(opening, Quantity) else None


def most_usual_score(opening: Opening) -> int:
    """The score at which most open, every level weighing the same; the first of equals."""
    if isinstance(opening, Quantity):
        return int(opening.value)
    share: dict[int, float] = {}
    for scores in (opening,) if isinstance(opening, Scores) else opening.levels.values():
        for part in scores.spread:
            score = int(part.score.value)
            share[score] = share.get(score, 0.0) + part.share.value
    return max(share, key=lambda score: share[score])

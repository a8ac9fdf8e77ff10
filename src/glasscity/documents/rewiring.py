"""A web of ties from which ties of some kinds are dropped sooner than others."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import Chance, Few, Frozen, Id, Players, Share, Title


class Breaks(Frozen):
    """The chance that a tie that is looked at breaks, by the scores of its two ends."""

    high_high: Chance
    high_low: Chance
    low_low: Chance


class Rewiring(Frozen):
    """People with high and low scores, ``high`` the share of the first, and their ties.

    Again and again a random tie is looked at. If it breaks, one of its ends, chosen fairly,
    takes up a tie with a random other person. ``friends`` is the mean number of ties a person
    has: the number of ties never changes.
    """

    format: Literal["glasscity/rewiring/1"]
    id: Id
    title: Title
    summary: Title
    people: Players
    friends: Few
    high: Share
    breaks: Breaks
    references: Annotated[str, Field(min_length=1)] | None = None

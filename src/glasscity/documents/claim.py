"""Claims: what was said of these systems, by whom, and what the sources bear out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import Frozen, Title

Article = Literal["S000", "S001", "S002", "S003", "S004"]
"""The five source articles."""
RecordVerdict = Literal["sourced", "uncorroborated", "contradicted", "opinion"]
ClaimId = Annotated[str, Field(pattern=r"^C\d\d[a-z]?$")]
SAME_TEXT: tuple[frozenset[Article], ...] = (frozenset({"S000", "S004"}),)
"""Articles that are one text by one reporter: one root of evidence between them."""


class OnRecord(Frozen):
    """What the sources bear out, in words, and the facts of the bibliography it rests on.

    ``roots``: independent roots of evidence behind it, those of the articles included. ``says``
    stands in English.
    """

    verdict: RecordVerdict
    roots: Annotated[int, Field(ge=0)]
    says: Annotated[str, Field(min_length=12)]
    facts: tuple[str, ...] = ()


class Claim(Frozen):
    """A claim in our words, the articles it stands in and how many roots these are."""

    id: ClaimId
    sources: Annotated[tuple[Article, ...], Field(min_length=1)]
    roots: Annotated[int, Field(ge=1)]
    said: Title
    evidence: OnRecord = Field(alias="record")


class Claims(Frozen):
    """Claims about systems of social scoring, each with what the record says of it."""

    format: Literal["glasscity/claims/1"]
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


def roots_of(articles: tuple[Article, ...]) -> int:
    """Independent roots among articles."""
    left = set(articles)
    merged = sum(1 for group in SAME_TEXT if group & left)
    return merged + len(left - frozenset().union(*SAME_TEXT))

"""The list of references: what was stated where, and how far it can be trusted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glasscity.evidence import Frozen
from glasscity.vocabulary.terms import Grade


class Reference(Frozen):
    """A fact that a document may cite by its key.

    ``grades`` are those a citation may claim; ``sources`` say who published it, under what
    title, when and where. ``contested`` says in words what speaks against it.
    """

    statement: Annotated[str, Field(min_length=1)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    sources: tuple[str, ...] = ()
    contested: str | None = None


class References(Frozen):
    """All references by key."""

    format: Literal["glasscity/references/1"]
    entries: dict[str, Reference]

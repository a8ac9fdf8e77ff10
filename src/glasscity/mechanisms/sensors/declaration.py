"""A deed that counts only if the doer knows it does, and bothers to say so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasscity.evidence import Days, Frozen, Title, VariedShare


class Declaration(Frozen):
    """Sees a deed with chance ``bother`` if the doer is aware of the rules, else never."""

    kind: Literal["declaration"]
    id: str
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    bother: VariedShare
    delay: Days

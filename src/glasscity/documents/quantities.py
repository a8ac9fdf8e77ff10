"""Every number of a document with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glasscity.documents.page import Loc
from glasscity.documents.population import Margin, Places
from glasscity.evidence import Frozen, Quantity, Title, parts_of

Evidenced = Quantity | Margin | Places
"""What carries evidence: a single number, or a table of a population."""
WORDS = (str, Title, type(None))
"""Parts that hold no number."""


def evidenced(part: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Evidenced]]:
    """Each quantity and table below ``part`` in document order, with its path."""
    if isinstance(part, Evidenced):
        yield loc, part
    if isinstance(part, Quantity | Margin):
        return
    if isinstance(part, Frozen):
        for name, item in parts_of(part):
            if not isinstance(item, WORDS):
                yield from evidenced(item, (*loc, name))
    elif isinstance(part, tuple):
        for i, item in enumerate(part):
            yield from evidenced(item, (*loc, i))
    elif isinstance(part, dict):
        for key, item in part.items():
            yield from evidenced(item, (*loc, key))

"""What every item of a regime answers when a world is made from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from glasscity.evidence import Frozen


class Part(Frozen):
    """An item of a regime: it stands for itself when other items are left out."""

    def without(self, family: str, name: str) -> Self | None:
        """The item where another is left out of the regime; None if it can do nothing then.

        ``family`` is the list the other stood in, ``name`` its id (``instrument/rule`` in the
        family of rules).
        """
        del family, name
        return self

    def as_late_as(self, other: Part) -> Self:
        """The item with the delay of another of its kind, if such have one."""
        delay = getattr(other, "delay", None)
        return self if delay is None else self.model_copy(update={"delay": delay})

    def unreviewed(self) -> Self:
        """The item where nobody looks at what it found before it counts."""
        return self

    def all_reviewed(self) -> Self:
        """The item where all that it found is looked at, if anything is."""
        return self

    def variants(self) -> Iterator[tuple[str, Self]]:
        """The item in each other form that research does not tell apart, by a name for it."""
        yield from ()

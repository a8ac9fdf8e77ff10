"""Striking a false record."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Chance, Days, Frozen, Id, Title, VariedShare


class Correction(Frozen):
    """A person with a false record files against it, more often if aware of the rules.

    A filed correction succeeds with chance ``success``, ``lag`` days after the record: the
    points it moved are given back and the list counts it raised are lowered. History is not
    replayed. What has expired by then stays as it is.
    """

    says: ClassVar[str] = (
        "A person with a false record may file against it, more often if aware of the "
        "rules. If that succeeds, its points are given back."
    )

    kind: Literal["correction"]
    id: Id
    title: Title
    files_if_aware: VariedShare
    files_if_unaware: VariedShare
    success: Chance
    lag: Days

"""A register of debts and the like: entries that stand while open, and for a while after."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import Days, Frozen, Id, Quantity, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.listing import Compliance, Listing

LONGEST = 16000
"""Days for which the record behind an entry can still be struck: as long as any run."""


class Code(Frozen):
    """A kind of entry: opened by a record of one of ``opens_on``.

    It closes with a true record of one of ``closes_on``, or ``closes_after`` so many days,
    whichever comes first, and is kept ``retention`` days from then. A record that opens it again
    before it is gone keeps it open.
    """

    id: Id
    title: Title
    opens_on: tuple[str, ...] = Field(min_length=1)
    closes_on: tuple[str, ...] = ()
    closes_after: Days | None = None
    retention: Days


class Register(Keeper):
    """Entries by code; a person has at most one of each code at a time.

    An entry whose record is struck is gone at once.
    """

    says: ClassVar[str] = (
        "An entry for each code, opened and closed by records of {deeds}; it stands while open, "
        "and is kept for the retention after it was closed."
    )

    kind: Literal["register"]
    id: Id
    title: Title
    codes: tuple[Code, ...] = Field(min_length=1)
    in_force: InForce = ALWAYS

    def rules_left_out(self) -> dict[str, Self | None]:
        """The register without one of its codes."""
        found: dict[str, Self | None] = {}
        for code in self.codes:
            rest = tuple(other for other in self.codes if other != code)
            found[code.id] = self.model_copy(update={"codes": rest}) if rest else None
        return found

    def answering(self, name: str, deeds: Collection[str]) -> Self | None:
        """The register with the codes that those deeds open."""
        opened = [(c, tuple(deed for deed in c.opens_on if deed in deeds)) for c in self.codes]
        codes = tuple(c.model_copy(update={"opens_on": on}) for c, on in opened if on)
        return self.model_copy(update={"id": name, "codes": codes}) if codes else None

    def deeds(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every deed it names, with the place where."""
        return tuple(
            (("codes", c, key, j), deed)
            for c, code in enumerate(self.codes)
            for key, deeds in (("opens_on", code.opens_on), ("closes_on", code.closes_on))
            for j, deed in enumerate(deeds)
        )

    def ledger_rows(self) -> tuple[()]:
        """The scores with bands that it keeps: none."""
        return ()

    def list_rows(self) -> tuple[Listing, ...]:
        """A list for each code, called ``register-code``."""
        return tuple(self._row(code) for code in self.codes)

    def settled(self) -> None:
        """Records move it, no settlement does."""

    def _row(self, code: Code) -> Listing:
        term = None
        if code.closes_after is not None:
            stays = min(LONGEST, code.closes_after.value + code.retention.value)
            term = _quantity(stays, "days", "open, then kept")
        ends = Compliance(deeds=code.closes_on, after=code.retention) if code.closes_on else None
        return Listing(
            kind="list",
            id=f"{self.id}-{code.id}",
            title=code.title,
            grounds=code.opens_on,
            count=_quantity(1, "records", "one record opens an entry"),
            period=_quantity(LONGEST, "days", "a record can be struck as long as it stands"),
            term=term,
            extension="restart" if term is not None or ends is not None else None,
            ends_on=ends,
            forgets=True,
            in_force=self.in_force,
        )


def _quantity(value: float, unit: Literal["days", "records"], why: str) -> Quantity:
    return Quantity(value=value, unit=unit, assumed=why)

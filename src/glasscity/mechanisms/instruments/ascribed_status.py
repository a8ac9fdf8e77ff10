"""A status that is ascribed, and perhaps granted to the first so many by a score."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import Frozen, Id, Points, Quantity, Title, Yearly
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.ledger import Band, Ledger, unmoved
from glasscity.mechanisms.instruments.opening import Opening
from glasscity.tables.rows import GateRow


class Gate(Frozen):
    """Who is granted the status: the first ``quota`` a year by the score that it ``reads``.

    At each window's end those without it whose score is at least ``least`` are ranked, the
    highest first, equals by lot. ``quota`` counts people represented.
    """

    reads: str
    least: Points
    quota: Yearly


class AscribedStatus(Keeper):
    """A status that people have from ``opening``, such as a household registration.

    ``bands`` are its levels at 0 (without), 1 (with), ... No record moves it. Through the
    ``gate`` people move from 0 to 1; there is no way back (semantics 13.8).
    """

    says: ClassVar[str] = "A level that everybody has from the start; no record moves it."

    kind: Literal["ascribed-status"]
    id: Id
    title: Title
    opening: Opening
    newcomers: Opening | None = None
    bands: tuple[Band, ...] = Field(min_length=2, max_length=64)
    gate: Gate | None = None

    def without(self, family: str, name: str) -> Self:
        """Nobody passes a gate whose score is left out."""
        is_shut = self.gate is not None and (family, name) == ("instruments", self.gate.reads)
        return self.model_copy(update={"gate": None}) if is_shut else self

    def rules_left_out(self) -> dict[str, Self | None]:
        """The status without its gate."""
        return {} if self.gate is None else {"gate": self.model_copy(update={"gate": None})}

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """The scores with bands that it keeps: one that no record moves."""
        bounds = (_level(0), _level(len(self.bands) - 1))
        row = unmoved(self.id, self.title, self.opening, bounds, self.bands, self.newcomers)
        return (row,)

    def deeds(self) -> tuple[()]:
        """Every deed it names: none."""
        return ()

    def settled(self) -> GateRow | None:
        """How settlement works its score out: through the gate, if there is one."""
        if self.gate is None:
            return None
        return GateRow(self.gate.reads, int(self.gate.least.value), self.gate.quota.value)

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()


def _level(number: int) -> Quantity:
    return Quantity(value=float(number), unit="points", assumed="levels are counted from 0")

"""A permanent record: strikes that are counted and never lapse."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from glasscity.evidence import BandId, Frozen, Id, Quantity, Records, Strikes, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.instruments.keeper import Keeper
from glasscity.mechanisms.instruments.ledger import Band, Ledger, Rule


class Mark(Frozen):
    """A class of the dossier: from so many strikes up to the next class."""

    id: BandId
    title: Title
    from_: Strikes = Field(alias="from")


class Dossier(Keeper):
    """Counts a strike for each record of one of ``strikes``, up to ``most`` of them, for ever.

    Nothing decays or expires; only a struck record takes its strike back. The class is that of
    the number of strikes, at once. It ``follows`` a person who moves to another place.
    """

    says: ClassVar[str] = "A strike for each record of {deeds}. Strikes never lapse."

    kind: Literal["dossier"]
    id: Id
    title: Title
    strikes: tuple[str, ...] = Field(min_length=1)
    most: Records
    bands: tuple[Mark, ...] = Field(min_length=1, max_length=64)
    follows: Annotated[bool, Field(strict=True)] = True
    in_force: InForce = ALWAYS

    def rules_left_out(self) -> dict[str, Self | None]:
        """The dossier without one kind of strike, by the deed."""
        found: dict[str, Self | None] = {}
        for deed in self.strikes:
            rest = tuple(other for other in self.strikes if other != deed)
            found[deed] = self.model_copy(update={"strikes": rest}) if rest else None
        return found

    def answering(self, name: str, deeds: Collection[str]) -> Self | None:
        """The dossier with those of its strikes."""
        strikes = tuple(deed for deed in self.strikes if deed in deeds)
        return self.model_copy(update={"id": name, "strikes": strikes}) if strikes else None

    def deeds(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every deed it names, with the place where."""
        return tuple((("strikes", j), deed) for j, deed in enumerate(self.strikes))

    def ledger_rows(self) -> tuple[Ledger, ...]:
        """A score that only rises: one point for each strike."""
        return (
            Ledger(
                kind="ledger",
                follows=self.follows,
                id=self.id,
                title=self.title,
                opening=_points(0, "a dossier opens empty"),
                floor=_points(0, "a dossier opens empty"),
                ceiling=_points(self.most.value, "the most strikes that are counted"),
                update="each record",
                bands=tuple(
                    Band.model_validate(
                        {"id": it.id, "title": it.title, "from": _points(it.from_.value, FROM)}
                    )
                    for it in self.bands
                ),
                rules=tuple(
                    Rule(
                        id=deed,
                        title=self.title,
                        on=deed,
                        points=(_points(1, "a strike counts one"),),
                        in_force=self.in_force,
                    )
                    for deed in self.strikes
                ),
            ),
        )

    def settled(self) -> None:
        """Records move it, no settlement does."""

    def list_rows(self) -> tuple[()]:
        """The lists that it keeps: none."""
        return ()


FROM = "as the class of the dossier says"


def _points(value: float, why: str) -> Quantity:
    return Quantity(value=value, unit="points", assumed=why)

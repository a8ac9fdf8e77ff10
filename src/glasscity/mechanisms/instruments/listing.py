"""A list entered by a number of records in a period."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Days, Frozen, Id, Records, Title
from glasscity.mechanisms.force import ALWAYS, InForce
from glasscity.mechanisms.instruments.keeper import Keeper


def _form(value: Any) -> str:
    return "restart" if isinstance(value, str) else "days"


Extension = Annotated[
    Annotated[Literal["restart"], Tag("restart")] | Annotated[Days, Tag("days")],
    Discriminator(_form),
]
"""The term starts anew, or so many days are added to it."""


class Compliance(Frozen):
    """A true record of one of ``deeds`` ends a listing ``after`` days, at once if not said."""

    deeds: tuple[str, ...] = Field(min_length=1)
    after: Days | None = None


class Relapse(Frozen):
    """Who left a list less than ``within`` days ago is listed by ``count`` records, for ``term``.

    What is not said is as the first time.
    """

    within: Days
    count: Records | None = None
    term: Days | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.count is None and self.term is None:
            raise PydanticCustomError(
                "relapse",
                "a relapse that is as the first time; write 'count' or 'term'",
            )
        return self


class Listing(Keeper):
    """Lists whoever has ``count`` records on its ``grounds`` within ``period`` days.

    A listing on day d lasts until the start of day d + ``term``; without a term it has no end
    but the striking of the records behind it or compliance (``ends_on``). A record counts for
    ``period`` days from its own date, or with ``lapse: memoryless`` for a time of its own, drawn
    from an exponential law of that mean. Who is listed is not listed again before the end; with
    an ``extension`` a further record moves the end instead, while there are enough of them. A
    list that ``forgets`` counts anew from zero whenever a listing ends.
    """

    kind: Literal["list"]
    id: Id
    title: Title
    grounds: tuple[str, ...] = Field(min_length=1)
    count: Records
    period: Days
    lapse: Literal["fixed", "memoryless"] = "fixed"
    term: Days | None = None
    extension: Extension | None = None
    ends_on: Compliance | None = None
    relapse: Relapse | None = None
    forgets: Annotated[bool, Field(strict=True)] = False
    in_force: InForce = ALWAYS

    def rules_left_out(self) -> dict[str, Self | None]:
        """The list without one of its grounds, by the deed."""
        found: dict[str, Self | None] = {}
        for deed in self.grounds:
            rest = tuple(other for other in self.grounds if other != deed)
            found[deed] = self.model_copy(update={"grounds": rest}) if rest else None
        return found

    def answering(self, name: str, deeds: Collection[str]) -> Self | None:
        """The list with those of its grounds."""
        grounds = tuple(deed for deed in self.grounds if deed in deeds)
        return self.model_copy(update={"id": name, "grounds": grounds}) if grounds else None

    def deeds(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every deed it names, with the place where."""
        ends = () if self.ends_on is None else self.ends_on.deeds
        return (
            *((("grounds", j), deed) for j, deed in enumerate(self.grounds)),
            *((("ends_on", "deeds", j), deed) for j, deed in enumerate(ends)),
        )

    def ledger_rows(self) -> tuple[()]:
        """The scores with bands that it keeps: none."""
        return ()

    def list_rows(self) -> tuple[Listing, ...]:
        """The lists that it keeps: itself."""
        return (self,)

    def settled(self) -> None:
        """Records move it, no settlement does."""

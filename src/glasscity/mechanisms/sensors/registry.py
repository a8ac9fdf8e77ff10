"""A register kept by a body: a court, a utility, a blood bank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import Days, Id, Quantity, Rate, Title, VariedShare
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.sensors.attention import Attention
from glasscity.mechanisms.unerring import WHY, none_of
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class Registry(Part):
    """Sees a deed with chance ``completeness`` after ``delay`` days, always on its doer.

    ``false_records`` per person-year are entered on people who did nothing (a mixed-up name or
    number), for each kind of deed it sees. With ``attention`` it looks at one area a window (as a
    patrol does).
    """

    says: ClassVar[str] = (
        "A register. Sees {deeds}, always on the doer; now and then enters a record on "
        "somebody who did nothing."
    )

    kind: Literal["registry"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    completeness: VariedShare
    false_records: Rate
    delay: Days
    attention: Attention | None = None

    def without_error(self) -> Self:
        """It enters what was done, at once, and nothing else."""
        nothing = none_of("per person-year")
        return self.model_copy(update={"false_records": nothing, "delay": none_of("days")})

    def without(self, family: str, name: str) -> Self:
        """Its attention counts the records of one sensor fewer."""
        if family != "sensors" or self.attention is None:
            return self
        return self.model_copy(update={"attention": self.attention.without(name)})

    def variants(self) -> Iterator[tuple[str, Self]]:
        """The other form of its attention."""
        for name, attention in self.attention.variants() if self.attention else ():
            yield name, self.model_copy(update={"attention": attention})

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        del deed
        view = np.repeat((by_stratum(self.completeness) / seen_at_most)[:, None], CELLS, axis=1)
        return Chances(view, view, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        return SensorRow(
            delay=int(self.delay.value),
            false_rate=by_stratum(self.false_records),
            attention=self.attention.row() if self.attention else None,
        )


def all_seeing(name: str, deeds: tuple[str, ...], seen_at_most: float) -> Registry:
    """A register of every visible deed of kinds with this ``seen_at_most``, at once."""
    return Registry(
        kind="registry",
        id=name,
        title=Title(en="Perfect sight", nl="Volmaakt zicht", zh_Hans="完全可见"),
        sees=deeds,
        completeness=Quantity(value=seen_at_most, unit="share", assumed=WHY),
        false_records=none_of("per person-year"),
        delay=none_of("days"),
    )


def blind(name: str, deeds: tuple[str, ...]) -> Registry:
    """What stands where a sensor stood, and records nothing."""
    return Registry(
        kind="registry",
        id=name,
        title=Title(en="Sees nothing", nl="Ziet niets", zh_Hans="什么也看不见"),
        sees=deeds,
        completeness=none_of("share"),
        false_records=none_of("per person-year"),
        delay=none_of("days"),
    )

"""A body through which people pay and buy, and which flags what they do."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from glasscity.evidence import Chance, Days, Id, Quantity, Rate, Title, VariedShare
from glasscity.mechanisms.part import Part
from glasscity.mechanisms.unerring import WHY, none_of
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class PaymentPlatform(Part):
    """An error law of flags on transactions.

    A share ``users`` of a stratum's transactions goes through it. A deed among them is flagged
    with chance ``true_flag``, always on its doer; ``false_flags`` per person-year of use, for each
    kind of deed, are raised on people who did nothing.
    """

    says: ClassVar[str] = (
        "Transactions of its users. Flags {deeds}, always on the doer; now and then flags "
        "somebody who did nothing."
    )

    kind: Literal["payment-platform"]
    id: Id
    title: Title
    sees: tuple[str, ...] = Field(min_length=1)
    users: VariedShare
    true_flag: Chance
    false_flags: Rate
    delay: Days

    def without_error(self) -> Self:
        """It flags what was done, at once, and nothing else."""
        nothing = none_of("per person-year")
        return self.model_copy(update={"false_flags": nothing, "delay": none_of("days")})

    def chances(self, deed: str, seen_at_most: float) -> Chances:
        """Chances per visible deed of a kind with this ``seen_at_most``."""
        del deed
        seen = by_stratum(self.users) * self.true_flag.value / seen_at_most
        view = np.repeat(seen[:, None], CELLS, axis=1)
        return Chances(view, view, np.zeros_like(view))

    def row(self) -> SensorRow:
        """The law of this sensor beside its chances."""
        return SensorRow(
            delay=int(self.delay.value),
            false_rate=by_stratum(self.users) * self.false_flags.value,
            is_fresh=True,
        )


def at_random(name: str, deed: str, a_year: float) -> PaymentPlatform:
    """What sees nothing, and enters records of a deed on anybody, so many per person-year."""
    title = f"Records of {deed} at random"
    return PaymentPlatform(
        kind="payment-platform",
        id=name,
        title=Title(en=title, nl=f"Meldingen van {deed} bij toeval", zh_Hans=f"随机记录:{deed}"),
        sees=(deed,),
        users=Quantity(value=1.0, unit="share", assumed=WHY),
        true_flag=none_of("chance"),
        false_flags=Quantity(value=a_year, unit="per person-year", assumed=WHY),
        delay=none_of("days"),
    )

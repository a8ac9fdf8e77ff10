"""A body through which people pay and buy, and which flags what they do."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from glasscity.evidence import Chance, Days, Frozen, Id, Rate, Title, VariedShare
from glasscity.mechanisms.varied import by_stratum
from glasscity.tables.rows import CELLS, Chances, SensorRow


class PaymentPlatform(Frozen):
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

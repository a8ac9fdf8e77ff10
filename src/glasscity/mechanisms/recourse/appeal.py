"""Appealing against a record, right or wrong, to somebody who hears so many appeals a month."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

from glasscity.evidence import Chance, Days, Fee, Id, PerMonth, Title, VariedShare, in_fen
from glasscity.mechanisms.recourse.way import Way, by_awareness, by_stratum
from glasscity.tables.rows import Contest


class Appeal(Way):
    """A person with any record on them appeals against it, more often if aware of the rules.

    Appeals are heard in the order of their days of filing, ``capacity`` a month (all where it is
    left out), at the end of each window. The decision takes effect ``lag`` days after filing,
    but not before the next window. An appeal that succeeds strikes the record: what it still
    does is undone, what has expired by then stays as it is. History is not replayed. ``fee`` is
    booked for each filing; ``deterred`` of those who would file do not, for what it costs them.
    """

    says: ClassVar[str] = (
        "A person with any record, true or false, may appeal against it. Appeals are heard in "
        "the order in which they were filed. If one succeeds, its record is struck."
    )

    kind: Literal["appeal"]
    id: Id
    title: Title
    files_if_aware: VariedShare
    files_if_unaware: VariedShare
    success_if_wrong: Chance
    success_if_right: Chance
    lag: Days
    capacity: PerMonth | None = None
    fee: Fee | None = None
    deterred: VariedShare | None = None

    def contest(self) -> Contest:
        """Any record, and the decision waits for its turn."""
        return Contest(
            files=by_awareness(self.files_if_unaware, self.files_if_aware),
            deterred=by_stratum(self.deterred),
            fen=0 if self.fee is None else in_fen(self.fee),
            success=(self.success_if_right.value, self.success_if_wrong.value),
            lag=int(self.lag.value),
            capacity=math.inf if self.capacity is None else self.capacity.value,
        )

"""Striking a false record."""

from __future__ import annotations

from typing import ClassVar, Literal

from glasscity.evidence import Chance, Days, Fee, Id, Title, VariedShare, in_fen
from glasscity.mechanisms.recourse.way import Way, by_awareness, by_stratum
from glasscity.mechanisms.unerring import all_of, none_of
from glasscity.tables.rows import Contest


class Correction(Way):
    """A person with a false record files against it, more often if aware of the rules.

    A filed correction succeeds with chance ``success``, ``lag`` days after the person learns of
    the record: the points it moved are given back and the list counts it raised are lowered.
    History is not replayed. What has expired by then stays as it is. ``fee`` is booked for each
    filing; ``deterred`` of those who would file do not, for what it costs them.
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
    fee: Fee | None = None
    deterred: VariedShare | None = None

    def contest(self) -> Contest:
        """Only false records, and the decision waits for nobody."""
        return Contest(
            files=by_awareness(self.files_if_unaware, self.files_if_aware),
            deterred=by_stratum(self.deterred),
            fen=0 if self.fee is None else in_fen(self.fee),
            success=(0.0, self.success.value),
            lag=int(self.lag.value),
            capacity=None,
        )


def way_back_for_all() -> Correction:
    """Every wrongful record is contested free of charge and struck on the day, by everybody."""
    return Correction(
        kind="correction",
        id="for-all",
        title=Title(
            en="A way back for all", nl="Een weg terug voor allen", zh_Hans="人人可得的救济"
        ),
        files_if_aware=all_of("share"),
        files_if_unaware=all_of("share"),
        success=all_of("chance"),
        lag=none_of("days"),
    )

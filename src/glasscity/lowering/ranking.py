"""What goes by rank becomes numbers: gates of a status, and investigations."""

from __future__ import annotations

import math
from dataclasses import dataclass

from glasscity.chance import threshold
from glasscity.documents.regime import Regime
from glasscity.tables.rows import GateRow
from glasscity.vocabulary.time import YEAR_DAYS

A_YEAR = YEAR_DAYS
A_MONTH = YEAR_DAYS / 12


@dataclass(frozen=True)
class Gate:
    """Grants ledger ``place`` by the score of ledger ``reads``, so many people ``a_day``."""

    place: int
    reads: int
    least: int
    a_day: float


@dataclass(frozen=True)
class Inquiry:
    """An investigation by the score of ledger ``reads``: ``sign`` times it, the least first.

    ``finds_below`` and ``accuses_below`` are thresholds; ``found`` and ``accused`` deliveries,
    -1 for none.
    """

    reads: int
    sign: int
    a_day: float
    finds_below: int
    accuses_below: int
    found: int
    accused: int
    fen: int


def lower_gates(regime: Regime) -> tuple[Gate, ...]:
    """The gates of a regime, in file order."""
    place = {ledger.id: k for k, ledger in enumerate(regime.banded)}
    laws = [(instrument.id, instrument.settled()) for instrument in regime.instruments]
    return tuple(
        Gate(place[name], place[law.reads], law.least, law.a_year / A_YEAR)
        for name, law in laws
        if isinstance(law, GateRow)
    )


def lower_inquiries(regime: Regime) -> tuple[Inquiry, ...]:
    """The investigations of a regime, in file order; their deliveries follow the encounters'."""
    sent = sum(encounter.row().sends for encounter in regime.encounters)
    place = {ledger.id: k for k, ledger in enumerate(regime.banded)}
    inquiries = []
    for investigation in regime.investigations:
        law = investigation.row()
        deliveries = []
        for kind in (law.found_as, law.accused_as):
            deliveries.append(-1 if kind is None else sent)
            sent += kind is not None
        inquiries.append(
            Inquiry(
                reads=place[investigation.reads],
                sign=1 if law.is_lowest_first else -1,
                a_day=law.a_month / A_MONTH,
                finds_below=threshold(law.finds),
                accuses_below=threshold(law.accuses),
                found=deliveries[0],
                accused=deliveries[1],
                fen=law.fen,
            )
        )
    return tuple(inquiries)


def so_many(a_day: float, weight: float, first_day: int, n_days: int) -> int:
    """Simulated people whose turn comes in a window, at so many people represented a day."""
    pace = a_day / weight
    return math.floor(pace * (first_day + n_days)) - math.floor(pace * first_day)

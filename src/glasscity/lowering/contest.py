"""Recourse becomes the ways to contest a record: one decided on its day, one with a queue."""

from __future__ import annotations

import math

import numpy as np

from glasscity.chance import ONE, threshold
from glasscity.documents.regime import Regime
from glasscity.tables.law import AT_ONCE, IN_TURN, WayBack
from glasscity.tables.rows import Contest
from glasscity.vocabulary.strata import N_STRATA


def contests_of(regime: Regime) -> list[tuple[str, int, Contest]]:
    """The ways to contest a record, in file order: id, place AT_ONCE or IN_TURN, and law."""
    return [
        (row.id, AT_ONCE if law.capacity is None else IN_TURN, law)
        for row in regime.recourse
        if (law := row.contest()) is not None
    ]


def capacity_of(regime: Regime) -> float:
    """Appeals decided a month; infinite where there is no queue, or no end of it."""
    laws = [law for _, way, law in contests_of(regime) if way == IN_TURN]
    return math.inf if not laws or laws[0].capacity is None else laws[0].capacity


def lower_way_back(regime: Regime) -> WayBack:
    """The ways back as numbers; without one nobody contests anything."""
    way = WayBack(
        place=np.full(2, -1, np.int64),
        learns_below=np.full(N_STRATA, ONE, np.int64),
        learns_after=0,
        files_below=np.zeros((2, N_STRATA, 2), np.int64),
        deterred_below=np.zeros((2, N_STRATA), np.int64),
        success_below=np.zeros((2, 2), np.int64),
        lag=np.zeros(2, np.int64),
        fen=np.zeros(2, np.int64),
    )
    for place, (_, at, law) in enumerate(contests_of(regime)):
        way.place[at] = place
        for g in range(N_STRATA):
            way.files_below[at, g] = [threshold(float(share)) for share in law.files[g]]
            way.deterred_below[at, g] = threshold(float(law.deterred[g]))
        way.success_below[at] = [threshold(chance) for chance in law.success]
        way.lag[at] = law.lag
        way.fen[at] = law.fen
    for row in regime.recourse:
        if (heard := row.hearing()) is not None:
            way.learns_below[:] = [threshold(float(share)) for share in heard.learns]
            way = way._replace(learns_after=heard.after)
    return way

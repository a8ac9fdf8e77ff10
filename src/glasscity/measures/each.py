"""What each traced person bore: refusals, and days under the consequences of a regime.

Read from the lines of a run whose lives were traced; everything is summed by NumPy.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.measures.exposure import burdens_of, whom_reached
from glasscity.measures.interval import Interval, spread_rate
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.results.run import Run
from glasscity.vocabulary.codes import COLUMN_NAMES, Event
from glasscity.vocabulary.strata import N_STRATA

Floats = npt.NDArray[np.float64]
"""One number for each traced person, in the order of the census."""
PERSON, _WINDOW, DAY, CODE, A, B, C, _D = range(8)
"""Columns of a traced line."""


def traced(run: Run) -> int:
    """How many people of a run were traced."""
    every = run.request.trace_every
    return -(-run.outcome.people // every) if every else 0


def can_tell(run: Run) -> bool:
    """Whether the lines tell days: nobody comes or goes, and all open each ledger alike."""
    is_closed = run.city.population.turnover is None
    return is_closed and all(one_score(it.opening) is not None for it in run.city.regime.banded)


def strata_each(run: Run) -> npt.NDArray[np.int64]:
    """The stratum of each traced person."""
    people = run.tallies.total("people", "stratum")
    counts = np.zeros(N_STRATA, dtype=np.int64)
    counts[people["stratum"].to_numpy(dtype=np.int64)] = people["count"]
    everybody = np.repeat(np.arange(N_STRATA), counts)
    return everybody[:: run.request.trace_every]


def _summed(run: Run, who: npt.NDArray[np.int64], weights: Floats | None = None) -> Floats:
    places = who // run.request.trace_every
    summed = np.bincount(places, weights=weights, minlength=traced(run))
    return np.asarray(summed, dtype=np.float64)


def lines_each(run: Run, event: Event) -> Floats:
    """How often something happened to each."""
    lines = run.outcome.trace
    return _summed(run, lines[lines[:, CODE] == event, PERSON])


def investigated_each(run: Run, outcome: int) -> tuple[Floats, Floats]:
    """How often an investigation of each came to this, and the yuan claimed then."""
    lines = run.outcome.trace
    found = lines[(lines[:, CODE] == Event.INVESTIGATED) & (lines[:, B] == outcome)]
    return _summed(run, found[:, PERSON]), _summed(run, found[:, PERSON], found[:, C] / 100.0)


def refusals_each(run: Run) -> Floats:
    """Attempts refused."""
    return lines_each(run, Event.REFUSED)


def days_each(run: Run, consequence: Consequence) -> Floats:
    """Days under a consequence. Needs :func:`can_tell`; on several lists of a register: of each."""
    regime, when = run.city.regime, consequence.when
    (instrument,) = (it for it in regime.instruments if it.id == when.instrument)
    horizon = sum(run.outcome.window_days)
    first, until = consequence.in_force.days(run.first_day)
    until = min(until, horizon)

    def left(day: npt.NDArray[np.int64]) -> Floats:
        """Days in force from a day on."""
        rest: Floats = np.clip(until - np.maximum(day, first), 0, None).astype(np.float64)
        return rest

    days = np.zeros(traced(run))
    lines = run.outcome.trace
    ledgers = [it.id for it in regime.banded]
    for ledger in instrument.ledger_rows():
        inside = np.array([band.id in (when.bands or ()) for band in ledger.bands])
        row = len(COLUMN_NAMES) * ledgers.index(ledger.id)
        moves = lines[(lines[:, CODE] == Event.BAND) & (lines[:, A] == row)]
        gained = inside[moves[:, C]].astype(np.float64) - inside[moves[:, B]]
        since = moves[:, DAY] + (ledger.update == "each window")  # told of the window's last day
        days += _summed(run, moves[:, PERSON], gained * left(since))
        score = one_score(ledger.opening)
        opened = [
            lo <= (score or 0) <= hi
            for lo, hi in (ledger.ends_of(band.id) for band in ledger.bands)
        ]
        days += float(inside[opened].any()) * left(np.zeros(1, dtype=np.int64))
    lists = [it.id for it in regime.lists]
    for listing in when.lists(instrument.list_rows()):
        own = lines[lines[:, A] == lists.index(listing.id)]
        for code, sign in ((Event.LISTED, 1.0), (Event.RELEASED, -1.0)):
            moves = own[own[:, CODE] == code]
            days += sign * _summed(run, moves[:, PERSON], left(moves[:, DAY]))
    return days * whom_reached(consequence)[strata_each(run)]


def burden_days_each(run: Run) -> Floats:
    """Days under the burdens of a regime, summed over burdens."""
    found = [days_each(run, row) for row in burdens_of(run.city.regime)]
    return np.sum(found, axis=0) if found else np.zeros(traced(run))


def innocent_each(run: Run) -> npt.NDArray[np.bool_]:
    """Whether each did no harmful deed within a sensor's reach in the whole run."""
    lines, kinds = run.outcome.trace, run.city.conduct.kinds
    harmful = np.array([kind.valence == "harmful" for kind in kinds], dtype=np.bool_)
    deeds = lines[lines[:, CODE] == Event.DEED]
    return np.asarray(_summed(run, deeds[harmful[deeds[:, A]], PERSON]) == 0.0)


def innocent_burden_days(run: Run) -> Interval:
    """Burden-days of people with no harmful deed, per 1,000 people and year.

    Of the traced; not estimable where their lines do not tell days (:func:`can_tell`).
    """
    n = traced(run)
    if not n or not can_tell(run):
        return Interval(None, None, None, n)
    days = burden_days_each(run) * innocent_each(run)
    return spread_rate(float(days.sum()), float((days**2).sum()), n, n * run.years)

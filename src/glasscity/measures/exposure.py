"""Person-days under each consequence: how long people stood where it bears on them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from glasscity.documents.regime import Regime
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.results.run import Run
from glasscity.vocabulary.strata import AXES, EVERY_DIMENSION, N_STRATA, SHAPE, labels_of

Floats = npt.NDArray[np.float64]
"""Person-days by window and stratum, shape (windows, N_STRATA), unless said."""


def is_burden(consequence: Consequence) -> bool:
    """Whether it holds something against people; what is eased is a favour."""
    return consequence.row().verb != "eased"


def burdens_of(regime: Regime) -> tuple[Consequence, ...]:
    """The consequences that hold something against people, in file order."""
    return tuple(row for row in regime.consequences if is_burden(row))


def by_window_and_stratum(run: Run, measure: str, keys: Iterable[str]) -> Floats:
    """The counts of a measure summed over these keys."""
    outcome, wanted = run.outcome, set(keys)
    chosen = [m == measure and k in wanted for m, k in outcome.columns]
    rows = np.array(chosen, dtype=bool)[outcome.column]
    cell = outcome.window[rows].astype(np.int64) * N_STRATA + outcome.stratum[rows]
    n_cells = run.windows * N_STRATA
    summed = np.bincount(cell, weights=outcome.count[rows], minlength=n_cells)
    return np.asarray(summed, dtype=np.float64).reshape(run.windows, N_STRATA)


def _opened(run: Run, ledger: Ledger, bands: frozenset[str]) -> Floats:
    """People in these bands before the first window, shape (1, N_STRATA)."""
    score = one_score(ledger.opening)
    if score is None:
        return by_window_and_stratum(run, "opened_in_band", _keys(ledger, bands))[:1]
    (band,) = (b.id for b in ledger.bands if _holds(ledger, b.id, score))
    return by_window_and_stratum(run, "people", [""])[:1] * (band in bands)


def _holds(ledger: Ledger, band: str, score: int) -> bool:
    low, high = ledger.ends_of(band)
    return low <= score <= high


def _keys(ledger: Ledger, bands: Iterable[str], column: str = "") -> list[str]:
    middle = f"{column}/" if column else ""
    return [f"{ledger.id}/{middle}{band}" for band in bands]


def days_in_bands(run: Run, ledger: Ledger, bands: frozenset[str]) -> Floats:
    """Person-days published in one of the bands.

    Exact where the band is published at windows' ends; else people are taken to move in the
    middle of the window.
    """
    ends = by_window_and_stratum(run, "people_in_band", _keys(ledger, bands, "recorded"))
    starts = np.concatenate([_opened(run, ledger, bands), ends[:-1]])
    people = starts if ledger.update == "each window" else 0.5 * (starts + ends)
    days: Floats = people * np.array(run.outcome.window_days)[:, None]
    return days


def days_standing(run: Run, consequence: Consequence) -> Floats:
    """Person-days in the standing that a consequence names, whoever and whenever.

    Who stands on several lists of a register is counted on each.
    """
    when = consequence.when
    (instrument,) = (it for it in run.city.regime.instruments if it.id == when.instrument)
    total = np.zeros((run.windows, N_STRATA))
    for ledger in instrument.ledger_rows():
        total += days_in_bands(run, ledger, frozenset(when.bands or ()))
    lists = [row.id for row in when.lists(instrument.list_rows())]
    total += by_window_and_stratum(run, "days_listed", lists)
    return total


def whom_reached(consequence: Consequence) -> Floats:
    """1 for each stratum on which a consequence bears, else 0; shape (N_STRATA)."""
    whom = consequence.whom
    if whom is None:
        return np.ones(N_STRATA)
    return np.array([float(whom.holds(labels_of(g))) for g in range(N_STRATA)])


def opens_under(run: Run, consequence: Consequence) -> bool:
    """Whether somebody stands under a consequence from the start, before any record."""
    bands = frozenset(consequence.when.bands or ())
    (instrument,) = (
        it for it in run.city.regime.instruments if it.id == consequence.when.instrument
    )
    return any(bool(_opened(run, ledger, bands).any()) for ledger in instrument.ledger_rows())


def part_in_force(run: Run, consequence: Consequence) -> Floats:
    """The part of each window in which a consequence is in force, shape (windows)."""
    first, until = consequence.in_force.days(run.first_day)
    days = np.array(run.outcome.window_days)
    ends = days.cumsum()
    within = np.minimum(ends, until) - np.maximum(ends - days, first)
    part: Floats = np.clip(within, 0, None) / days
    return part


def days_under(run: Run, consequence: Consequence) -> Floats:
    """Person-days of simulated people under a consequence, shape (windows, N_STRATA).

    A window in which it comes into force counts by its part in force.
    """
    reached = whom_reached(consequence) * part_in_force(run, consequence)[:, None]
    days: Floats = days_standing(run, consequence) * reached
    return days


def person_days(run: Run) -> dict[str, float]:
    """Person-days of simulated people under each consequence, in file order."""
    return {row.id: float(days_under(run, row).sum()) for row in run.city.regime.consequences}


def by_level(days: Floats, dimension: str) -> dict[str, float]:
    """An array by stratum (last axis) summed over the levels of a dimension."""
    shaped = days.reshape(-1, *SHAPE).sum(axis=0)
    axis = AXES[dimension]
    others = tuple(k for k in range(len(SHAPE)) if k != axis)
    return dict(zip(EVERY_DIMENSION[dimension], shaped.sum(axis=others).tolist(), strict=True))

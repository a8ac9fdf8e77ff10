"""What an oracle reads from a run: totals of tallies, and the last day's scores."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from glasscity.tables.outcome import Outcome


def total(
    outcome: Outcome,
    measure: str,
    key: str = "",
    strata: Collection[int] | None = None,
    window: int | None = None,
) -> int:
    """The sum of a measure over strata and windows, all unless said otherwise."""
    columns = [c for c, name in enumerate(outcome.columns) if name == (measure, key)]
    assert len(columns) == 1, f"{measure} {key!r} is no column"
    keep = outcome.column == columns[0]
    if strata is not None:
        keep &= np.isin(outcome.stratum, list(strata))
    if window is not None:
        keep &= outcome.window == window
    return int(outcome.count[keep].sum())


def at_end(outcome: Outcome, measure: str, key: str, strata: Collection[int] | None = None) -> int:
    """A stock at the end of the last window."""
    return total(outcome, measure, key, strata, len(outcome.window_days) - 1)


def scores(
    outcome: Outcome,
    low: int,
    high: int,
    column: str = "recorded",
    strata: Collection[int] | None = None,
) -> npt.NDArray[np.int64]:
    """People at each score of ``[low, high]`` of ledger ``points`` on the last day."""
    found = {
        int(key.split("/")[2]): total(outcome, "score_at_end", key, strata)
        for measure, key in outcome.columns
        if measure == "score_at_end" and key.split("/")[1] == column
    }
    assert all(low <= score <= high for score in found), "a score is outside its bounds"
    return np.array([found.get(score, 0) for score in range(low, high + 1)], dtype=np.int64)

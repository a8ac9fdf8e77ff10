"""Where the scores of a group lie on the last day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from glasscity.measures.groups import EVERYBODY, groups_of
from glasscity.measures.interval import FEWEST_PEOPLE
from glasscity.results.run import Run

_KEYS = ["ledger", "column", "dimension", "level"]
QUANTILES = {"low": 0.05, "quarter": 0.25, "median": 0.5, "three_quarters": 0.75, "high": 0.95}


def quantile_of(scores: pd.Series[int], counts: pd.Series[int], at: float) -> int:
    """The smallest score at or below which at least the share ``at`` of people stands."""
    upto = np.cumsum(counts.to_numpy())
    return int(scores.iloc[int(np.searchsorted(upto, at * upto[-1] - 1e-9))])


def score_counts(run: Run, *by: str) -> pd.DataFrame:
    """People by ledger, column, score on the last day and ``by``; score is an integer."""
    frame = run.tallies.total("score_at_end", "ledger", "column", *by, "score")
    frame["score"] = frame["score"].astype(np.int64)
    return frame.sort_values(["ledger", "column", *by, "score"], ignore_index=True)


def score_quantiles(run: Run) -> pd.DataFrame:
    """The spread of scores of each group on the last day.

    Columns: ledger, column, dimension, level, n (simulated), mean, and the 5, 25, 50, 75 and
    95 % points ``low, quarter, median, three_quarters, high``; numbers are NaN where there
    are fewer than 100 simulated people.
    """
    rows = []
    for dimension in dict.fromkeys(group.dimension for group in groups_of(run)):
        by = () if dimension == EVERYBODY else (dimension,)
        counts = score_counts(run, *by)
        counts["dimension"] = dimension
        counts["level"] = counts[dimension] if by else EVERYBODY
        for key, part in counts.groupby(_KEYS, sort=False):
            n = int(part["count"].sum())
            row: dict[str, object] = {**dict(zip(_KEYS, key, strict=True)), "n": n}
            if n >= FEWEST_PEOPLE:
                row["mean"] = float(np.average(part["score"], weights=part["count"]))
                for name, at in QUANTILES.items():
                    row[name] = quantile_of(part["score"], part["count"], at)
            rows.append(row)
    return pd.DataFrame(rows, columns=[*_KEYS, "n", "mean", *QUANTILES])

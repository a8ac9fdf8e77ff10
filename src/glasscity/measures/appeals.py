"""Appeals: filed, waiting, decided and struck, by whether the record was right."""

from __future__ import annotations

import pandas as pd

from glasscity.results.run import Run

TRUTHS = ("true", "false")


def of_truth(run: Run, measure: str, truth: str) -> int:
    """The count of a measure of appeals over the whole run, against true or false records."""
    frame = run.tallies.total(measure, "true-or-false")
    return int(frame.loc[frame["true-or-false"] == truth, "count"].sum())


def appeals_table(run: Run) -> pd.DataFrame:
    """Appeals of simulated people against true and false records; empty where nobody appealed.

    Columns: records (true or false), filed, decided, struck, waiting (at the end), days (from
    filing to decision, the mean of those decided).
    """
    waiting = run.tallies.total("appeals_waiting", "true-or-false", "window")
    at_end = waiting[waiting["window"] == run.windows - 1].set_index("true-or-false")["count"]
    rows = []
    for truth in TRUTHS:
        filed, decided, struck, days = (
            of_truth(run, measure, truth)
            for measure in ("appeals_filed", "appeals_decided", "appeals_struck", "appeals_days")
        )
        if filed:
            mean = days / decided if decided else float("nan")
            rows.append((truth, filed, decided, struck, int(at_end.get(truth, 0)), mean))
    names = ["records", "filed", "decided", "struck", "waiting", "days"]
    return pd.DataFrame(rows, columns=names)


def told_appeals(run: Run) -> list[str]:
    """The table in sentences, people simulated."""
    told = []
    for row in appeals_table(run).to_dict(orient="records"):
        wait = "" if row["decided"] == 0 else f" after {row['days']:,.0f} days on average"
        told.append(
            f"Appeals against {row['records']} records: {row['filed']:,} filed, "
            f"{row['decided']:,} decided{wait}, of which {row['struck']:,} struck the record; "
            f"{row['waiting']:,} waiting at the end."
        )
    return told

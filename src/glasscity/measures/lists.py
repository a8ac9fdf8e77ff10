"""Entries, exits, stocks and person-days of each list."""

from __future__ import annotations

import pandas as pd

from glasscity.results.run import Run


def lists_table(run: Run) -> pd.DataFrame:
    """One row per list in file order.

    Columns: list, title, entered_true, entered_false (by whether the last record was true),
    left_term, left_struck, left_repaired, left_complied, at_end (people), person_days,
    days_per_1000 (person-days a year per 1,000 people), represented_at_end. Counts are of
    simulated people.
    """
    entries = _by(run, "list_entries", "true-or-false")
    exits = _by(run, "list_exits", "why")
    days = _by(run, "days_listed")
    listed = run.tallies.total("people_listed", "window", "list")
    at_end = listed[listed["window"] == run.windows - 1].set_index("list")["count"].to_dict()
    rows = []
    for listing in run.city.regime.lists:
        name = listing.id
        person_days, stock = days.get((name,), 0), at_end.get(name, 0)
        rows.append(
            {
                "list": name,
                "title": listing.title.en,
                "entered_true": entries.get((name, "true"), 0),
                "entered_false": entries.get((name, "false"), 0),
                "left_term": exits.get((name, "term"), 0),
                "left_struck": exits.get((name, "struck"), 0),
                "left_repaired": exits.get((name, "repaired"), 0),
                "left_complied": exits.get((name, "complied"), 0),
                "at_end": stock,
                "person_days": person_days,
                "days_per_1000": 1000.0 * person_days / (run.outcome.people * run.years),
                "represented_at_end": stock * run.weight,
            }
        )
    names = ["list", "title", "entered_true", "entered_false"]
    names += ["left_term", "left_struck", "left_repaired", "left_complied"]
    last = ["at_end", "person_days", "days_per_1000", "represented_at_end"]
    return pd.DataFrame(rows, columns=[*names, *last])


def list_stocks(run: Run) -> pd.DataFrame:
    """People on each list at each window's end: list, window, people, represented."""
    frame = run.tallies.total("people_listed", "list", "window")
    people = frame.set_index(["list", "window"])["count"].to_dict()
    rows = [
        (listing.id, window, people.get((listing.id, window), 0))
        for listing in run.city.regime.lists
        for window in range(run.windows)
    ]
    table = pd.DataFrame(rows, columns=["list", "window", "people"])
    table["represented"] = table["people"] * run.weight
    return table


def _by(run: Run, measure: str, *parts: str) -> dict[tuple[str, ...], int]:
    frame = run.tallies.total(measure, "list", *parts)
    return {tuple(row[:-1]): int(row[-1]) for row in frame.itertuples(index=False)}

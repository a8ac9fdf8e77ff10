"""Who stands in another band because of error: recorded against unerring standing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from glasscity.measures.interval import Interval, share
from glasscity.measures.names import band_edges
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.run import Run


def standing_matrix(run: Run, ledger: Ledger) -> pd.DataFrame:
    """People by recorded and unerring band on the last day, all pairs, zeros included.

    Columns: recorded, unerring (bands in short), recorded_place, unerring_place (from the
    lowest, 0), people (simulated), where (lower, same, higher than without error),
    represented, share.
    """
    frame = run.tallies.total("standing_at_end", "ledger", "recorded band", "unerring band")
    names = ["ledger", "recorded band", "unerring band"]
    people = frame.set_index(names)["count"].to_dict()
    edges = band_edges(ledger)
    rows = []
    for a, recorded in enumerate(edges):
        for b, unerring in enumerate(edges):
            count = people.get((ledger.id, recorded.id, unerring.id), 0)
            where = "lower" if a < b else "higher" if a > b else "same"
            rows.append((recorded.label, unerring.label, a, b, count, where))
    columns = ["recorded", "unerring", "recorded_place", "unerring_place", "people", "where"]
    table = pd.DataFrame(rows, columns=columns)
    table["represented"] = table["people"] * run.weight
    table["share"] = table["people"] / run.outcome.people
    return table


@dataclass(frozen=True)
class Displaced:
    """Shares of people who stand lower and higher than they would without error."""

    lower: Interval
    higher: Interval


def displaced(run: Run, ledger: Ledger) -> Displaced:
    """How many stand in another band on the last day because of error, either way.

    Error here is all that tells the recorded column from the unerring one: records of deeds
    not done, and the delay of true ones.
    """
    found = standing_matrix(run, ledger).groupby("where")["people"].sum()
    people = found.reindex(["lower", "higher"], fill_value=0)  # one band: neither
    n = run.outcome.people
    return Displaced(share(int(people["lower"]), n), share(int(people["higher"]), n))


def displaced_by_error(run: Run) -> dict[str, Displaced]:
    """Who is displaced, by ledger."""
    return {ledger.id: displaced(run, ledger) for ledger in run.city.regime.banded}

"""People by published band over time."""

from __future__ import annotations

import datetime

import pandas as pd

from glasscity.measures.names import band_edges, opening_band
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.results.run import Run
from glasscity.vocabulary.codes import COLUMN_NAMES
from glasscity.vocabulary.time import YEAR_DAYS

START = -1
"""The window before the first: everybody stands where the opening put them."""


def _end_of(run: Run, window: int) -> datetime.date:
    """The first day after a window; of the start, the first day of the run."""
    return run.first_day + datetime.timedelta(days=sum(run.outcome.window_days[: window + 1]))


def band_stocks(run: Run) -> pd.DataFrame:
    """People by band at the start and at each window's end; zero stocks included.

    Columns: ledger, column (recorded, unerring, all-seen), window (-1 is the start), band, label
    (its title in short), place (from the lowest, 0), day (first day after the window), people
    (simulated), represented, share. Rows ascend by ledger, column, window, place.
    """
    frame = run.tallies.total("people_in_band", "ledger", "column", "window", "band")
    names = ["ledger", "column", "window", "band"]
    stock = frame.set_index(names)["count"].to_dict()
    n = run.outcome.people
    rows = []
    for ledger in run.city.regime.banded:
        edges, opened = band_edges(ledger), _opened(run, ledger)
        for column in COLUMN_NAMES:
            for window in range(START, run.windows):
                for place, edge in enumerate(edges):
                    key = (ledger.id, column, window, edge.id)
                    people = stock.get(key, 0) if window >= 0 else opened.get(edge.id, 0)
                    rows.append((*key, edge.label, place, _end_of(run, window), people))
    table = pd.DataFrame(rows, columns=[*names, "label", "place", "day", "people"])
    table["represented"] = table["people"] * run.weight
    table["share"] = table["people"] / n
    return table


def _opened(run: Run, ledger: Ledger) -> dict[str, int]:
    """People by band before the first window."""
    if one_score(ledger.opening) is not None:
        return {opening_band(ledger).id: run.outcome.people}
    frame = run.tallies.total("opened_in_band", "ledger", "band")
    own = frame[frame["ledger"] == ledger.id]
    return {str(band): int(n) for band, n in zip(own["band"], own["count"], strict=True)}


def year_ends(run: Run) -> tuple[int, ...]:
    """The start, the last window of each full year of the run, and the last window."""
    ends, days = [START], 0
    for window, length in enumerate(run.outcome.window_days):
        days += length
        if days >= YEAR_DAYS * len(ends) - 1.0:
            ends.append(window)
    if ends[-1] != run.windows - 1:
        ends.append(run.windows - 1)
    return tuple(ends)


def window_label(run: Run, window: int) -> str:
    """How the end of a window is written: ``start``, ``year 2`` or its number from 1."""
    if window == START:
        return "start"
    years = sum(run.outcome.window_days[: window + 1]) / YEAR_DAYS
    return f"year {round(years)}" if abs(years - round(years)) < 0.01 else f"{years:.1f} years"


def ends_of_years(run: Run) -> pd.DataFrame:
    """The stocks of :func:`band_stocks` at the start and at the ends of years, with ``when``."""
    stocks = band_stocks(run)
    kept = stocks[stocks["window"].isin(list(year_ends(run)))].drop(columns=["place"])
    return kept.assign(when=[window_label(run, int(w)) for w in kept["window"]])


def band_moves(run: Run) -> pd.DataFrame:
    """Published moves of the recorded column over the run, most frequent first.

    Columns: ledger, before, after (bands in short), moves (simulated), represented, direction
    (up, down).
    """
    frame = run.tallies.total("band_moves", "ledger", "from>to")
    edges = {
        (ledger.id, edge.id): edge
        for ledger in run.city.regime.banded
        for edge in band_edges(ledger)
    }
    rows = []
    for ledger, move, moves in frame.itertuples(index=False):
        before, after = (edges[ledger, band] for band in str(move).split(">"))
        direction = "up" if after.start > before.start else "down"
        names = (ledger, before.label, after.label)
        rows.append((*names, moves, moves * run.weight, direction))
    columns = ["ledger", "before", "after", "moves", "represented", "direction"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("moves", ascending=False, kind="stable", ignore_index=True)

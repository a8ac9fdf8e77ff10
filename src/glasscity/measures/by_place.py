"""How places of a nation differ, and what is counted where one in so many is simulated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from glasscity.measures.groups import many
from glasscity.measures.wording import number, whole
from glasscity.results.by_place import ByPlace
from glasscity.results.run import Run

RATES = (
    ("records of deeds", "recorded"),
    ("wrongful records", "false_records"),
    ("listings", "list_entries"),
    ("refusals", "refused"),
)
"""What is counted by place, per 1,000 people and year, and its measure."""


def between_places(run: Run) -> pd.DataFrame:
    """Rates per 1,000 simulated people and year over the places: one row each of RATES.

    ``all``, ``least``, ``most``; ``spread``: the standard deviation over places; ``by_luck``: what
    it would be if each fell by itself at one rate everywhere. Without rows in a run of one place.
    """
    columns = ["what", "all", "least", "most", "spread", "by_luck"]
    if run.by_place is None:
        return pd.DataFrame(columns=columns)
    rows = []
    for what, measure in RATES:
        counts, years = _counts(run.by_place, measure), _thousands(run, run.by_place)
        if not counts.any():
            continue
        rates, rate = counts / years, counts.sum() / years.sum()
        by_luck = float(np.sqrt(np.mean(rate / years)))
        spread = float(np.std(rates, ddof=1)) if len(rates) > 1 else 0.0
        rows.append((what, rate, rates.min(), rates.max(), spread, by_luck))
    return pd.DataFrame(rows, columns=columns)


def by_region(run: Run) -> pd.DataFrame:
    """Places, people and RATES of each region; without rows in a run of one place."""
    if run.by_place is None:
        return pd.DataFrame(columns=["region", "places", "represented"])
    places = run.by_place.places.assign(thousands=_thousands(run, run.by_place))
    for what, measure in RATES:
        counts = _counts(run.by_place, measure)
        if counts.any():
            places[what] = counts
    table = places.drop(columns=["id", "simulated", "first_person"]).groupby("region", sort=False)
    found = table.sum().assign(place=table.size()).rename(columns={"place": "places"})
    for what, _ in RATES:
        if what in found:
            found[what] = found[what] / found["thousands"]
    return found.drop(columns="thousands").reset_index()


def told_places(run: Run) -> tuple[str, ...]:
    """In sentences: how people are spread over places, and what the numbers count."""
    if run.by_place is None:
        return ()
    n, one_in = len(run.by_place.places), run.request.one_in
    said = f"They live in {n} closed places, each lived and settled alone."
    if one_in == 1:
        counted = (
            f"All {many(run)} are simulated: numbers count them, and sampling error is negligible. "
            "What is assumed is not."
        )
    else:
        counted = (
            f"In each place one in {whole(one_in)} is simulated. What is called represented counts "
            f"those times {number(run.weight)}; what is called simulated counts the sample. "
            "Intervals hold the error of the sample."
        )
    sizes = (
        "Galleries, capacities and quotas are those that the rules name, in each place."
        if run.city.regime.sizes == "place"
        else "Capacities and quotas are those of the nation, by share of people."
    )
    return said, counted, sizes


def _counts(by_place: ByPlace, measure: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The count of a measure in each place, all its keys together."""
    table = by_place.tallies
    counts = table[table["measure"] == measure].groupby("place", observed=True)["count"].sum()
    return counts.reindex(by_place.places["place"], fill_value=0).to_numpy(np.float64)


def _thousands(run: Run, by_place: ByPlace) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Thousands of simulated person-years in each place."""
    return by_place.places["simulated"].to_numpy(np.float64) * run.years / 1000.0

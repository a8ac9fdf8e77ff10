"""Claims about the points ladder of Suqian: where it starts and what moves it."""

from __future__ import annotations

import pandas as pd

from glasscity.measures.wording import percent
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.finding import NO_INFORMATION, Finding, Table, unsettled

CITY = "suqian-2018"
YEARS = 5.0


def _shares(rows: pd.DataFrame) -> dict[str, float]:
    total = rows["count"].sum()
    return {str(band): n / total for band, n in zip(rows["band"], rows["count"], strict=True)}


def c01(bench: Bench) -> Finding:
    """Everyone starts with 1,000 points in class A."""
    run = bench.run({"as reported": bench.city(CITY)}, YEARS)["as reported"]
    held = run.tallies.total("people_in_band", "window", "column", "band")
    held = held[held["column"] == "recorded"]
    months = 0, run.windows - 1
    shares = [_shares(held[held["window"] == month]) for month in months]
    body = tuple(
        (band, percent(shares[0].get(band, 0.0)), percent(share))
        for band, share in shares[1].items()
    )
    still = shares[1]["a"]
    return unsettled(
        NO_INFORMATION,
        sentence=(
            "That all start on 1,000 points in class A is a rule of the file, so a run cannot "
            f"bear it out; after five years {percent(still)} of the synthetic people are in class "
            "A still, which leans on the assumed rates of recorded deeds."
        ),
        why="a rule that was typed in says nothing about itself",
        leans_on="the opening score and class, which the file takes from the reports",
        number=still,
        unit="share",
        tables=(Table("People in each class", ("class", "first month", "last month"), body),),
    )

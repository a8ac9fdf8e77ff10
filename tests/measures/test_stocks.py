from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from glasscity.measures.bands import START, band_moves, band_stocks, window_label, year_ends
from glasscity.measures.names import band_edges, opening_band
from glasscity.measures.scores import quantile_of, score_counts, score_quantiles
from glasscity.measures.standings import displaced, standing_matrix
from results.fake_outcome import fake_run, outcome_of, shared_run

RUN = shared_run()
LEDGER = RUN.city.regime.banded[0]


def test_everybody_is_in_one_band_at_every_moment() -> None:
    stocks = band_stocks(RUN)
    assert set(stocks["column"]) == {"recorded", "unerring", "all-seen"}
    sums = stocks.groupby(["column", "window"])["people"].sum()
    assert (sums == RUN.outcome.people).all()
    assert len(sums) == 3 * (RUN.windows + 1)
    assert stocks["share"].sum() == pytest.approx(len(sums))
    assert stocks["represented"].sum() == pytest.approx(RUN.outcome.represented * len(sums))


def test_everybody_starts_in_the_opening_band() -> None:
    start = band_stocks(RUN)
    start = start[start["window"] == START]
    assert opening_band(LEDGER).id == "A"
    assert set(start[start["people"] > 0]["band"]) == {"A"}
    assert set(start["day"]) == {RUN.first_day}


def test_the_last_stocks_are_the_last_scores() -> None:
    stocks = band_stocks(RUN)
    last = stocks[stocks["window"] == RUN.windows - 1].set_index(["column", "band"])["people"]
    counts = score_counts(RUN)
    for column, part in counts.groupby("column"):
        for edge in band_edges(LEDGER):
            inside = part["score"].between(edge.start, edge.end, inclusive="left")
            assert part[inside]["count"].sum() == last[column, edge.id]


def test_bands_are_half_open_and_touch() -> None:
    edges = band_edges(LEDGER)
    assert [e.end for e in edges[:-1]] == [e.start for e in edges[1:]]
    assert edges[-1].end == LEDGER.ceiling.value + 1
    assert [e.label for e in edges] == ["D", "C", "B", "A-", "A", "A+", "AA", "AAA"]


def test_moves_balance_the_stocks() -> None:
    moves = band_moves(RUN)
    into = moves[moves["after"] == "A-"]["moves"].sum()
    out = moves[moves["before"] == "A-"]["moves"].sum()
    stocks = band_stocks(RUN)
    last = stocks[(stocks["window"] == RUN.windows - 1) & (stocks["column"] == "recorded")]
    assert into - out == last.set_index("band")["people"]["A-"]
    assert set(moves["direction"]) <= {"up", "down"}
    assert moves[moves["before"] == "A"].set_index("after")["direction"]["A-"] == "down"
    assert moves["moves"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("windows", "ends", "labels"),
    [
        (24, (-1, 11, 23), ("start", "year 1", "year 2")),
        (18, (-1, 11, 17), ("start", "year 1", "1.5 years")),
        (3, (-1, 2), ("start", "0.2 years")),
        (60, (-1, 11, 23, 35, 47, 59), ("start", *(f"year {k}" for k in range(1, 6)))),
    ],
)
def test_years_end_where_calendars_say(
    windows: int, ends: tuple[int, ...], labels: tuple[str, ...]
) -> None:
    months = (30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31)
    days = tuple(months[k % 12] + (k % 48 == 22) for k in range(windows))
    run = dataclasses.replace(RUN, outcome=dataclasses.replace(RUN.outcome, window_days=days))
    assert year_ends(run) == ends
    assert tuple(window_label(run, end) for end in ends) == labels


def test_quantiles_are_of_people_not_of_rows() -> None:
    scores, counts = pd.Series([900, 950, 1000]), pd.Series([1, 1, 98])
    assert [quantile_of(scores, counts, at) for at in (0.01, 0.02, 0.021, 0.5)] == [
        900,
        950,
        1000,
        1000,
    ]


def test_every_group_has_its_quantiles() -> None:
    table = score_quantiles(RUN)
    own = table[table["column"] == "recorded"]
    assert len(own) == 1 + 2 + 6 + 5 + 3 + 2
    assert own.groupby("dimension")["n"].sum().nunique() == 1
    assert (own["low"] <= own["median"]).all()
    whole = score_counts(RUN)
    whole = whole[whole["column"] == "recorded"]
    mean = (whole["score"] * whole["count"]).sum() / whole["count"].sum()
    assert own.iloc[0]["mean"] == pytest.approx(mean)


def test_few_people_have_no_quantiles() -> None:
    few = fake_run(people=60, windows=1)
    assert score_quantiles(few)["mean"].isna().all()
    assert score_quantiles(few)["n"].max() == 60


def test_who_stands_elsewhere_because_of_error() -> None:
    standing = {("A", "A"): 900, ("B", "A"): 60, ("A-", "A"): 20, ("A+", "A"): 20}
    rows = {(0, 0, "standing_at_end", f"points/{a}/{b}"): n for (a, b), n in standing.items()}
    run = dataclasses.replace(RUN, outcome=outcome_of({**rows, (0, 0, "people", ""): 1000}))
    moved = displaced(run, LEDGER)
    assert (moved.lower.value, moved.higher.value) == (0.08, 0.02)
    matrix = standing_matrix(run, LEDGER)
    assert len(matrix) == 64
    assert matrix["share"].sum() == pytest.approx(1.0)
    row = matrix[(matrix["recorded"] == "B") & (matrix["unerring"] == "A")].iloc[0]
    assert (row["where"], row["people"], row["represented"]) == ("lower", 60, 60.0)


def test_the_matrix_has_the_margins_of_the_stocks() -> None:
    matrix = standing_matrix(RUN, LEDGER)
    stocks = band_stocks(RUN)
    last = stocks[stocks["window"] == RUN.windows - 1]
    for column in ("recorded", "unerring"):
        margin = matrix.groupby(column)["people"].sum()
        own = last[last["column"] == column].set_index("label")["people"]
        assert margin.to_dict() == own.to_dict()

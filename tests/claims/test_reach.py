"""What claims about lists, pilots and cameras count, among few people."""

from __future__ import annotations

import datetime
import math

import numpy as np
import numpy.typing as npt
import pytest

from claims.small import SmallBench
from glasscity.documents.resolve import load
from glasscity.documents.switches import no_regime
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Span
from glasscity.studies.claims.pilots import correlation, under_in
from glasscity.studies.claims.reach import _in_view, _linked, _more_cameras, _recorded
from glasscity.studies.claims.screens import _round
from glasscity.studies.claims.tallied import (
    a_year,
    alone,
    below,
    beside,
    share_with_luck,
    with_luck,
)
from glasscity.studies.courts import published_of

BENCH = SmallBench(people=1_000)


def test_scores_of_the_same_people_go_together_as_numpy_has_it() -> None:
    here, there = BENCH.city("pilot-suqian"), BENCH.city("pilot-suining")
    pair = beside(BENCH, here, there, 1.0)
    assert correlation(beside(BENCH, here, here, 1.0)) == pytest.approx(1.0)
    found = correlation(pair)
    assert 0.0 < found < 1.0
    scores = [_scores(run) for run in (pair.here, pair.there)]
    sums = pair.tallies.total("score_sums", "sum").set_index("sum")["count"]
    assert sums["here"] == scores[0].sum()
    assert sums["there squared"] == (scores[1] ** 2).sum()
    spread = np.sqrt(scores[0].var() * scores[1].var())
    along = sums["product"] / pair.n - scores[0].mean() * scores[1].mean()
    assert found == pytest.approx(along / spread)


def _scores(run: Run) -> npt.NDArray[np.float64]:
    held = run.tallies.total("score_at_end", "column", "score")
    held = held[held["column"] == "recorded"]
    return np.repeat(held["score"].astype(float).to_numpy(), held["count"].to_numpy())


def test_nobody_is_burdened_where_there_is_no_regime() -> None:
    city = BENCH.city("national-2020")
    found = under_in(beside(BENCH, city, no_regime(city), 3.0), "burdened")
    assert found["here only"] > 0
    assert found["there only"] == found["both"] == 0


def test_more_cameras_and_fuller_registers_record_more() -> None:
    city = load("suqian-2018")
    shares = [
        _recorded(alone(BENCH, it, 1.0)) for it in (city, _more_cameras(city, 3.0), _linked(city))
    ]
    assert all(in_reach > in_all for in_reach, in_all in shares)
    assert shares[0][0] < shares[1][0] < 1.0
    assert shares[0][0] < shares[2][0]
    assert 0.0 < _in_view(city) < 1.0


def test_totals_between_two_reports_lie_between_them() -> None:
    assert published_of("flights", datetime.date(2017, 12, 31)) == 9.36
    assert 6.15 < published_of("flights", datetime.date(2017, 7, 1)) < 9.36
    assert published_of("flights", datetime.date(2014, 7, 1)) == 0.0


def test_what_was_never_counted_is_bounded_by_how_much_was_looked_at() -> None:
    """Three deeds and a bit may come where none was seen (Garwood), of all that could."""
    nothing = Span(0.0, 0.0, "", "")
    assert with_luck(nothing, 0.0, 50.0) == pytest.approx((0.0, 3.6889 / 50.0), abs=1e-4)
    assert math.isnan(with_luck(nothing, 0.0)[1])
    assert math.isnan(with_luck(nothing, 0.0, 0.0)[1])
    assert share_with_luck(nothing, 0.0, 200.0) == pytest.approx((0.0, 0.01828), abs=1e-5)
    assert share_with_luck(nothing, math.nan, 0.0) == (0.0, 1.0)


def test_counts_are_rounded_and_widened_by_their_chance() -> None:
    assert [_round(it) for it in (0.4, 7.2, 123.0, 18_049.0)] == [0, 7, 100, 20_000]
    assert with_luck(Span(1.0, 2.0, "", ""), 100.0) == pytest.approx((0.8136, 2.4325), abs=1e-4)
    assert with_luck(Span(-1.0, 2.0, "", ""), -100.0) == pytest.approx((-1.2163, 2.4325), abs=1e-4)
    assert below(0.5)(0.5) != below(0.5)(0.49)
    run = alone(BENCH, BENCH.city("suqian-2018"), 1.0)
    assert a_year(run, run.outcome.people) == pytest.approx(1000.0, rel=2e-3)

"""Claims C37 to C47: laws by hand against other ways to the same number, at drawn values."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from claims.small import SmallBench
from glasscity.documents.helping import Helping
from glasscity.documents.resolve import load, load_study
from glasscity.studies.claims import gates, later, nation, trust
from glasscity.studies.claims.finding import FAILS_IF, FOLLOWS_IF
from glasscity.studies.claims.numbers import at
from glasscity.studies.claims.suqian import below_a, lived
from glasscity.studies.claims.tallied import count
from glasscity.studies.helping import play_many

BENCH = SmallBench()
DRAWN = np.random.default_rng(20240537)


def test_hits_are_right_as_often_as_a_count_of_searches_has_it() -> None:
    for _ in range(20):
        share, missed, false = DRAWN.uniform(0.001, 0.5, size=3)
        looked, n = DRAWN.random(200_000) < share, DRAWN.random(200_000)
        hit = np.where(looked, n >= missed, n < false)
        counted = looked[hit].mean()
        error = np.sqrt(counted * (1 - counted) / hit.sum())
        assert abs(nation._right(share, missed, false) - counted) < 4.5 * error


def test_cameras_that_point_at_anybody_find_those_looked_for_as_often_as_they_come() -> None:
    assert nation._right(0.02, 0.7, 0.3) == pytest.approx(0.02)
    assert nation.c43(BENCH).verdict == FAILS_IF


@pytest.mark.parametrize("term", [90.0, 180.0, 365.0])
def test_the_first_year_of_a_list_is_as_integrated(term: float) -> None:
    """Listings grow with the square of time for a year, and each lasts for the term."""
    days = np.arange(5 * 365.25)
    coming = np.minimum(days / 365.25, 1.0)
    listed = np.convolve(coming, np.ones(round(term)))[: len(days)]
    first, last = listed[:365].mean(), listed[-365:].mean()
    city = at(load("suqian-announced"), {later.TERM: term})
    assert later._by_hand(city) == pytest.approx(1.0 - first / last, abs=0.01)


def test_players_without_copying_give_as_by_hand() -> None:
    """All give to the good alone: by a board most are good, alone nobody agrees with anybody."""
    board, alone = (
        load_study("helping", name, Helping).model_copy(update={"imitation": None})
        for name in ("public-board", "private-opinions")
    )
    gain = (play_many(it, 8, 400, 1).cooperation for it in (board, alone))
    by, own = gain
    error = float(np.hypot(by.error, own.error))
    size = 1.0 / (2 * int(board.people.value))
    assert abs(by.mean - own.mean - trust._by_hand(board)) < 4.5 * error + 2 * size


def test_somebody_worst_off_under_no_rules_is_refused_nothing_and_under_all_of_them_all() -> None:
    none = gates._gates(load("none"))
    assert (none.contexts, none.refused, none.services) == (0, 0.0, 0.0)
    city = load("suqian-2018")
    bar = next(it for it in city.regime.consequences if it.row().is_bar)
    bars = tuple(
        bar.model_copy(update={"id": f"no-{it.id}", "service": it.id})
        for it in city.conduct.services
    )
    regime = city.regime.model_copy(update={"consequences": bars})
    shut = gates._gates(dataclasses.replace(city, regime=regime))
    assert (shut.refused, shut.services) == pytest.approx((1.0, 1.0))
    assert shut.contexts == shut.of


def test_a_share_of_attempts_is_of_what_is_tried() -> None:
    """Two services, one tried nine times as often, its door half shut."""
    city = load("suqian-announced")
    (hotel,) = (it for it in city.regime.consequences if it.id == "no-hotel")
    assert hotel.chance is not None
    rates = {"hotel-stay": 9.0, "flight": 1.0}
    assert gates._weighed(rates, (hotel,), None) == pytest.approx(0.9 * hotel.chance.value)
    assert hotel.chance.range is not None
    assert gates._weighed(rates, (hotel,), 1) == pytest.approx(0.9 * hotel.chance.range[1])


def test_days_below_the_class_are_refusals_at_the_gate() -> None:
    """Applications come evenly: as many are refused as there are days spent below class A."""
    run = lived(SmallBench(people=20_000), load("suqian-licence-gate"))
    refused = count(run, "refused", consequence="no-business")
    tried = gates._a_year(run.city, "business-licence") * run.outcome.people * run.years
    share = below_a(run)
    assert abs(refused - share * tried) < 4.5 * np.sqrt(share * tried)
    assert refused > 20


def test_more_people_by_commercial_scores_is_a_matter_of_the_share_of_users() -> None:
    found = nation.c45(BENCH)
    assert found.verdict == FOLLOWS_IF
    assert found.number == pytest.approx(0.76 * 802 / (43 * 1409.778724 / 333), rel=1e-6)
    assert found.holds is False

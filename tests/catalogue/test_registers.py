"""Registers, files, gates and scores of firms, with the cousins nearer home."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from catalogue.cities import city_of, lived
from glasscity.documents.regime import Regime
from glasscity.mechanisms.instruments.register import Register
from glasscity.mechanisms.instruments.scorecard import Scorecard
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate


def _contexts(name: str) -> set[str]:
    city = city_of(name)
    seen = {deed for sensor in city.regime.sensors for deed in sensor.sees}
    return {kind.context for kind in city.conduct.kinds if kind.id in seen}


def test_the_dutch_register_knows_money_alone_and_suqian_does_not() -> None:
    """BKR-07: a relative of social credit, about money alone."""
    assert _contexts("bkr") == {"money"}
    assert _contexts("suqian-2018") > {"money", "traffic", "health", "civic"}


def test_an_entry_is_kept_five_years_after_the_loan() -> None:
    (register,) = (it for it in city_of("bkr").regime.instruments if isinstance(it, Register))
    assert {code.retention.value for code in register.codes} == {1826}
    run = lived("bkr")
    assert run.tallies.sum("list_entries") > 0
    assert run.tallies.total("list_exits", "why")["why"].isin(["struck"]).all()


def test_pooling_makes_each_entry_eight_times_as_likely_to_be_met() -> None:
    """BH-02: eight firms hold equal shares."""
    before, after = city_of("baihang-reconstructed").regime.consequences
    assert before.chance
    assert after.chance
    assert after.chance.value == 8 * before.chance.value
    assert before.in_force.until == after.in_force.from_ == datetime.date(2018, 2, 22)


def test_what_stands_in_the_file_stays_there() -> None:
    """DAN-03, DAN-04: nothing lapses, and peasants have no file."""
    run = lived("dossier")
    clean = run.tallies.total("people_in_band", "column", "band", "window")
    mine = clean[(clean["column"] == "recorded") & (clean["band"] == "clean")]
    people = mine.sort_values("window")["count"].tolist()
    assert people[-1] < people[0]
    assert run.tallies.sum("points_down") == 0
    sensors = ("work-unit", "colleagues", "clinic")
    of_work = run.tallies.total("recorded", "sensor", "residence")
    assert set(of_work[of_work["sensor"].isin(sensors)]["residence"]) == {"local-urban"}


def test_the_gate_lets_in_as_many_as_in_2018() -> None:
    """HUK-05: 6,019 a year, whole people at this size, none of them born with it."""
    run = lived("hukou-beijing-2018", people=20_000)
    moves = run.tallies.total("band_moves", "ledger", "from>to")
    granted = moves[moves["ledger"] == "hukou"]["count"].sum()
    assert granted == int(6019 / 365.25 / run.weight * sum(run.outcome.window_days))
    assert set(moves[moves["ledger"] == "hukou"]["from>to"]) == {"without>with"}


def test_nothing_follows_from_a_tip_that_is_on_record() -> None:
    assert city_of("neighbourhood-informants-2017").regime.consequences == ()
    assert lived("neighbourhood-informants-2017").tallies.sum("refused") == 0


def _without(regime: Regime, *ids: str) -> dict[str, list[dict[str, Any]]]:
    said: dict[str, list[dict[str, Any]]] = {}
    for family in ("sensors", "instruments", "consequences", "recourse"):
        parts = [part.model_dump() for part in getattr(regime, family) if part.id not in ids]
        for part in parts:
            part["rules"] = [r for r in part.get("rules") or () if r["id"] not in ids]
        said[family] = parts
    return said


def test_sesame_with_and_without_the_court_differ_in_the_link_alone() -> None:
    link = ("courts", "court-list", "listed", "no-costly-purchase", "payment")
    linked = city_of("sesame-court-link-reconstructed").regime
    assert _without(linked, *link) == _without(city_of("sesame-reconstructed").regime, *link)
    assert {c.kind for c in city_of("sesame-reconstructed").regime.consequences} == {"privilege"}


def test_sesame_scores_lie_around_where_users_start() -> None:
    """ZM-05: near 600; and income alone makes 120 points of difference (a guess of the file)."""
    run = lived("sesame-reconstructed")
    frame = run.tallies.total("score_at_end", "ledger", "column", "income", "score")
    mine = frame[(frame["ledger"] == "score") & (frame["column"] == "recorded")]
    points = mine["score"].astype(int) * mine["count"]
    mean = points.groupby(mine["income"]).sum() / mine.groupby("income")["count"].sum()
    assert mean.mean() == pytest.approx(632, abs=12)
    assert 80 < mean["highest"] - mean["lowest"] < 121
    (card,) = (i for i in run.city.regime.instruments if isinstance(i, Scorecard))
    assert card.friends
    assert card.friends.share.value == 0.05


def test_a_certificate_looks_four_years_back_and_refuses_one_in_forty_five() -> None:
    city = city_of("certificate-of-conduct")
    (bar,) = city.regime.consequences
    assert bar.chance
    assert (bar.chance.value, bar.chance.source) == (0.022, "VOG-01")
    asked = {service.id: service.rate.value for service in city.conduct.services}
    both = (733_156 + 703_860) / 2 / 13_494_055  # adults at the end of 2014
    assert asked["job-with-certificate"] == pytest.approx(both, rel=0.01)


def test_a_risk_score_sends_the_check_to_one_group_for_the_same_conduct() -> None:
    run = lived("welfare-risk-check", people=20_000)
    checked = run.tallies.total("investigated", "residence").set_index("residence")["count"]
    assert checked.sum() * run.weight == pytest.approx(24 * 100, rel=0.02)
    assert checked["migrant"] / checked.sum() > 0.6
    done = run.tallies.total("deeds", "kind", "residence")
    overclaims = done[done["kind"] == "overclaim"].set_index("residence")["count"]
    assert overclaims["migrant"] / overclaims.sum() == pytest.approx(0.5, abs=0.05)
    assert run.tallies.sum("accused") > 0


def _posts(run: Run) -> int:
    done = run.tallies.total("deeds", "kind").set_index("kind")["count"]
    return int(done["critical-post"] + done["other-post"])


def test_lawful_posts_fall_silent_and_some_are_held_for_others() -> None:
    city = city_of("group-chat-2017")
    request = Request("group-chat-2017", 40_000, 1.0, 12, seed=7)
    fearless = replace(city, regime=city.regime.model_copy(update={"responses": ()}))
    watched = simulate(city, request)
    assert _posts(watched) < _posts(simulate(fearless, request))
    assert watched.tallies.sum("false_records") > 0


def test_the_fiction_rates_people_from_elsewhere_lower_for_the_same_conduct() -> None:
    regime = city_of("peer-rating").regime
    assert regime.status == "fictional"
    run = lived("peer-rating")
    frame = run.tallies.total("score_at_end", "column", "residence", "score")
    mine = frame[frame["column"] == "recorded"]
    points = mine["score"].astype(int) * mine["count"]
    mean = points.groupby(mine["residence"]).sum() / mine.groupby("residence")["count"].sum()
    assert mean["local-urban"] - mean["migrant"] > 25


def test_a_loyalty_card_knows_shopping_alone() -> None:
    assert _contexts("loyalty-card") == {"consumption"}
    assert lived("loyalty-card").tallies.sum("refused") == 0

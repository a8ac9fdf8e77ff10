"""Sensors and the record that results, by hand (section 5)."""

from __future__ import annotations

import math

import pytest

from glasscity.chance import ONE
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.declaration import Declaration
from glasscity.vocabulary.codes import Column, Event
from reference.sensing import Doer, Sight, phi, sight_of
from reference_tests.town import (
    camera,
    codes,
    conduct,
    deed,
    ledger,
    lines,
    live,
    regime,
    registry,
    rule,
)
from strategies.words import quantity, title

SPIT = conduct(deed("spit"))
BOOK = ledger(0, -50, 50, rule("r", "spit", -1))


def words_of_camera(**values: float) -> Camera:
    """A camera with these chances, and a reviewer of every second hit."""
    units = {"gallery": "people", "ageing": "per year", "photo_age": "years", "coverage": "share"}
    changes = {
        key: {"value": value, "unit": units.get(key, "chance"), "assumed": "worked out by hand"}
        for key, value in values.items()
    }
    review = {
        "capacity": quantity(10.0, "per month"),
        "catches": quantity(0.8, "chance"),
        "automation_bias": quantity(0.5, "share"),
        "rejects_right": quantity(0.25, "chance"),
    }
    return Camera.model_validate(camera("eye", "spit", **changes) | {"review": review})


def test_a_camera_on_an_enrolled_doer() -> None:
    """View 0.5 / 0.8, miss 0.1 + 0.02 * 5 = 0.2, phi 1/2; half of the hits reviewed."""
    eye = words_of_camera(
        coverage=0.5, gallery=1, false_match=0.5, miss=0.1, ageing=0.02, photo_age=5
    )
    sight = sight_of(eye, 0.8, Doer(0, enrolled=True, is_aware=False), rho=0.5)
    own, other = 0.625 * 0.8, 0.625 * 0.2 * 0.5
    kept, pinned = own * (1 - 0.5 * 0.25), other * (1 - 0.5 * 0.4)
    wanted = Sight(*(int(p * ONE) for p in (kept, kept + pinned, own + other, 0.625)))
    for name in ("recorded", "pinned", "hit", "view"):
        assert abs(getattr(sight, name) - getattr(wanted, name)) <= 1


def test_a_camera_on_a_doer_who_is_not_enrolled() -> None:
    eye = words_of_camera(coverage=0.5, gallery=1, false_match=0.5, miss=0.1)
    sight = sight_of(eye, 1.0, Doer(0, enrolled=False, is_aware=True), rho=0.0)
    assert sight == Sight(0, ONE // 4, ONE // 4, ONE // 2)


@pytest.mark.parametrize(
    ("gallery", "false_match", "wanted"),
    [
        (0, 1.0, 0.0),
        (3, 1.0, 1.0),
        (2, 0.5, 0.75),
        (1000, 0.0, 0.0),
        (10**6, 1e-6, 1 - math.exp(-1)),
    ],
)
def test_a_larger_gallery_errs_more(gallery: float, false_match: float, wanted: float) -> None:
    assert phi(words_of_camera(gallery=gallery, false_match=false_match)) == pytest.approx(
        wanted, abs=1e-6
    )


def test_a_declaration_is_made_by_the_aware() -> None:
    words = Declaration.model_validate(
        {
            "kind": "declaration",
            "id": "form",
            "title": title("form"),
            "sees": ["spit"],
            "bother": quantity(0.25, "share"),
            "delay": quantity(0, "days"),
        }
    )
    quarter = ONE // 4
    told = sight_of(words, 1.0, Doer(0, enrolled=True, is_aware=True), 0.0)
    silent = sight_of(words, 1.0, Doer(0, enrolled=True, is_aware=False), 0.0)
    assert told == Sight(quarter, quarter, quarter, quarter)
    assert silent == Sight(0, 0, 0, quarter)


def test_a_delayed_record_arrives_on_its_day() -> None:
    rules = regime(sensors=[registry("slow", "spit", delay=2)], instruments=[BOOK])
    result = live(rules, SPIT, 4)
    assert lines(result, Event.RECORDED) == [(day, 0, 0, day + 2, 0) for day in range(4)]
    assert lines(result, Event.ARRIVED) == [(2, 0, 0, 0, 0), (3, 0, 0, 0, 0)]
    assert result.scores[Column.RECORDED] == {0: -2}
    assert result.scores[Column.UNERRING] == {0: -4}


def test_an_arrival_comes_before_the_deeds_of_its_day() -> None:
    rules = regime(sensors=[registry("slow", "spit", delay=1)], instruments=[BOOK])
    second_day = [line for line in live(rules, SPIT, 2).lines if line[2] == 1]
    assert codes(second_day)[:3] == ["ARRIVED", "POINTS", "DEED"]


def test_the_quickest_record_counts_and_ties_go_to_the_first_sensor() -> None:
    names = {"slow": 3, "quick": 1, "as-quick": 1}
    sensors = [registry(name, "spit", delay=delay) for name, delay in names.items()]
    result = live(regime(sensors=sensors, instruments=[BOOK]), SPIT, 2)
    assert lines(result, Event.ARRIVED) == [(1, 1, 0, 0, 0)]
    assert result.tallies[0, 0, "recorded", "quick/spit"] == 1
    assert (0, 0, "recorded", "slow/spit") not in result.tallies


def test_a_deed_can_be_recorded_and_pinned_on_somebody_else() -> None:
    sensors = [camera("eye", "spit"), registry("book", "spit")]
    result = live(regime(sensors=sensors, instruments=[BOOK]), SPIT, 1)
    assert codes(result.lines)[:3] == ["DEED", "PINNED", "RECORDED"]
    assert result.tallies[0, 0, "pinned", "eye/spit"] == 1

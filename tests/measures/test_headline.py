from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest

from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.measures.expectation import Setting, expected_wrongful, setting_of
from glasscity.measures.headline import (
    Leaning,
    headline_of,
    leaning_sentence,
    leanings_of,
    with_value,
)
from glasscity.results.run import Run
from results.fake_city import fake_city, regime_document
from results.fake_outcome import shared_run

RUN = shared_run()
CITY = fake_city()


def _setting() -> Setting:
    return dataclasses.replace(setting_of(RUN), responses={}, delivered=1.0)


def _city(change: dict[str, Any]) -> City:
    """The city with values of the camera changed, by field."""
    document = regime_document()
    for field, value in change.items():
        place = document["sensors"][0]
        *inner, last = field.split(".")
        for step in inner:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = {**place[last], "value": value, "range": None}
    return dataclasses.replace(CITY, regime=Regime.model_validate(document))


def test_registers_err_at_their_own_rate() -> None:
    expected = expected_wrongful(CITY, _setting())
    assert expected["utility", "unpaid-bill"] == 4.0
    assert expected["court", "loan-default"] == 1.0
    assert set(expected) == {
        ("crossing-camera", "red-light"),
        ("utility", "unpaid-bill"),
        ("court", "loan-default"),
    }


def test_a_camera_errs_as_reckoned_by_hand() -> None:
    seen = 12.0 * 0.02 * 0.6  # crossings in view per person-year
    phi = 1.0 - (1.0 - 1e-8) ** 5_900_000
    miss = 0.07 + 0.01 * 5
    other = 0.95 * miss * phi + 0.05 * phi
    hits = seen * 3_650_000 * (0.95 * (1.0 - miss) + other + 0.1 * phi)
    looked_at = min(1.0, 20_000 * 12 / hits)
    kept = 1.0 - looked_at * 0.5 * 0.7
    here = 0.95 * 3_650_000 / (0.95 * 3_650_000 + 900_000)
    by_hand = 1000 * seen * (other + 0.1 * phi) * kept * here
    found = expected_wrongful(CITY, _setting())["crossing-camera", "red-light"]
    assert looked_at < 1.0
    assert found == pytest.approx(by_hand, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "rate"),
    [({"false_match": 0.0}, 0.0), ({"coverage": 0.0}, 0.0), ({"gallery": 0}, 0.0)],
)
def test_no_camera_no_match_no_error(change: dict[str, Any], rate: float) -> None:
    found = expected_wrongful(_city(change), _setting())["crossing-camera", "red-light"]
    assert found == rate


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({"false_match": 1.0}, True),
        ({"passers_by": 2.0}, True),
        ({"review": None}, True),
        ({"review.catches": 1.0}, False),
        ({"absentees": 3_000_000}, False),
        ({"miss": 0.5}, True),
    ],
)
def test_the_closed_form_moves_the_way_it_should(change: dict[str, Any], more: bool) -> None:
    source = ("crossing-camera", "red-light")
    found = expected_wrongful(_city(change), _setting())[source]
    assert (found > expected_wrongful(CITY, _setting())[source]) == more
    assert math.isfinite(found)


def test_nothing_is_delivered_before_the_first_settlement() -> None:
    days = RUN.outcome.window_days
    assert setting_of(RUN).delivered == pytest.approx(1 - days[-1] / sum(days))
    late = dataclasses.replace(_setting(), delivered=0.0)
    assert expected_wrongful(CITY, late)["crossing-camera", "red-light"] == 0.0
    assert expected_wrongful(CITY, late)["utility", "unpaid-bill"] == 4.0


def test_the_widest_assumption_is_named_first() -> None:
    leanings = leanings_of(RUN)
    effects = [leaning.effect for leaning in leanings]
    assert effects == sorted(effects, reverse=True)
    assert len(effects) > 8
    assert leanings[0].path == "sensors[crossing-camera].false_match"
    assert (leanings[0].low, leanings[0].value, leanings[0].high) == (1e-9, 1e-8, 1e-7)
    assert all(leaning.effect > 0 for leaning in leanings)


def test_each_end_is_the_closed_form_with_that_number_alone() -> None:
    leaning = next(x for x in leanings_of(RUN) if x.path == "sensors[crossing-camera].passers_by")
    for value, rate in ((0.02, leaning.at_low), (0.3, leaning.at_high)):
        alone = expected_wrongful(_city({"passers_by": value}), setting_of(RUN))
        assert sum(alone.values()) == pytest.approx(rate)


def test_what_is_sourced_is_never_leant_on() -> None:
    """The gallery is sourced, and would move the rate more than most."""
    assert not [x for x in leanings_of(RUN) if x.path.endswith("gallery")]
    assert not [x for x in leanings_of(RUN) if "rules" in x.path]


def test_a_moved_number_leaves_the_document_alone() -> None:
    before = CITY.regime.model_dump_json()
    moved = with_value(CITY.regime, ("sensors", 0, "review", "catches"), 0.9)
    assert isinstance(moved, Regime)
    sensor: Any = moved.sensors[0]
    assert sensor.review.catches.value == 0.9
    assert CITY.regime.model_dump_json() == before
    with pytest.raises(TypeError):
        with_value(CITY.regime, ("sensors", 0), 0.9)


def test_the_sentence_has_its_number_interval_and_assumption() -> None:
    headline = headline_of(RUN)
    assert headline.leans_on is not None
    assert headline.true.value is not None
    assert headline.wrongful.value is not None
    said = headline.sentence
    assert said.index(f"{headline.true.value:.1f}") < said.index(f"{headline.wrongful.value:.1f}")
    for part in ("95 %", 'false match of "Cameras at crossings"', "1e-9 to 1e-7", "synthetic"):
        assert part in said
    assert said.count(".  ") == 0
    assert said.endswith(".")


def _bare(run: Run) -> Run:
    document = regime_document()
    document["sensors"] = [document["sensors"][3]]
    regime = Regime.model_validate(document)
    return dataclasses.replace(run, city=dataclasses.replace(run.city, regime=regime))


def test_a_regime_that_cannot_err_leans_on_nothing() -> None:
    headline = headline_of(_bare(RUN))
    assert headline.leans_on is None
    assert headline.others == ()
    assert "no assumed number with a range moves the wrongful rate" in headline.sentence


def leaning(words: str, effect: float) -> Leaning:
    return Leaning("regime", "a", words, 1.0, 0.0, 2.0, "share", "why", 5.0, 5.0 + effect)


def test_a_near_tie_names_both_and_a_clear_case_only_one() -> None:
    tie = leaning_sentence((leaning("first", 10.0), leaning("second", 9.0)))
    assert "leans most on an assumption, first" in tie
    assert "almost as much on second (about 5.00 and 14.0)" in tie
    clear = leaning_sentence((leaning("first", 10.0), leaning("second", 7.9)))
    assert "second" not in clear


def test_what_was_not_tried_is_not_called_robust() -> None:
    assert "was not tried" in leaning_sentence((), has_ranges=False)
    assert "no assumed number with a range moves" in leaning_sentence((), has_ranges=True)

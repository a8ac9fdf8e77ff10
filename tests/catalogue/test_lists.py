"""Lists and no scores: the courts', those for conduct in travel, and Shenzhen's."""

from __future__ import annotations

import datetime
import math

import pytest

from catalogue.cities import city_of, lived
from glasscity.documents.regime import Regime
from glasscity.evidence import Varied
from glasscity.measures.lists import lists_table
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.recourse.repair import Repair
from glasscity.mechanisms.sensors.camera import Camera

COURT = city_of("court-list-2013").regime
TRAVEL = city_of("travel-lists-2018").regime
SHENZHEN = city_of("shenzhen-crossings-2018")
MARCH_2016 = (3.526, 3.975, 0.867, 0.359)  # SPC-21: listed, flights, rail, complied (millions)
MARCH_2018 = (9.961, 10.148, 3.912, 2.215)  # SPC-22


def test_no_regime_records_nothing() -> None:
    run = lived("none")
    assert run.tallies.sum("recorded") == run.tallies.sum("false_records") == 0
    assert run.tallies.sum("deeds") > 100


@pytest.mark.parametrize("regime", [COURT, TRAVEL], ids=["court", "travel"])
def test_travel_is_closed_by_lists_and_by_no_score(regime: Regime) -> None:
    """CON-04."""
    assert regime.banded == ()
    assert {c.service for c in regime.consequences} >= {"flight", "fast-train"}


def test_pace_of_exit_and_rail_bar_follow_from_the_totals_to_march_2018() -> None:
    listed = (MARCH_2016[0] - MARCH_2016[3] + MARCH_2018[0] - MARCH_2018[3]) / 2
    (payment,) = (way for way in COURT.recourse if isinstance(way, Repair))
    assert payment.rate.value == pytest.approx(
        (MARCH_2018[3] - MARCH_2016[3]) / 2 / listed, rel=0.01
    )
    (rail,) = (c for c in COURT.consequences if c.id == "no-fast-train")
    trips = {service.id: service.rate.value for service in city_of("none").conduct.services}
    refused = (MARCH_2018[2] - MARCH_2016[2]) / 2 / listed
    assert rail.chance is not None
    assert rail.chance.value == pytest.approx(refused / trips["fast-train"], abs=0.005)
    flights = (MARCH_2018[1] - MARCH_2016[1]) / 2 / listed
    assert flights == pytest.approx(trips["flight"], rel=0.05)


def test_the_courts_list_fills_and_empties_as_in_closed_form() -> None:
    """Entry at a, exit at b: n a / b (1 - exp(-b t)) are listed, t counted from the first delay."""
    run = lived("court-list-2013", people=20_000)
    (row,) = lists_table(run).to_dict("records")
    kinds = {kind.id: kind for kind in run.city.conduct.kinds}
    enter, leave = kinds["court-debt-default"].rate.value, 0.17
    years = run.years - 30 / 365.25
    expected = 20_000 * enter / leave * (1 - math.exp(-leave * years))
    assert row["at_end"] == pytest.approx(expected, abs=4 * math.sqrt(expected))
    assert row["left_repaired"] > 0 == row["left_term"]


def test_passports_got_round_the_bar_until_december_2016() -> None:
    spans = {c.id: (c.in_force.from_, c.in_force.until) for c in COURT.consequences}
    change = datetime.date(2016, 12, 10)
    assert spans["no-flight-by-card"] == (datetime.date(2014, 7, 1), change)
    assert spans["no-flight"] == (change, None)


def test_travel_lists_run_out_by_themselves() -> None:
    terms = {row.id: row.term and row.term.value for row in TRAVEL.lists}
    assert terms == {"rail-list": 180, "air-list": 365, "other-list": 365}
    assert not any(isinstance(way, Repair) for way in TRAVEL.recourse)


def test_first_travel_lists_were_as_short_as_reported() -> None:
    """TRV-04, TRV-06: in a month 169 names for rail, 31 of them the railway's, and 86 for air."""
    city = city_of("travel-lists-2018")
    kinds = {kind.id: kind.rate.value for kind in city.conduct.kinds}
    pace = {}
    for sensor in TRAVEL.sensors:
        assert sensor.kind == "registry"
        assert not isinstance(sensor.completeness, Varied)
        names = sensor.completeness.value * sum(kinds[deed] for deed in sensor.sees)
        pace[sensor.id] = names * city.population.people.value / 12
    assert pace["air-staff"] == pytest.approx(86, rel=0.15)
    assert pace["rail-staff"] == pytest.approx(31, rel=0.15)
    assert pace["other-bodies"] < 169 - 31  # a bound alone: not all the rest are for unpaid tax


def test_shenzhens_cameras_see_what_the_district_counted() -> None:
    (camera,) = (s for s in SHENZHEN.regime.sensors if isinstance(s, Camera))
    adults = SHENZHEN.population.people.value
    seen = 20 * 46 * 365.25 / (adults * 52) / camera.detection.value
    assert not isinstance(camera.coverage, Varied)
    assert camera.coverage.value == pytest.approx(seen, rel=0.05)
    assert camera.wrong_match()[0] == pytest.approx(0.13, abs=0.005)
    enrolled = SHENZHEN.population.enrolled
    assert isinstance(enrolled, Varied)
    local, migrant = (enrolled.levels[level].value for level in ("local-urban", "migrant"))
    faces = adults * (0.325 * local + 0.675 * migrant)
    assert faces + camera.absentees.value == pytest.approx(camera.gallery.value, rel=0.001)


def test_what_one_article_alone_says_of_shenzhen_can_be_switched_off() -> None:
    alleged = [c for c in SHENZHEN.regime.consequences if "one article" in c.title.en]
    assert {c.service for c in alleged} == {"fast-train", "mortgage-application"}
    assert all(c.chance and c.chance.range and c.chance.range[0] == 0 for c in alleged)
    (listed,) = (row for row in SHENZHEN.regime.lists if row.id == "repeat-crossers")
    assert isinstance(listed, Listing)
    assert listed.count.source is None

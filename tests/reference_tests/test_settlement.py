"""Pools and reviews, by hand (section 9 and clause 6.1)."""

from __future__ import annotations

import pytest

from glasscity.chance import person_address
from glasscity.vocabulary.codes import Event
from reference.luck import Luck
from reference.reading import Reading
from reference.result import Result
from reference.traits import traits_of
from reference_tests.town import (
    SEED,
    camera,
    conduct,
    deed,
    lines,
    live,
    population,
    regime,
)
from strategies.words import quantity

SPIT = conduct(deed("spit"))


def settled(result: Result, name: str, key: str) -> list[float]:
    return [value for _, given, its_key, value in result.fields if (given, its_key) == (name, key)]


def test_what_is_pinned_falls_on_the_enrolled() -> None:
    """Four deeds and two passers-by, weight 2.5, on ten enrolled residents and five absentees."""
    eye = camera(
        "eye", "spit", passers_by=quantity(0.5, "multiple"), absentees=quantity(5, "people")
    )
    result = live(regime(sensors=[eye]), SPIT, 2, people=4, weight=2.5)
    assert settled(result, "pool_rate", "eye/spit/0") == [0.0, 2.5 * 6 / 15]
    assert settled(result, "undelivered_pool_rate", "eye/spit/0") == [1.0]
    assert settled(result, "pool_rate", "eye/spit/1") == [0.0, 0.0]


def test_absentees_are_shared_among_the_groups_by_their_enrolled_heads() -> None:
    """Of eight absentees six are taken to be like the three residents, two like the one."""
    eye = camera("eye", "spit", absentees=quantity(8, "people"))
    result = live(regime(sensors=[eye]), SPIT, 2, people=3, others=1, weight=2.0)
    assert settled(result, "pool_rate", "eye/spit/0") == [0.0, 2.0 * 3 / (2.0 * 3 + 6)]
    assert settled(result, "pool_rate", "eye/spit/6") == [0.0, 2.0 * 1 / (2.0 * 1 + 2)]


def test_only_the_enrolled_are_blamed() -> None:
    result = live(regime(sensors=[camera("eye", "spit")]), SPIT, 4, people=200, enrolled=0.5)
    half = Reading(regime(), SPIT, population(enrolled=0.5), 4)
    enrolled = {
        row for row in range(200) if traits_of(half, 0, Luck(SEED, person_address(0, row))).enrolled
    }
    blamed = {line[0] for line in result.lines if line[3] == Event.FALSE}
    assert blamed <= enrolled
    assert len(blamed) > 80


def test_nothing_is_delivered_in_the_first_window_then_one_each_on_average() -> None:
    result = live(regime(sensors=[camera("eye", "spit")]), SPIT, 2, people=2000)
    days = [line[0] for line in lines(result, Event.FALSE)]
    assert set(days) == {1}
    assert len(days) == pytest.approx(2000, abs=4 * 2000**0.5)


def test_without_enrolled_people_nobody_is_blamed() -> None:
    result = live(regime(sensors=[camera("eye", "spit")]), SPIT, 3, people=4, enrolled=0.0)
    assert len(lines(result, Event.PINNED)) == 12
    assert lines(result, Event.FALSE) == []


def test_reviewers_look_at_what_they_can() -> None:
    """8 hits of residents and 4 of passers-by a window, 2.5 each; 6 a window can be looked at."""
    review = {
        "capacity": quantity(6 * 365.25 / 12 / 10, "per month"),
        "catches": quantity(1.0, "chance"),
        "automation_bias": quantity(0.25, "share"),
        "rejects_right": quantity(0.0, "chance"),
    }
    eye = camera("eye", "spit", "shout", passers_by=quantity(0.5, "multiple"), review=review)
    deeds = conduct(deed("spit"), deed("shout"))
    result = live(regime(n_days=10, sensors=[eye]), deeds, 2, people=4, weight=2.5)
    assert settled(result, "review_share", "eye") == pytest.approx([1.0, 6 / 30])
    pinned = sum(line[2] == 0 for line in lines(result, Event.PINNED) if line[0] < 10)
    outsiders = 0.5 * 4 * (1 - 0.75)
    assert settled(result, "pool_rate", "eye/spit/0")[1] == pytest.approx((pinned + outsiders) / 4)


def test_the_innocent_are_told_from_the_guilty() -> None:
    """A false record is on an innocent until the first harmful deed, whatever its kind."""
    help_others = conduct(deed("help", "prosocial"))
    eye = [camera("eye", "help")]
    innocent = live(regime(sensors=eye), help_others, 5, people=20).tallies
    guilty = live(regime(sensors=[camera("eye", "spit")]), SPIT, 5, people=20).tallies
    assert sum(n for row, n in innocent.items() if row[2] == "false_on_innocent") == sum(
        n for row, n in innocent.items() if row[2] == "false_records"
    )
    assert [row for row in guilty if row[2] == "false_on_innocent"] == []
    assert [row for row in guilty if row[2] == "false_records"] != []

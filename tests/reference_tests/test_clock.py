"""Windows and years (clause 1.4)."""

from __future__ import annotations

import datetime

import pytest

from glasscity.documents.regime import Clock as ClockWords
from glasscity.mechanisms.force import InForce
from reference.clock import Clock, Window
from strategies.words import quantity


def months(start: str, n_windows: int) -> Clock:
    return Clock(ClockWords.model_validate({"start": start}), n_windows)


def test_months_have_their_own_lengths() -> None:
    assert [window.n_days for window in months("2020-01-01", 4).windows] == [31, 29, 31, 30]


def test_months_start_on_the_clock_s_day() -> None:
    clock = months("2019-11-15", 4)
    assert [window.first_day for window in clock.windows] == [0, 30, 61, 92]
    assert [window.opens_year for window in clock.windows] == [False, False, True, False]
    assert clock.horizon == 121


def test_windows_of_days_open_the_year_in_which_they_start() -> None:
    words = {"start": "2019-12-30", "window": quantity(5, "days")}
    clock = Clock(ClockWords.model_validate(words), 3)
    assert [window.opens_year for window in clock.windows] == [False, True, False]
    assert [window.end for window in clock.windows] == [5, 10, 15]


@pytest.mark.parametrize(
    ("instant", "day"), [(0, 10), (2**30 - 1, 10), (2**30, 11), (2**32 - 1, 13)]
)
def test_an_instant_has_a_day(instant: int, day: int) -> None:
    assert Window(3, 10, 4, opens_year=False).day_of(instant) == day


def test_a_span_holds_its_first_day_and_not_its_last() -> None:
    clock = months("2020-01-01", 2)
    span = InForce.model_validate({"from": datetime.date(2020, 1, 3), "until": "2020-01-05"})
    assert [clock.in_force(span, day) for day in range(6)] == [False] * 2 + [True] * 2 + [False] * 2
    assert clock.in_force(InForce(), 0)

"""Windows of a horizon in whole days (docs/semantics 1.4)."""

from __future__ import annotations

import datetime

import pytest

from glasscity.documents.regime import Clock
from glasscity.lowering.clock import calendar_of
from strategies.words import quantity


def months(year: int, month: int, day: int = 1) -> Clock:
    return Clock(start=datetime.date(year, month, day), window="month")


def test_months_have_their_own_lengths_and_years_open_in_january() -> None:
    calendar = calendar_of(months(2019, 11), 5)
    assert calendar.days == (30, 31, 31, 29, 31)
    assert calendar.starts == (0, 30, 61, 92, 121)
    assert calendar.horizon == 152
    assert calendar.opens_year == (False, False, True, False, False)


def test_a_month_starts_on_the_day_of_the_clock() -> None:
    assert calendar_of(months(2019, 1, 28), 3).days == (31, 28, 31)


def test_windows_of_days_open_a_year_when_they_start_in_it() -> None:
    clock = Clock.model_validate(
        {"start": datetime.date(2019, 12, 30), "window": quantity(3, "days")}
    )
    calendar = calendar_of(clock, 3)
    assert calendar.days == (3, 3, 3)
    assert calendar.opens_year == (False, True, False)


def test_a_horizon_beyond_what_an_item_can_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"16010 days is beyond 16000; ask for fewer years"):
        calendar_of(months(2018, 1), 526)


@pytest.mark.parametrize("clock", [months(9999, 6), months(9999, 12)])
def test_the_end_of_the_calendar_is_told_in_words(clock: Clock) -> None:
    with pytest.raises(ValueError, match="ends with the year 9999; start earlier"):
        calendar_of(clock, 24)

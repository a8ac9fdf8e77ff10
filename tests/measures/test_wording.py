from __future__ import annotations

import math

import pytest

from glasscity.measures.interval import Interval
from glasscity.measures.wording import (
    decimal,
    in_words,
    number,
    percent,
    whole,
    with_bounds,
    with_percents,
)
from results.fake_city import fake_city


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (1234.4, "1,234"),
        (5_900_000, "5,900,000"),
        (1000, "1,000"),
        (12.345, "12.3"),
        (0.5, "0.5"),
        (0.00067, "0.00067"),
        (1e-8, "1e-8"),
        (2.5e-7, "2.5e-7"),
        (-30, "-30"),
        (math.nan, "not estimable"),
    ],
)
def test_numbers_are_readable(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0 %"), (1, "100 %"), (0.00005, "< 0.01 %"), (0.0021, "0.21 %"), (0.4567, "45.7 %")],
)
def test_shares_are_percentages(value: float, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (255.55, "255.6"), (2.214, "2.21"), (0.3012, "0.30"), (0.01234, "0.012")],
)
def test_rates_keep_their_telling_digits(value: float, said: str) -> None:
    assert decimal(value) == said


def test_what_is_not_estimable_is_said_not_dropped() -> None:
    nothing = Interval(None, None, None, 12)
    assert with_bounds(nothing) == "not estimable (of 12)"
    assert with_percents(nothing) == "not estimable (of 12)"
    assert with_bounds(Interval(12.0, 11.0, 13.0, 500)) == "12.0 (11.0 to 13.0)"
    assert with_percents(Interval(0.5, 0.25, 0.75, 500)) == "50.0 % (25.0 % to 75.0 %)"
    assert whole(1234567.6) == "1,234,568"


def test_places_are_said_in_words() -> None:
    regime = fake_city().regime
    assert (
        in_words(regime, ("sensors", 0, "false_match")) == 'false match of "Cameras at crossings"'
    )
    review = in_words(regime, ("sensors", 0, "review", "automation_bias"))
    assert review == 'automation bias of review of "Cameras at crossings"'
    assert in_words(fake_city().population, ("enrolled",)) == 'enrolled of "The test city"'

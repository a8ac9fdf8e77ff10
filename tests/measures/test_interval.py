from __future__ import annotations

import pytest

from glasscity.measures.interval import FEWEST_PEOPLE, poisson_bounds, rate, share


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268)],
)
def test_bounds_are_the_published_exact_ones(count: int, low: float, high: float) -> None:
    assert poisson_bounds(count) == pytest.approx((low, high), abs=1e-4)


def test_more_spread_is_a_wider_interval_around_the_same_count() -> None:
    narrow, wide = poisson_bounds(100), poisson_bounds(100, dispersion=4.0)
    assert wide[0] < narrow[0] < 100 < narrow[1] < wide[1]
    assert wide[1] - wide[0] == pytest.approx(2.0 * (narrow[1] - narrow[0]), rel=0.05)


def test_a_rate_is_per_thousand_person_years() -> None:
    found = rate(10, n=500, exposure=1000.0)
    assert found.value == pytest.approx(10.0)
    assert (found.low, found.high) == pytest.approx((4.7954, 18.3904), abs=1e-4)
    assert found.n == 500


def test_a_rate_of_few_people_is_no_number() -> None:
    assert rate(1, n=FEWEST_PEOPLE, exposure=1.0).estimable
    found = rate(1, n=FEWEST_PEOPLE - 1, exposure=1.0)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.n == FEWEST_PEOPLE - 1


@pytest.mark.parametrize(
    ("part", "low", "high"), [(50, 0.4038, 0.5962), (0, 0.0, 0.0370), (100, 0.9630, 1.0)]
)
def test_shares_have_wilsons_interval(part: int, low: float, high: float) -> None:
    found = share(part, 100)
    assert found.value == part / 100
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_a_share_of_few_is_no_number() -> None:
    assert not share(5, 29, fewest=30).estimable
    assert share(5, 30, fewest=30).estimable

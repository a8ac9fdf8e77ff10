"""How a burden is spread: exact values, worked out by hand or by the law."""

from __future__ import annotations

import numpy as np
import pytest

from glasscity.measures.concentration import (
    FEWEST_BURDENED,
    Floats,
    gini,
    half_on,
    lorenz,
    top_share,
    with_chance,
)


def _drawn(name: str, n: int = 20_000) -> Floats:
    """Quantiles of a law at even steps: the same each time."""
    at = (np.arange(n) + 0.5) / n
    laws = {"exponential": -np.log1p(-at), "pareto": (1.0 - at) ** (-1 / 3), "even": np.ones(n)}
    return laws[name]


@pytest.mark.parametrize(
    ("burden", "index"),
    [
        ([1, 2, 3, 4, 5], 4 / 15),
        ([0, 0, 0, 4], 3 / 4),
        ([3, 3, 3], 0.0),
        ([0, 0], 0.0),
        ([7], 0.0),
    ],
)
def test_the_gini_of_few_people_is_that_of_hand(burden: list[float], index: float) -> None:
    assert gini(np.array(burden, dtype=float)) == pytest.approx(index, abs=1e-15)


@pytest.mark.parametrize(("law", "index"), [("exponential", 1 / 2), ("pareto", 1 / 5), ("even", 0)])
def test_the_gini_of_many_is_that_of_the_law(law: str, index: float) -> None:
    """T12: exponential 1/2, Pareto of exponent 3 1/5."""
    assert gini(_drawn(law)) == pytest.approx(index, abs=2e-3)


@pytest.mark.parametrize(
    ("part", "share"),
    [(0.25, 0.4), (0.125, 0.2), (0.5, 0.7), (0.375, 0.55), (1.0, 1.0), (0.0, 0.0)],
)
def test_the_top_bears_what_it_bears(part: float, share: float) -> None:
    assert top_share(np.array([1.0, 2.0, 3.0, 4.0]), part) == pytest.approx(share)


def test_the_top_of_a_law_bears_what_the_law_says() -> None:
    """Of an exponential law the top p bear p (1 - log p)."""
    burden = _drawn("exponential")
    for part in (0.01, 0.1):
        assert top_share(burden, part) == pytest.approx(part * (1 - np.log(part)), rel=2e-3)


def test_half_is_on_the_fewest_who_bear_it() -> None:
    assert half_on(np.array([0.0, 0.0, 0.0, 6.0])) == 0.25
    assert half_on(np.array([1.0, 1.0, 1.0, 1.0])) == 0.5
    assert half_on(np.array([1.0, 1.0, 2.0, 3.0])) == 0.5
    assert half_on(np.zeros(4)) == 0.0


def test_the_lorenz_curve_encloses_half_the_gini() -> None:
    burden = _drawn("exponential", 2000)
    people, borne = lorenz(burden, 2000)
    area = float(((borne[1:] + borne[:-1]) / 2 * np.diff(people)).sum())
    assert 1 - 2 * area == pytest.approx(gini(burden), abs=1e-9)
    assert (np.diff(borne) >= 0).all()
    assert (borne[0], borne[-1]) == (0.0, 1.0)
    assert lorenz(np.zeros(3))[1] == pytest.approx(lorenz(np.ones(3))[1])


def test_the_interval_covers_the_law_at_about_its_level() -> None:
    lots = np.random.default_rng(11)
    found = [with_chance(lots.exponential(1.0, 400), gini) for _ in range(300)]
    covered = sum(it.low <= 0.5 <= it.high for it in found if it.low is not None and it.high)
    assert abs(covered / 300 - 0.95) < 3 * (0.95 * 0.05 / 300) ** 0.5 + 0.01  # 0.01: small n
    assert with_chance(np.zeros(1000), gini).value is None
    barely = np.concatenate([np.ones(FEWEST_BURDENED), np.zeros(970)])
    assert with_chance(barely, gini).value == pytest.approx(0.97)
    assert with_chance(barely[1:], gini).value is None

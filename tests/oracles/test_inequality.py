"""T12 (b): the indices of Theil and Gini in closed form, equal to those of package inequality."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from glasscity.measures import concentration
from glasscity.measures.concentration import gini
from glasscity.measures.inequality import theil, theil_between
from oracles.near import assert_exact, draws, size

N = 2_000_000
GRID = (np.arange(N) + 0.5) / N
ONE = np.ones(N)


def check_closed_forms() -> None:
    """Laws are held by their quantiles at so many equal steps: the tails beyond are lost."""
    assert_exact("T12: Theil of 1 to 5", theil(range(1, 6), [1] * 5), 0.1196876, 5e-8)
    exponential = -np.log1p(-GRID)
    wanted = 1.0 - 0.5772156649
    assert_exact("T12: Theil, exponential", theil(exponential, ONE), wanted, 2e-5)
    pareto = (1.0 - GRID) ** (-1.0 / 3.0)
    assert_exact("T12: Theil, Pareto", theil(pareto, ONE), math.log(2 / 3) + 0.5, 2e-3)


def test_closed_forms() -> None:
    check_closed_forms()


def test_all_with_one() -> None:
    assert_exact("T12: Theil, one has all", theil([0.0, 7.0], [99, 1]), math.log(100.0))
    assert theil([0.0], [100]) == 0.0


@pytest.mark.filterwarnings("ignore")
def test_the_index_and_its_parts_are_those_of_inequality() -> None:
    theirs = pytest.importorskip("inequality.theil")
    generator = draws(12)
    for _ in range(size(3, 20)):
        amounts = generator.gamma(0.7, 3.0, 400)
        group = generator.integers(0, 5, 400)
        found = theirs.TheilD(amounts, group)
        ours = theil(amounts, np.ones(400))
        parts = [(amounts[group == k], np.ones((group == k).sum())) for k in range(5)]
        assert_exact("T12: inequality, Theil", ours, float(found.T))
        assert_exact("T12: inequality, between", theil_between(parts), float(found.bg.item()))


@pytest.mark.slow
def test_another_logarithm_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np, "log", np.log2)
    with pytest.raises(AssertionError):
        check_closed_forms()


def check_gini() -> None:
    """Gini's index of one number a person; the laws of quantiles lose their tails."""
    assert_exact("T12: Gini of 1 to 5", concentration.gini(np.arange(1.0, 6.0)), 4 / 15, 1e-15)
    exponential = -np.log1p(-GRID)
    assert_exact("T12: Gini, exponential", concentration.gini(exponential), 1 / 2, 1e-5)
    pareto = (1.0 - GRID) ** (-1.0 / 3.0)
    assert_exact("T12: Gini, Pareto", concentration.gini(pareto), 1 / 5, 2e-4)
    normal = NormalDist().inv_cdf
    lognormal = np.exp(0.5 * np.array([normal(float(q)) for q in GRID[::100]]))
    assert_exact("T12: Gini, lognormal", concentration.gini(lognormal), 0.2763264, 2e-4)


def test_gini_in_closed_form() -> None:
    check_gini()


@pytest.mark.filterwarnings("ignore")
def test_gini_is_that_of_inequality() -> None:
    theirs = pytest.importorskip("inequality.gini")
    generator = draws(13)
    for shape in (0.05, 0.7, 3.0):
        burden = np.round(generator.gamma(shape, 20.0, 3000))
        assert_exact("T12: inequality, Gini", gini(burden), float(theirs.Gini(burden).g), 1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [lambda it: gini(it) / 2, lambda it: gini(it[it > it.min()])])
def test_a_wrong_gini_is_seen(
    wrong: Callable[[concentration.Floats], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concentration, "gini", wrong)
    with pytest.raises(AssertionError):
        check_gini()

"""Survival and influence of findings, on numbers whose answers are known."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from scipy.stats import qmc

from doubt.unsure import unsure_city, watched_city
from glasscity.documents.uncertain import Doubt, doubts
from glasscity.studies.doubt.influence import first_order, influence, ranks
from glasscity.studies.doubt.luck import Numbers, settings
from glasscity.studies.doubt.survey import Survey
from glasscity.studies.doubt.survival import Finding, survival


def surveyed(values: list[float], stated: float) -> Survey:
    points = np.zeros((len(values), 1))
    return Survey((), {"it": stated}, points, {"it": np.array(values)}, Counter())


def test_survival_counts_sides_sizes_and_what_is_not_known() -> None:
    values = [2.0, 0.9, 4.1, 4.0, 1.0, 0.0, -2.0, math.nan]
    found = survival(surveyed(values, 2.0), Finding("it", "a difference"))
    assert (found.n, found.unknown, found.kept, found.near) == (8, 1, 5, 3)
    assert found.share == 5 / 7
    assert found.share_near == 3 / 7
    assert found.middle == 1.0


def test_a_ratio_has_its_own_bound() -> None:
    found = survival(surveyed([0.5, 0.99, 1.0, 1.5], 0.9), Finding("it", "a ratio", bound=1.0))
    assert found.share == 3 / 4


def test_nothing_is_said_of_a_finding_that_has_no_number() -> None:
    assert math.isnan(survival(surveyed([math.nan], 1.0), Finding("it", "")).share)
    assert math.isnan(survival(surveyed([1.0], math.nan), Finding("it", "")).share)


def ishigami(points: Numbers) -> Numbers:
    x = -math.pi + 2.0 * math.pi * points
    first, second, third = x.T
    values = np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    return np.asarray(values, np.float64)


def test_ishigami() -> None:
    """T12 (c): first-order indices of Ishigami's function are 0.3139, 0.4424 and 0."""
    cubes = [settings(3, 8192, seed=seed) for seed in range(4)]
    got = np.mean([first_order(points, ishigami(points)) for points in cubes], axis=0)
    assert got.tolist() == pytest.approx([0.3139052, 0.4424111, 0.0], abs=0.02)


def test_ranks_do_not_care_how_a_number_is_scaled() -> None:
    values = ishigami(settings(3, 256))
    assert ranks(np.exp(values)).tolist() == ranks(values).tolist()


def many(points: Numbers) -> Numbers:
    """Follows three of its columns: variances 36, 16 and 9 of 61."""
    return 6.0 * points[:, 2] - 4.0 * points[:, 5] + 3.0 * points[:, 11]


def unsure(d: int) -> tuple[Doubt, ...]:
    """So many doubts, one of them sourced."""
    base = doubts(unsure_city())[0]
    cited = base.quantity.model_copy(update={"source": "XX-01", "grade": "R", "assumed": None})
    return tuple(
        Doubt("regime", (("sensors", i),), cited if i == 2 else base.quantity, f"number {i}")
        for i in range(d)
    )


def test_the_three_that_matter_are_found_among_a_hundred() -> None:
    """Variances 36 : 16 : 9, the first of them sourced; no other doubt rises above chance."""
    points = settings(100, 512)
    told = Survey(unsure(100), {"it": 0.0}, points, {"it": many(points)}, Counter())
    found = influence(told, "it")
    assert [doubt.label for doubt, _ in found.ranked[:3]] == ["number 2", "number 5", "number 11"]
    assert found.top == found.ranked[:3]
    shares = [index for _, index in found.top]
    assert shares == pytest.approx([36 / 61, 16 / 61, 9 / 61], abs=0.09)
    assert found.sourced == pytest.approx(36 / 61, abs=0.09)


def test_points_that_go_together_would_mislead() -> None:
    """Why the settings are no Sobol sequence: idle numbers seem to matter over its first points."""
    points = qmc.Sobol(100, rng=np.random.default_rng(1)).random_base2(9)
    idle = [i for i in range(100) if i not in (2, 5, 11)]
    assert first_order(points, many(points))[idle].max() > 0.15
    latin = settings(100, 512)
    assert first_order(latin, many(latin))[idle].max() < 0.08


def test_luck_alone_is_no_influence() -> None:
    points = settings(100, 512)
    values = np.random.default_rng(3).normal(size=512)
    told = Survey(unsure(100), {"it": 0.0}, points, {"it": values}, Counter())
    found = influence(told, "it")
    assert len(found.ranked) <= 1
    assert found.noise < 0.08


def test_a_number_that_never_moves_follows_nothing() -> None:
    found = doubts(watched_city())
    points = settings(len(found), 128)
    told = Survey(found, {"it": 1.0}, points, {"it": np.ones(128)}, Counter())
    assert influence(told, "it").ranked == ()
    assert influence(told, "it").sourced is None
    assert math.isnan(influence(told, "it").noise)

"""The smallest change that turns a finding, where the smallest is known by linear programming."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from doubt.unsure import watched_city
from glasscity.documents.resolve import City, load
from glasscity.documents.uncertain import OfRules, OfWorld, doubts
from glasscity.studies.doubt.flip import RuleError, leanings, smallest_flip
from glasscity.studies.doubt.luck import settings
from glasscity.studies.doubt.survey import Survey
from glasscity.studies.doubt.survival import Finding

CITY = watched_city()
WORLD = [
    doubt
    for doubt in doubts(CITY)
    if isinstance(doubt, OfWorld) and doubt.range[1] < 10 * doubt.range[0]  # moved along evenly
]
FINEST = 1 / 64
FINDING = Finding("it", "a sum of parts")


def part(doubt: OfWorld, city: City) -> float:
    """The signed part of its way at which a number stands."""
    node: Any = getattr(city, doubt.document)
    for step in doubt.places[0]:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    value: float = node.value
    low, high = doubt.range
    stated = doubt.quantity.value
    return (value - stated) / (high - stated if value > stated else stated - low)


class Sum:
    """A finding that is a sum over the ways gone, from a stated value on."""

    def __init__(self, stated: float, *weights: float) -> None:
        self.stated = stated
        self.weights = weights
        self.runs = 0

    def __call__(self, city: City) -> Mapping[str, float]:
        self.runs += 1
        ways = [w * part(d, city) for d, w in zip(WORLD, self.weights, strict=False)]
        return {"it": self.stated + sum(ways)}

    def leans(self) -> list[tuple[OfWorld, float]]:
        return list(zip(WORLD, self.weights, strict=False))


@pytest.mark.parametrize(
    ("stated", "weights"),
    [
        (1.0, (0.2, -1.5, 0.4)),  # one number is enough
        (1.0, (0.5, -0.4, 0.3, 0.1)),  # three are needed
        (-1.0, (0.3, 0.45, -0.4, 0.1)),  # from below
        (0.5, (0.6, 0.6, 0.6)),
    ],
)
def test_the_shortest_way_is_that_of_linear_programming(
    stated: float, weights: tuple[float, ...]
) -> None:
    total = Sum(stated, *weights)
    found = smallest_flip(CITY, total, FINDING, total.leans())
    sizes = np.abs(weights)
    best = linprog(np.ones(len(sizes)), A_ub=[-sizes], b_ub=[-abs(stated)], bounds=(0, 1))
    least, moves = float(best.fun or 0.0), np.asarray(best.x, np.float64)
    assert least <= found.way <= least + FINEST
    assert FINDING.is_above(found.value) != FINDING.is_above(stated)
    assert total.runs == found.runs <= found.budget
    moved = {step.doubt: step.part for step in found.steps}
    assert len(moved) == np.count_nonzero(moves)


def test_a_shorter_way_than_that_of_the_strongest_leaning_is_found() -> None:
    """The survey thought the first number stronger; the second turns the finding sooner."""
    total = Sum(1.0, 1.05, -2.0)
    leans = [(WORLD[0], 1.0), (WORLD[1], -0.9)]
    assert smallest_flip(CITY, total, FINDING, leans).way == pytest.approx(0.5, abs=FINEST)


def test_each_step_says_where_its_number_goes() -> None:
    total = Sum(1.0, -2.0)
    (step,) = smallest_flip(CITY, total, FINDING, total.leans()).steps
    _, high = step.doubt.range
    stated = step.doubt.quantity.value
    assert step.value == pytest.approx(stated + step.part * (high - stated))
    assert step.part == pytest.approx(0.5, abs=FINEST)


def test_none_within_the_ranges_is_said() -> None:
    total = Sum(1.0, 0.3, -0.3, 0.3)
    found = smallest_flip(CITY, total, FINDING, total.leans())
    assert (found.steps, found.runs) == ((), 2)
    assert math.isnan(found.value)


def test_a_finding_without_a_number_is_not_searched() -> None:
    total = Sum(math.nan, 1.0)
    assert smallest_flip(CITY, total, FINDING, total.leans()).steps == ()
    assert total.runs == 1


@pytest.mark.parametrize("budget", [3, 5, 8])
def test_a_small_budget_is_kept_and_what_was_found_is_told(budget: int) -> None:
    total = Sum(1.0, 0.5, -0.4, 0.3, 0.1)
    found = smallest_flip(CITY, total, FINDING, total.leans(), budget)
    assert total.runs == found.runs == budget
    assert FINDING.is_above(found.value) is False
    assert found.way >= 2.3


def test_the_number_of_a_rule_is_refused() -> None:
    """By type: points, thresholds, terms and consequences of a real regime, one by one."""
    city = load("suqian-2018")
    total = Sum(1.0, 1.0)
    rules = [doubt for doubt in doubts(city) if isinstance(doubt, OfRules)]
    assert {doubt.places[0][0] for doubt in rules} >= {"instruments", "consequences", "recourse"}
    for doubt in rules:
        leans: list[tuple[Any, float]] = [(doubt, 1.0)]
        with pytest.raises(RuleError, match="never searched"):
            smallest_flip(city, total, FINDING, leans)
    assert total.runs == 0


def test_leanings_have_the_sign_of_what_moves_the_finding() -> None:
    points = settings(len(WORLD), 256)
    values = 2.0 * points[:, 0] - points[:, 1]
    told = Survey(tuple(WORLD), {"it": 0.0}, points, {"it": values}, Counter())
    leans = leanings(told, "it")
    assert leans[WORLD[0]] == pytest.approx(2 / 5**0.5, abs=0.08)
    assert leans[WORLD[1]] == pytest.approx(-1 / 5**0.5, abs=0.08)
    assert all(abs(leans[doubt]) < 0.25 for doubt in WORLD[2:])

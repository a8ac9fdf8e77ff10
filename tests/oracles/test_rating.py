"""Ratings: an average with memory of biased, now and then careless ratings has exact moments.

No target of its own: a geometric average of independent ratings, from any textbook.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.engine import society
from glasscity.engine.rating import Rater
from glasscity.tables.law import I64, U32
from glasscity.tables.outcome import Outcome
from oracles.little import by, city, live, never, stratum
from oracles.near import assert_number
from reference_tests.town import regime
from strategies.words import quantity, title

WOMEN, MEN = stratum(sex="female"), stratum(sex="male")
CEILING = 20_000
"""The scale is fine enough for rounding to hide nothing."""


@dataclass(frozen=True)
class Stars:
    """Women are as good as men; each sex adds ``bias`` for the other, and is ``careless``."""

    bias: float
    careless: float
    memory: float
    windows: int
    women: int
    men: int

    def city(self) -> City:
        stars = {
            "kind": "rating",
            "id": "stars",
            "title": title("stars"),
            "opening": quantity(2000, "points"),
            "floor": quantity(0, "points"),
            "ceiling": quantity(CEILING, "points"),
            "bands": [{"id": "all", "title": title("all"), "from": quantity(0, "points")}],
            "quality": by("sex", "weight", female=12_000.0, male=12_000.0),
            "bias": {"by": "sex", "points": quantity(self.bias, "weight")},
            "careless": quantity(self.careless, "chance"),
            "memory": quantity(self.memory, "share"),
        }
        return city(regime(1, instruments=[stars]), never("spit"))

    def moments(self, g: int) -> tuple[float, float]:
        """Mean and variance of one rating of somebody of this stratum."""
        others = self.men if g == WOMEN else self.women
        share = others / (self.women + self.men - 1)
        mean = 12_000.0 + self.bias * share
        squares = 12_000.0**2 * (1 - share) + (12_000.0 + self.bias) ** 2 * share
        anything = (CEILING / 2, CEILING**2 / 3)
        first = (1 - self.careless) * mean + self.careless * anything[0]
        second = (1 - self.careless) * squares + self.careless * anything[1]
        return first, second - first**2

    def mean(self, g: int) -> float:
        kept: float = self.memory**self.windows
        return kept * 2000.0 + (1.0 - kept) * self.moments(g)[0]

    def error(self, g: int) -> float:
        """Of the mean over all people of the stratum, as if ratings were independent."""
        kept = self.memory ** (2 * self.windows)
        one = (1.0 - self.memory) / (1.0 + self.memory) * (1.0 - kept) * self.moments(g)[1]
        return math.sqrt(one / (self.women if g == WOMEN else self.men))


def mean_of(outcome: Outcome, g: int, people: int) -> float:
    total = 0.0
    for place, (measure, key) in enumerate(outcome.columns):
        if measure == "score_at_end" and key.startswith("stars/recorded/"):
            mine = (outcome.column == place) & (outcome.stratum == g)
            total += int(key.split("/")[2]) * float(outcome.count[mine].sum())
    return total / people


def check(stars: Stars) -> None:
    outcome = live(stars.city(), {WOMEN: stars.women, MEN: stars.men}, stars.windows, 17)
    for g, name, people in ((WOMEN, "women", stars.women), (MEN, "men", stars.men)):
        got = mean_of(outcome, g, people)
        assert_number(f"house: stars of {name}, {stars}", got, stars.mean(g), stars.error(g))


CASES = [
    Stars(-3000.0, 0.0, 0.8, 12, 6000, 14_000),
    Stars(-5000.0, 0.2, 0.5, 5, 8000, 8000),
    Stars(1500.0, 0.6, 0.95, 8, 10_000, 2000),
]


@pytest.mark.parametrize("stars", CASES, ids=str)
def test_stars_settle_where_the_law_says(stars: Stars) -> None:
    check(stars)


@pytest.mark.slow
def test_people_who_rate_their_own_kind_only_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(society, "order_of", lambda words: np.arange(words.shape[1]))
    with pytest.raises(AssertionError, match="house: stars"):
        check(CASES[0])


@pytest.mark.slow
def test_a_memory_of_the_last_rating_only_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Short(Rater):
        def meet(self, order: I64, words: U32) -> None:
            self.average[:] = 2000.0
            super().meet(order, words)

    monkeypatch.setattr(society, "Rater", Short)
    with pytest.raises(AssertionError, match="house: stars"):
        check(CASES[0])

"""A6: a published level feeds back into conduct.

If publishing the level theta moves the mean to mu0 + k theta, and the next level is what is then
observed, levels settle at mu0 / (1 - k) and their distance from it is multiplied by k each round.
With levels in units of mu0: each is 1 + k times the one before, whatever the first one was. The
count of a window is a Poisson number, of which k is handed on: its variance is summed here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.tables.fields import Fields
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import PER_WINDOW, YEARLY, act, city, conduct, live
from oracles.near import assert_number
from oracles.reading import total
from oracles.sabotage import change_fields
from reference_tests.town import regime
from strategies.words import Words, quantity, title

PEOPLE, WINDOWS, DAYS = 200_000, 10, 30


@dataclass(frozen=True)
class Loop:
    """Deeds at ``rate`` (a year, or a window) without any response, and what feeds back.

    ``start`` is the first level; ``seen`` the share of deeds that can be seen; ``largest`` the
    largest level that counts; ``spread`` that of people's propensities.
    """

    rate: float
    strength: float
    start: float
    seen: float = 1.0
    largest: float = 6.0
    spread: float = 0.0
    is_yearly: bool = True

    def city(self) -> City:
        most = 1.0 + self.strength * self.largest
        unit = YEARLY if self.is_yearly else PER_WINDOW
        wave = act(
            "wave",
            self.rate,
            unit,
            at_most=quantity(most, "multiple"),
            seen_at_most=quantity(self.seen, "share"),
        )
        deeds = conduct(wave, bound=self.rate * most * self.seen, unit=unit, spread=self.spread)
        return city(regime(DAYS, responses=[self.response()]), deeds)

    def response(self) -> Words:
        return {
            "kind": "conformity",
            "id": "others",
            "title": title("others"),
            "deeds": ["wave"],
            "strength": quantity(self.strength, "multiple"),
            "starting_level": quantity(self.start, "multiple"),
            "largest_level": quantity(self.largest, "multiple"),
            "unaware": quantity(0.0, "share"),
        }

    @property
    def usual(self) -> float:
        """Deeds of everybody in a window, unseen ones included, without any response."""
        return PEOPLE * self.rate * (DAYS / YEAR_DAYS if self.is_yearly else 1.0)

    def rounds(self) -> list[tuple[float, float]]:
        """The level published before each window, and its standard error."""
        level, variance, tilt = self.start, 0.0, 0.0
        rounds = [(level, 0.0)]
        for _ in range(WINDOWS - 1):
            handed_on = self.strength if level < self.largest else 0.0
            level = 1.0 + self.strength * min(level, self.largest)
            variance = level / (self.usual * self.seen) + handed_on**2 * variance
            tilt = level + handed_on * tilt  # those who live here may wave more than most, or less
            rounds.append((level, math.sqrt(variance + (self.spread * tilt) ** 2 / PEOPLE)))
        return rounds


def levels(outcome: Outcome) -> list[float]:
    return [
        value for _, name, key, value in outcome.fields if (name, key) == ("level", "others/wave")
    ]


def check(loop: Loop, seed: int) -> None:
    outcome = live(loop.city(), PEOPLE, WINDOWS, seed)
    for n, (got, (level, error)) in enumerate(zip(levels(outcome), loop.rounds(), strict=True)):
        assert_number(f"A6: level of round {n}", got, level, error)
    done = [total(outcome, "deeds", "wave", window=n) for n in range(WINDOWS - 1)]
    again = [n / (loop.usual * loop.seen) for n in done]
    assert levels(outcome)[1:] == pytest.approx(again, rel=1e-12)


def drawn(number: int) -> Loop:
    """A loop of our making."""
    dice = np.random.default_rng(60 + number)
    strength, seen = np.round(dice.uniform([0.1, 0.5], [0.85, 1.0]), 2).tolist()
    start, rate = np.round(dice.uniform([0.0, 4.0], [6.0, 12.0]), 1).tolist()
    is_yearly = number % 3 != 0
    spread = 0.5 if number % 3 == 1 else 0.0
    return Loop(rate if is_yearly else 0.15, strength, start, seen, 6.5, spread, is_yearly)


PUBLISHED = Loop(10.0, 0.6, 5.0)
"""mu0 = 10, k = 0.6: 25 a year."""


@pytest.mark.parametrize("number", range(6))
def test_levels_follow_the_recursion(number: int) -> None:
    check(drawn(number), seed=number)


def test_the_published_vector() -> None:
    outcome = live(PUBLISHED.city(), PEOPLE, WINDOWS, seed=1)
    level, error = levels(outcome)[-1], PUBLISHED.rounds()[-1][1]
    left = 0.6 ** (WINDOWS - 1) * (5.0 - 2.5)
    assert_number("A6: fixed point, a year", 10.0 * (level - left), 25.0, 10.0 * error)
    check(PUBLISHED, seed=1)


def test_the_error_is_multiplied_by_k_each_round() -> None:
    found = levels(live(PUBLISHED.city(), PEOPLE, WINDOWS, seed=2))
    for n in (0, 1, 2):
        before, after = found[n] - 2.5, found[n + 1] - 2.5
        error = math.sqrt(found[n + 1] / PUBLISHED.usual) / before
        assert_number(
            f"A6: error of round {n + 1} over that of round {n}", after / before, 0.6, error
        )


def test_a_loop_of_strength_one_does_not_settle() -> None:
    """It climbs by one each round, up to the largest level that counts."""
    climbing = Loop(4.0, 1.0, 0.0, largest=5.0)
    assert [level for level, _ in climbing.rounds()] == [0, 1, 2, 3, 4, 5, 6, 6, 6, 6]
    check(climbing, seed=3)


# ---- with one of these errors the check must fail


def scaled(share: float) -> Callable[[Fields], Fields]:
    def change(fields: Fields) -> Fields:
        beliefs = {key: share * level for key, level in fields.beliefs.items()}
        return replace(fields, beliefs=beliefs)

    return change


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.97, 1.03])
def test_a_level_that_is_published_wrong_is_noticed(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_fields(monkeypatch, scaled(share))
    with pytest.raises(AssertionError, match=r"A6: .* is not"):
        check(PUBLISHED, seed=1)


@pytest.mark.slow
def test_a_level_that_is_published_late_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Fields] = []

    def late(fields: Fields) -> Fields:
        kept.append(fields)
        return kept[max(0, len(kept) - 2)]

    change_fields(monkeypatch, late)
    with pytest.raises(AssertionError, match=r"A6: .* is not"):
        check(PUBLISHED, seed=1)

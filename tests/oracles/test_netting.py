"""A1 with its convention declared: points of a window netted and then cut, or cut one by one.

Also the other ways a score moves: straight to a band, and back to the opening with the year. Each
has its own linear system; the law after so many windows is a power of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.stats import poisson

from glasscity.documents.resolve import City
from glasscity.tables.law import (
    ANSWER_HIGH,
    ANSWER_LOW,
    ANSWER_ROW,
    FEWEST,
    LEDGER_CEILING,
    LEDGER_FLOOR,
    LEDGER_HIGHEST,
    LEDGER_LOWEST,
    LEDGER_RESETS,
    MOST,
    Books,
)
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import act, city, conduct, live
from oracles.near import Values, assert_mean, assert_share
from oracles.reading import scores
from oracles.sabotage import change_books
from reference_tests import town
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import quantity

PEOPLE = 100_000


@dataclass(frozen=True)
class Steps:
    """In a window +``up`` with chance ``p`` and -``down`` with chance ``q``, apart, in any order.

    ``drop``: the penalty is a move straight to the poor band, scores below ``good``. ``resets``:
    with each year back to the opening; windows have 30 days from 1 March 2021.
    """

    ceiling: int
    opening: int
    good: int
    p: float
    q: float
    up: int
    down: int
    clamp: str
    drop: bool = False
    resets: bool = False

    def city(self) -> City:
        penalty = rule("down", "spit", -self.down)
        if self.drop:
            del penalty["points"]
            penalty["to"] = "poor"
        words = ledger(0, 0, self.ceiling, rule("up", "mend", self.up), penalty, good=self.good)
        words |= {"opening": quantity(self.opening, "points"), "update": "each window"}
        words |= {"clamp": self.clamp} | ({"resets": "each year"} if self.resets else {})
        deeds = town.conduct(
            town.deed("mend", "neutral", rate=quantity(self.p, "per window")),
            town.deed("spit", "neutral", rate=quantity(self.q, "per window")),
        )
        rules = regime(30, sensors=[registry("book", "mend", "spit")], instruments=[words])
        return city(rules, deeds)

    def reward(self, score: int) -> int:
        return score + self.up

    def penalty(self, score: int) -> int:
        return min(score, self.good - 1) if self.drop else score - self.down

    def within(self, score: int) -> int:
        return max(0, min(self.ceiling, score))

    def chain(self) -> Values:
        """Chances from score to score in one window."""
        step = np.zeros((self.ceiling + 1, self.ceiling + 1))
        orders: list[tuple[float, tuple[Callable[[int], int], ...]]] = [
            ((1 - self.p) * (1 - self.q), ()),
            (self.p * (1 - self.q), (self.reward,)),
            ((1 - self.p) * self.q, (self.penalty,)),
            (self.p * self.q / 2, (self.reward, self.penalty)),
            (self.p * self.q / 2, (self.penalty, self.reward)),
        ]
        for before in range(self.ceiling + 1):
            for chance, moves in orders:
                score = before
                for move in moves:
                    score = move(score)
                    if self.clamp == "each record":
                        score = self.within(score)
                step[before, self.within(score)] += chance
        return step

    def after(self, windows: int) -> Values:
        """Chances of each score; January begins within window 10, so window 11 opens 2022."""
        since = windows - 11 if self.resets and windows > 11 else windows
        law: Values = np.linalg.matrix_power(self.chain(), since)[self.opening]
        return law


def drawn(seed: int) -> tuple[Steps, int]:
    """Steps of a fixed list, and for how many windows they are taken."""
    chance = np.random.default_rng(seed)
    ceiling = int(chance.integers(4, 15))
    up, down = (int(n) for n in chance.integers(1, ceiling, 2))
    p, q = (float(n) for n in chance.uniform(0.3, 0.9, 2))
    good, opening = int(chance.integers(1, ceiling + 1)), int(chance.integers(ceiling + 1))
    return Steps(ceiling, opening, good, p, q, up, down, "each window"), int(chance.integers(3, 9))


def check(steps: Steps, outcome: Outcome, windows: int) -> None:
    """Scores on the last day in each column."""
    law = steps.after(windows)
    for column in ("recorded", "all-seen"):
        people = scores(outcome, 0, steps.ceiling, column)
        assert_mean("A1: mean score", people, np.arange(steps.ceiling + 1.0), law)
        for score, n in enumerate(people.tolist()):
            assert_share(f"A1: share at {score}", n, PEOPLE, float(law[score]))


@pytest.mark.parametrize("clamp", ["each window", "each record"])
@pytest.mark.parametrize("seed", range(50, 53))
def test_scores_follow_the_law_of_their_own_convention(seed: int, clamp: str) -> None:
    steps, windows = drawn(seed)
    steps = replace(steps, clamp=clamp)
    check(steps, live(steps.city(), PEOPLE, windows, seed), windows)


@pytest.mark.parametrize("clamp", ["each window", "each record"])
@pytest.mark.parametrize("seed", [60, 61])
def test_a_penalty_straight_to_a_band(seed: int, clamp: str) -> None:
    steps, windows = drawn(seed)
    steps = replace(steps, clamp=clamp, drop=True)
    check(steps, live(steps.city(), PEOPLE, windows, seed), windows)


@pytest.mark.parametrize("windows", [11, 12, 15])
def test_scores_begin_anew_with_the_year(windows: int) -> None:
    steps = replace(drawn(70)[0], resets=True)
    check(steps, live(steps.city(), PEOPLE, windows, 70), windows)


def test_the_conventions_differ() -> None:
    steps, windows = drawn(50)
    other = replace(steps, clamp="each record")
    assert np.abs(steps.after(windows) - other.after(windows)).max() > 0.02


def clamped_early(books: Books) -> Books:
    """Each record is cut at floor and ceiling, netting or not."""
    ledgers, answers = books.ledgers.copy(), books.answers.copy()
    ledgers[:, LEDGER_LOWEST] = ledgers[:, LEDGER_FLOOR]
    ledgers[:, LEDGER_HIGHEST] = ledgers[:, LEDGER_CEILING]
    answers[:, ANSWER_LOW] = ledgers[answers[:, ANSWER_ROW], LEDGER_FLOOR]
    answers[:, ANSWER_HIGH] = ledgers[answers[:, ANSWER_ROW], LEDGER_CEILING]
    return books._replace(ledgers=ledgers, answers=answers)


def clamped_late(books: Books) -> Books:
    """Nothing is cut before the window's end."""
    ledgers, answers = books.ledgers.copy(), books.answers.copy()
    ledgers[:, LEDGER_LOWEST], ledgers[:, LEDGER_HIGHEST] = FEWEST, MOST
    answers[:, ANSWER_LOW], answers[:, ANSWER_HIGH] = FEWEST, MOST
    return books._replace(ledgers=ledgers, answers=answers)


def without_reset(books: Books) -> Books:
    ledgers = books.ledgers.copy()
    ledgers[:, LEDGER_RESETS] = 0
    return books._replace(ledgers=ledgers)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clamp", "sabotage"), [("each window", clamped_early), ("each record", clamped_late)]
)
def test_a_clamp_on_the_wrong_side_of_netting_is_noticed(
    clamp: str, sabotage: Callable[[Books], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, windows = drawn(50)
    steps = replace(steps, clamp=clamp)
    change_books(monkeypatch, sabotage)
    outcome = live(steps.city(), PEOPLE, windows, 50)
    with pytest.raises(AssertionError, match=r"A1: .* is not"):
        check(steps, outcome, windows)


@pytest.mark.slow
def test_a_year_that_resets_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = replace(drawn(70)[0], resets=True)
    change_books(monkeypatch, without_reset)
    outcome = live(steps.city(), PEOPLE, 12, 70)
    with pytest.raises(AssertionError, match=r"A1: .* is not"):
        check(steps, outcome, 12)


LAPSE, RATE, TOP = 200, 3.0, 20


def demerits() -> City:
    """A point off, given back after LAPSE days, in a ledger that resets; it could rise by 5."""
    words = ledger(0, -TOP, 5, rule("off", "spit", -1, expires=LAPSE)) | {"resets": "each year"}
    rules = regime(30, sensors=[registry("book", "spit")], instruments=[words])
    return city(rules, conduct(act("spit", RATE), bound=RATE))


def check_demerits(outcome: Outcome, windows: int) -> None:
    """Active records are those since the year began, as far as they have not lapsed."""
    people = scores(outcome, -TOP, 5)[TOP::-1]
    days = min(LAPSE, 30 * (windows - 11 if windows > 11 else windows))
    law: Values = poisson.pmf(np.arange(TOP + 1), RATE * days / YEAR_DAYS)
    assert_share("A2: nothing active", int(people[0]), PEOPLE, float(law[0]))
    assert_mean("A2: active since the reset", people, np.arange(TOP + 1.0), law)


@pytest.mark.parametrize("windows", [10, 14, 20])
def test_what_a_year_has_reset_gives_nothing_back(windows: int) -> None:
    check_demerits(live(demerits(), PEOPLE, windows, windows), windows)


@pytest.mark.slow
def test_a_reset_that_forgets_to_forget_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    change_books(monkeypatch, without_reset)
    with pytest.raises(AssertionError, match=r"A2: .* is not"):
        check_demerits(live(demerits(), PEOPLE, 14, 14), 14)

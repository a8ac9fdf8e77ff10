"""A8: records appealed against. Those in force by Little's law, and a queue that grows.

A share ``c`` of records is appealed against, ``u`` of those struck after ``L`` days, but not before
the window's end; the others lapse after ``W``. ``c`` is made of notice, use and cost, and differs
by group. With fewer decisions than filings the queue grows by the difference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.stats import poisson

from glasscity.chance import ONE
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.engine import chunk, course
from glasscity.engine.appeals import last_heard
from glasscity.lowering import plan
from glasscity.lowering.contest import lower_way_back
from glasscity.tables.fields import Turn
from glasscity.tables.law import IN_TURN, WayBack
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import YEARLY, act, by, city, conduct, live, stratum
from oracles.near import assert_mean, assert_number, assert_share
from oracles.reading import at_end, scores, total
from reference_tests.town import appeal, ledger, notice, regime, registry, rule
from strategies.words import Words, quantity

MOST = 40
POOR, RICH = stratum(income="lowest"), stratum(income="highest")
N_WINDOWS = 6
FEE = 25


@dataclass(frozen=True)
class Appeals:
    """Records a year, false and true; who appeals; what comes of it; days.

    ``learns``, ``files`` and ``deterred`` are of the poor and the rich.
    """

    false: float
    true: float
    learns: tuple[float, float]
    files: tuple[float, float]
    deterred: tuple[float, float]
    wrong: float
    right: float
    after: int
    lag: int
    lifetime: int
    n_days: int

    def contested(self, group: int) -> float:
        """The share of records appealed against."""
        return self.learns[group] * self.files[group] * (1.0 - self.deterred[group])

    def wait(self, age: int) -> int:
        """Days from a record to its decision, of records so many days before a window's end."""
        known = max(age - self.after, -1)
        to_end = known % self.n_days + 1
        return self.after + max(self.lag, to_end)

    def active(self, rate: float, group: int, success: float) -> float:
        """Records in force per person at a window's end, of ``rate`` a year."""
        ages = range(self.lifetime)
        struck = sum(self.wait(age) <= age for age in ages)
        return rate / YEAR_DAYS * (len(ages) - self.contested(group) * success * struck)

    def in_force(self, group: int) -> float:
        """All records in force per person."""
        false = self.active(self.false, group, self.wrong)
        return false + self.active(self.true, group, self.right)

    def words(self, **changes: object) -> list[Words]:
        """The ways back."""

        def share(of: tuple[float, float]) -> Words:
            return by("income", "share", lowest=of[0], highest=of[1])

        filing = {"fee": quantity(FEE, "CNY"), "deterred": share(self.deterred)}
        return [
            notice(share(self.learns), self.after),
            appeal(share(self.files), self.wrong, self.right, self.lag, **filing, **changes),
        ]

    def city(self, **changes: object) -> City:
        book = registry("book", "spit") | {"false_records": quantity(self.false, YEARLY)}
        points = ledger(0, -MOST, 1, rule("off", "spit", -1, expires=self.lifetime))
        ways = self.words(**changes)
        rules = regime(self.n_days, sensors=[book], instruments=[points], recourse=ways)
        return city(rules, conduct(act("spit", self.true), bound=max(self.true, 1.0)))


def drawn(seed: int) -> Appeals:
    """Some appeals: the poor and the rich differ in everything."""
    luck = np.random.default_rng(seed)
    few, many = luck.uniform(0.4, 0.6, 3), luck.uniform(0.7, 0.98, 3)
    n_days = int(luck.integers(12, 30))
    return Appeals(
        false=float(luck.uniform(2.0, 5.0)),
        true=float(luck.uniform(2.0, 5.0)),
        learns=(float(few[0]), float(many[0])),
        files=(float(few[1]), float(many[1])),
        deterred=(float(few[2]), float(1.0 - many[2])),
        wrong=float(luck.uniform(0.5, 1.0)),
        right=float(luck.uniform(0.05, 0.4)),
        after=int(luck.integers(0, 12)),
        lag=int(luck.integers(0, 40)),
        lifetime=int(4 * n_days + luck.integers(1, 10)),
        n_days=n_days,
    )


CASES = [drawn(seed) for seed in (1, 2, 3)]


def run(appeals: Appeals, **changes: object) -> Outcome:
    return live(appeals.city(**changes), {POOR: 600_000, RICH: 600_000}, N_WINDOWS, seed=83)


def check(appeals: Appeals, outcome: Outcome) -> None:
    """Records in force of each group on the last day; filings, fees and decisions."""
    sums = []
    for group, g in enumerate((POOR, RICH)):
        law = poisson.pmf(np.arange(MOST + 1), appeals.in_force(group))
        people = scores(outcome, -MOST, 1, strata=[g])[MOST::-1]
        assert_mean(f"A8: records in force, {g}", people, np.arange(MOST + 1.0), law)
        sums.append(float(people @ np.arange(MOST + 1)))
        false = total(outcome, "false_records", "book/spit", [g])
        true = total(outcome, "recorded", "book/spit", [g])
        share = appeals.learns[group]
        untold = total(outcome, "untold", "", [g])
        assert_share(f"A8: never learnt of, {g}", untold, false + true, 1.0 - share)
        share *= appeals.files[group] * appeals.deterred[group]
        deterred = total(outcome, "deterred", "appeal", [g])
        assert_share(f"A8: deterred, {g}", deterred, false + true, share)
        for truth, success in (("false", appeals.wrong), ("true", appeals.right)):
            decided = total(outcome, "appeals_decided", truth, [g])
            struck = total(outcome, "appeals_struck", truth, [g])
            assert_share(f"A8: struck of {truth}, {g}", struck, decided, success)
        filed = sum(total(outcome, "appeals_filed", truth, [g]) for truth in ("false", "true"))
        assert total(outcome, "fees", "appeal", [g]) == FEE * 100 * filed
    ratio = appeals.in_force(0) / appeals.in_force(1)
    error = ratio * math.hypot(*(s**-0.5 for s in sums))
    assert_number("A8: ratio of records in force", sums[0] / sums[1], ratio, error)
    check_waits(appeals, outcome)


def check_waits(appeals: Appeals, outcome: Outcome) -> None:
    """Every day of filing is as likely as any other; those decided waited for what it says."""
    n, end = appeals.n_days, N_WINDOWS * appeals.n_days
    waits = [
        max(appeals.lag, n - filed % n)
        for filed in range(appeals.after, end)
        if filed + max(appeals.lag, n - filed % n) < end
    ]
    decided = sum(total(outcome, "appeals_decided", truth) for truth in ("false", "true"))
    days = sum(total(outcome, "appeals_days", truth) for truth in ("false", "true"))
    error = float(np.std(waits)) / math.sqrt(decided)
    assert_number("A8: days from filing to decision", days / decided, float(np.mean(waits)), error)
    filed = sum(total(outcome, "appeals_filed", truth) for truth in ("false", "true"))
    left = sum(at_end(outcome, "appeals_waiting", truth) for truth in ("false", "true"))
    assert left == filed - decided > 0


@pytest.mark.parametrize("appeals", CASES, ids=("one", "two", "three"))
def test_records_in_force(appeals: Appeals) -> None:
    check(appeals, run(appeals))


WEIGHT = 25.0
CROWD = 60_000


def crowded(appeals: Appeals) -> tuple[Outcome, float]:
    """A run in which six in ten appeals can be heard, and how many a day that is."""
    daily = CROWD * appeals.contested(1) * (appeals.false + appeals.true) / YEAR_DAYS
    capacity = quantity(round(0.6 * daily * WEIGHT * YEAR_DAYS / 12), "per month")
    of = appeals.city(capacity=capacity)
    outcome = live(of, {RICH: CROWD}, N_WINDOWS, seed=84, weight=WEIGHT)
    return outcome, capacity["value"] / (YEAR_DAYS / 12) / WEIGHT


def check_queue(appeals: Appeals, outcome: Outcome, heard_daily: float) -> None:
    """The queue at each window's end: all filed, less all whose decision has fallen."""
    daily = CROWD * appeals.contested(1) * (appeals.false + appeals.true) / YEAR_DAYS
    for window in range(2, N_WINDOWS):
        first = window * appeals.n_days
        filed = daily * (first + appeals.n_days - appeals.after)
        exact = filed - math.floor(heard_daily * first)
        waiting = sum(
            total(outcome, "appeals_waiting", truth, window=window) for truth in ("false", "true")
        )
        assert_number(f"A8: queue after {window} windows", waiting, exact, math.sqrt(filed))


PROMPT = replace(CASES[0], lag=0, after=0, learns=(1.0, 1.0), deterred=(0.0, 0.0), n_days=45)


def test_a_queue_grows_by_what_is_not_heard() -> None:
    check_queue(PROMPT, *crowded(PROMPT))


@pytest.mark.slow
def test_points_given_back_twice_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the expiry of a struck record is not cancelled."""
    monkeypatch.setattr(chunk, "without", lambda due, _: due)
    with pytest.raises(AssertionError, match=r"A8: records in force.* is not|outside its bounds"):
        check(CASES[0], run(CASES[0]))


@pytest.mark.slow
def test_refused_appeals_that_strike_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def generous(rules: Regime) -> WayBack:
        way = lower_way_back(rules)
        way.success_below[IN_TURN] = ONE
        return way

    monkeypatch.setattr(plan, "lower_way_back", generous)
    with pytest.raises(AssertionError, match=r"A8: records in force.* is not"):
        check(CASES[0], run(CASES[0]))


@pytest.mark.slow
def test_a_decision_one_day_late_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(rules: Regime) -> WayBack:
        way = lower_way_back(rules)
        way.lag[IN_TURN] += 2
        return way

    late = replace(CASES[0], lag=CASES[0].n_days)
    monkeypatch.setattr(plan, "lower_way_back", slow)
    with pytest.raises(AssertionError, match=r"A8: .* is not"):
        check(late, run(late))


@pytest.mark.slow
def test_a_capacity_that_ignores_the_weight_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unscaled(
        of: plan.Plan, chunks: list[chunk.Chunk], last: Turn, window: int, _: float
    ) -> Turn:
        return last_heard(of, chunks, last, window, 1.0)

    monkeypatch.setattr(course, "last_heard", unscaled)
    with pytest.raises(AssertionError, match=r"A8: queue after 2 windows: .* is not"):
        check_queue(PROMPT, *crowded(PROMPT))

"""A3: a list that is entered by chance and left by putting things right.

In each window a person off the list is entered with chance a, and one on it leaves with chance b.
In the engine both may happen in one window, in the order of their instants: with a deed of chance
p and a repair of chance q, entered and still listed at the end is p (1 - q / 2), left and not
entered again q (1 - p / 2). The documents hold the p and q that make these a and b.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

import pytest

from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.lowering import plan
from glasscity.lowering.mend import lower_mends
from glasscity.tables.law import MEND_SUCCESS, Mends
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, act, city, conduct, live, stratum
from oracles.near import assert_count, assert_exact, assert_share, draws, size
from oracles.reading import at_end, total
from reference_tests.town import ledger, listing, regime, registry, rule
from strategies.words import Words, quantity, title


@dataclass(frozen=True)
class Blacklist:
    """Chances of a step, and how many steps there are."""

    enters: float
    leaves: float
    steps: int

    @property
    def tried(self) -> tuple[float, float]:
        """The chances of a deed and of a repair in a window: p (1 - q/2) = a, q (1 - p/2) = b."""
        a, b = self.enters, self.leaves
        # p - q = a - b, so p solves p^2 - (2 + a - b) p + 2 a = 0
        half = 1.0 + (a - b) / 2.0
        p = half - math.sqrt(half * half - 2.0 * a)
        return p, p - a + b

    @property
    def listed(self) -> float:
        """The share on the list after all steps, from nobody."""
        a, b = self.enters, self.leaves
        return a / (a + b) * (1.0 - (1.0 - a - b) ** self.steps)


def repair(rate: Words, **changes: object) -> Words:
    """Whoever is listed may leave at once."""
    words = {
        "kind": "repair",
        "id": "amends",
        "title": title("amends"),
        "when": {"instrument": "watched"},
        "rate": rate,
        "success": quantity(1.0, "chance"),
    }
    return words | changes


def town(of: Blacklist, success: float = 1.0) -> City:
    """One record lists for good; a repair that succeeds with this chance ends it."""
    p, q = of.tried
    deeds = conduct(act("spit", p, PER_WINDOW), bound=p, unit=PER_WINDOW)
    way = repair(quantity(q / success, PER_WINDOW), success=quantity(success, "chance"))
    watched = listing("spit", count=1, period=1, term=None)
    rules = regime(1, sensors=[registry("book", "spit")], instruments=[watched], recourse=[way])
    return city(rules, deeds)


def check(of: Blacklist, outcome: Outcome, people: int) -> None:
    """The share of people on the list at the end."""
    got = at_end(outcome, "people_listed", "watched")
    assert_share(f"A3: left by repair, after {of.steps} steps", got, people, of.listed)


VECTOR = Blacklist(0.02, 0.05, 20)


def test_the_published_vector() -> None:
    assert_exact("A3: share after 20 steps, closed form", VECTOR.listed, 0.218789, within=1e-6)
    people = size(100_000, 1_000_000)
    check(VECTOR, live(town(VECTOR), people, VECTOR.steps, 401), people)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_chances(seed: int) -> None:
    """Half of the repairs fail, and are tried twice as often."""
    chances = draws(seed)
    enters, leaves = chances.uniform(0.02, 0.3), chances.uniform(0.02, 0.3)
    of = Blacklist(float(enters), float(leaves), int(chances.integers(5, 60)))
    people = size(50_000, 500_000)
    check(of, live(town(of, success=0.5), people, of.steps, 402 + seed), people)


def test_repairs_follow_the_days_on_the_list() -> None:
    """A yearly rate, unequal use, and what is spent: money and hours at each attempt."""
    unequal = [
        {
            "by": "sex",
            "levels": {"female": quantity(1.0, "multiple"), "male": quantity(3.0, "multiple")},
        }
    ]
    way = repair(
        quantity(2.0, "per person-year"),
        success=quantity(0.0, "chance"),
        by=unequal,
        pays=quantity(12.5, "CNY"),
        gives=quantity(4, "hours"),
    )
    deeds = conduct(act("spit", 3.0), bound=3.0)
    watched = listing("spit", count=1, period=1, term=None)
    rules = regime(30, sensors=[registry("book", "spit")], instruments=[watched], recourse=[way])
    groups = {stratum(sex="female"): 1.0, stratum(sex="male"): 3.0}
    outcome = live(city(rules, deeds), dict.fromkeys(groups, 100_000), 6, 411)
    for g, times in groups.items():
        entries = total(outcome, "list_entries", "watched/true", [g])
        days = total(outcome, "days_listed", "watched", [g]) - entries / 2  # half of the first
        tried = total(outcome, "repairs", "amends", [g])
        assert_count(f"A3: attempts to repair, {times:g} times", tried, 2.0 * times * days / 365.25)
        assert total(outcome, "repair_paid", "amends", [g]) == 1250 * tried
        assert total(outcome, "repair_hours", "amends", [g]) == 4 * tried
    assert total(outcome, "repaired", "amends") == 0


def test_points_are_given_so_many_times_a_year() -> None:
    """A repair each day, at most three a year, lifts everybody by three times two points."""
    way = repair(
        quantity(1.0, PER_WINDOW),
        when={"instrument": "points", "bands": ["poor", "good"]},
        points=quantity(2, "points"),
        at_most=quantity(3, "attempts"),
    )
    book = ledger(0, 0, 50, rule("bad", "spit", -1))
    rules = regime(1, datetime.date(2021, 12, 29), instruments=[book], recourse=[way])
    outcome = live(city(rules, conduct(act("spit", 0.0), bound=1.0)), 50, 8, 413)
    assert total(outcome, "repaired", "amends") == 50 * 6  # the year turns after three days
    assert total(outcome, "score_at_end", "points/recorded/12") == 50


@pytest.mark.slow
def test_repairs_that_fail_half_the_time_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def sabotaged(law: Regime, n_days: int, first_slot: int) -> Mends:
        mends = lower_mends(law, n_days, first_slot)
        rows = mends.rows.copy()
        rows[:, MEND_SUCCESS] //= 2
        return mends._replace(rows=rows)

    monkeypatch.setattr(plan, "lower_mends", sabotaged)
    outcome = live(town(VECTOR), 100_000, VECTOR.steps, 401)
    with pytest.raises(AssertionError, match=r"A3: .* is not"):
        check(VECTOR, outcome, 100_000)

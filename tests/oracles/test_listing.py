"""A3 and its kin: lists with a fixed term, and lists entered by several records in a period."""

from __future__ import annotations

import math

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, YEARLY, act, city, conduct, live
from oracles.near import Values, assert_exact, assert_share, size
from oracles.reading import at_end, total
from oracles.sabotage import change_books, late, other_terms
from reference_tests.town import listing, regime, registry
from strategies.words import Words


def listed(rate: float, unit: str, n_days: int, watched: Words) -> City:
    """A city whose one deed is the ground of one list."""
    spit = act("spit", rate, PER_WINDOW if unit == PER_WINDOW else YEARLY)
    rules = regime(n_days, sensors=[registry("book", "spit")], instruments=[watched])
    return city(rules, conduct(spit, bound=rate, unit=spit["rate"]["unit"]))


def days_to_go(chance: float, term: int) -> Values:
    """Chances from day to day of the days still to go on a list; 0 is off.

    An end comes before the deeds of its day: who is released may be listed again at once.
    """
    step = np.zeros((term + 1, term + 1))
    step[2:, 1:-1] = np.eye(term - 1)
    step[:2, 0], step[:2, term] = 1.0 - chance, chance
    return step


def check_term(outcome: Outcome, chance: float, term: int) -> None:
    """Who is listed on the last day, and who ever was, by the days still to go."""
    days = len(outcome.window_days)
    law = np.linalg.matrix_power(days_to_go(chance, term), days)[0]
    on_list = at_end(outcome, "people_listed", "watched")
    assert_share("A3: listed", on_list, outcome.people, 1.0 - float(law[0]))
    entries = total(outcome, "list_entries", "watched/true")
    assert entries - total(outcome, "list_exits", "watched/term") == on_list


def test_a_fixed_term_settles_at_the_published_share() -> None:
    """The published step has an off step after each term, ours has none: a D / (1 - a + a D)."""
    step = days_to_go(0.02, 36)
    settled = 1.0 - float(np.linalg.matrix_power(step, 4000)[0, 0])
    assert_exact("A3: share listed once settled", settled, 0.02 * 36 / (1 - 0.02 + 0.02 * 36))
    step[1, 0], step[1, 36] = 1.0, 0.0
    published = 1.0 - float(np.linalg.matrix_power(step, 4000)[0, 0])
    assert_exact("A3: published share listed", published, 0.418605, within=1e-6)


@pytest.mark.parametrize(("chance", "term", "days"), [(0.02, 36, 150), (0.3, 5, 40), (0.9, 2, 9)])
def test_a_list_with_a_term(chance: float, term: int, days: int) -> None:
    """A chance per day of the one record that lists a person for ``term`` days."""
    watched = listing("spit", count=1, period=1, term=term)
    outcome = live(listed(chance, PER_WINDOW, 1, watched), size(50_000, 500_000), days, days)
    check_term(outcome, chance, term)


def never_two(rate: float, period: int, days: int) -> float:
    """The chance that in ``days`` days no two records come less than ``period`` days apart.

    Each day holds a Poisson number; the days of single records stand ``period`` apart or more.
    """
    none = math.exp(-rate)
    one = rate * none
    return sum(
        math.comb(days - (k - 1) * (period - 1), k) * one**k * none ** (days - k)
        for k in range((days - 1) // period + 2)
    )


def check_pairs(outcome: Outcome, rate: float, period: int) -> None:
    """Who was ever listed by two records within the period."""
    exact = 1.0 - never_two(rate / 365.25, period, sum(outcome.window_days))
    on_list = at_end(outcome, "people_listed", "watched")
    assert_share("A3: ever listed", on_list, outcome.people, exact)


PAIRS = [(3.0, 90, 30, 24), (20.0, 5, 10, 12), (1.0, 1, 100, 10)]


@pytest.mark.parametrize(("rate", "period", "n_days", "windows"), PAIRS)
def test_two_records_in_a_period(rate: float, period: int, n_days: int, windows: int) -> None:
    watched = listing("spit", count=2, period=period, term=None)
    people = size(200_000, 2_000_000)
    outcome = live(listed(rate, YEARLY, n_days, watched), people, windows, seed=period)
    check_pairs(outcome, rate, period)


@pytest.mark.slow
def test_a_period_one_day_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    change_books(monkeypatch, late(1))
    watched = listing("spit", count=2, period=5, term=None)
    outcome = live(listed(20.0, YEARLY, 10, watched), 200_000, 12, seed=5)
    with pytest.raises(AssertionError, match=r"ever listed: .* is not"):
        check_pairs(outcome, 20.0, 5)


@pytest.mark.slow
def test_a_term_one_day_too_short_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    change_books(monkeypatch, other_terms(-1))
    watched = listing("spit", count=1, period=1, term=5)
    outcome = live(listed(0.3, PER_WINDOW, 1, watched), 50_000, 40, seed=40)
    with pytest.raises(AssertionError, match=r"listed: .* is not"):
        check_term(outcome, 0.3, 5)

"""What refusals do: to children of people who stand badly, and to people who stop trying.

No targets of their own; both are counts of Poisson laws. Of n children the attempts refused in
T years are Poisson with mean rate * n * T. Who is barred and stops trying with share f after the
first of N refusals of a year is refused 1 + Bin(N - 1, 1 - f) times.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.lowering import plan
from glasscity.lowering.children import lower_children
from glasscity.lowering.impose import lower_doors
from glasscity.tables.law import DISMAY_BELOW, DISMAY_SLOT, I64, Doors
from oracles.little import YEARLY, act, city, conduct, live, population, years
from oracles.near import assert_number, draws
from oracles.reading import at_end, total
from reference_tests.town import ledger, regime
from strategies.words import Words, quantity, title

PEOPLE = 60_000
BARRED: Words = {"instrument": "points", "bands": ["poor"]}


def barred_city(
    service: Words, responses: list[Words], children: Words | None, n_days: int | None
) -> City:
    """Everybody stands so badly that the one service is barred."""
    bar = {"kind": "bar", "id": "bar", "title": title("bar"), "service": service["id"]}
    rules = regime(
        n_days,
        datetime.date(2018, 1, 1),
        instruments=[ledger(0, 0, 9)],
        consequences=[bar | {"when": BARRED}],
        responses=responses,
    )
    deeds = conduct(act("nothing", 0.0), bound=1.0, services=[service])
    return city(rules, deeds, population(children=children))


def service(rate: float, **changes: str) -> Words:
    words = {"id": "school", "title": title("school"), "context": "family"}
    return words | {"rate": quantity(rate, YEARLY)} | changes


@dataclass(frozen=True)
class Families:
    """The shares of people with one, two and three children; attempts for each in a year."""

    shares: tuple[float, float, float]
    rate: float

    def city(self) -> City:
        names = ("one", "two", "three")
        parts = zip(names, self.shares, strict=True)
        children = {name: quantity(share, "share") for name, share in parts}
        return barred_city(service(self.rate, each="child"), [], children, 60)

    @property
    def moments(self) -> tuple[float, float]:
        """Mean and variance of the number of children."""
        mean = sum(n * share for n, share in enumerate(self.shares, start=1))
        square = sum(n * n * share for n, share in enumerate(self.shares, start=1))
        return mean, square - mean * mean


def check_families(families: Families) -> None:
    outcome = live(families.city(), PEOPLE, 5, seed=53)
    mean, variance = families.moments
    error = math.sqrt(PEOPLE * variance)
    children = at_end(outcome, "children_affected", "bar")
    assert_number(f"house: children affected, {families}", children, PEOPLE * mean, error)
    often = families.rate * years(outcome)
    error = math.sqrt(PEOPLE * (often * mean + often * often * variance))
    refused = total(outcome, "refused", "bar")
    assert_number(f"house: refused to children, {families}", refused, PEOPLE * often * mean, error)


def drawn_families(number: int) -> Families:
    luck = draws(number)
    one, two, three = (round(float(luck.uniform(0.05, 0.3)), 3) for _ in range(3))
    return Families((one, two, three), round(float(luck.uniform(0.5, 3.0)), 2))


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_kept_from_children(number: int) -> None:
    check_families(drawn_families(number))


@dataclass(frozen=True)
class Resigned:
    """Attempts in a year, and the share of them not made after a refusal."""

    rate: float
    fall: float

    def city(self) -> City:
        resigned = {"kind": "discouragement", "id": "resigned", "title": title("resigned")}
        resigned |= {"services": ["school"], "fall": quantity(self.fall, "share")}
        return barred_city(service(self.rate), [resigned], None, None)


def check_resigned(resigned: Resigned) -> None:
    """Two calendar years of twelve windows each: what is counted begins anew with the second."""
    outcome = live(resigned.city(), PEOPLE, 24, seed=59)
    exact, variance = 0.0, 0.0
    for length in (sum(outcome.window_days[:12]), sum(outcome.window_days[12:])):
        mean, of_squares = yearly(resigned.rate * length / 365.25, resigned.fall)
        exact, variance = exact + mean, variance + of_squares - mean * mean
    error = math.sqrt(PEOPLE * variance)
    refused = total(outcome, "refused", "bar")
    assert_number(f"house: refusals, {resigned}", refused, PEOPLE * exact, error)
    wanted = PEOPLE * resigned.rate * years(outcome)
    tried = refused + total(outcome, "untried", "school")
    assert_number(f"house: all attempts, {resigned}", tried, wanted, math.sqrt(wanted))


def yearly(often: float, fall: float) -> tuple[float, float]:
    """Mean and mean square of a person's refusals in a year of ``often`` attempts."""
    mean, of_squares = 0.0, 0.0
    for n in range(1, 80):
        chance = math.exp(-often + n * math.log(often) - math.lgamma(n + 1))
        made = 1 + (n - 1) * (1 - fall)
        mean += chance * made
        of_squares += chance * (made * made + (n - 1) * fall * (1 - fall))
    return mean, of_squares


RESIGNED = [Resigned(3.0, 1.0), Resigned(1.2, 0.6)]


@pytest.mark.parametrize("resigned", RESIGNED, ids=str)
def test_people_stop_trying(resigned: Resigned) -> None:
    check_resigned(resigned)


def _alone(upto: I64) -> I64:
    """Each share counted by itself, as if it did not begin where the last ends."""
    alone = np.diff(upto, axis=1, prepend=0)
    alone[:, -1] = upto[:, -1]
    return alone


@pytest.mark.slow
def test_shares_that_do_not_add_up_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def sabotaged(people: Population) -> I64 | None:
        upto = lower_children(people)
        return None if upto is None else _alone(upto)

    monkeypatch.setattr(plan, "lower_children", sabotaged)
    with pytest.raises(AssertionError, match="house: children affected"):
        check_families(drawn_families(1))


def _doors(patch: pytest.MonkeyPatch, change: Callable[[Doors], Doors]) -> None:
    def sabotaged(rules: Regime, deeds: Conduct, n_days: int, first_slot: int) -> Doors:
        return change(lower_doors(rules, deeds, n_days, first_slot))

    patch.setattr(plan, "lower_doors", sabotaged)


@pytest.mark.slow
def test_one_attempt_for_all_children_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(doors: Doors) -> Doors:
        rows = doors.count_rows.copy()
        rows[:, 2:] = rows[:, 1:2]
        return doors._replace(count_rows=rows)

    _doors(monkeypatch, change)
    with pytest.raises(AssertionError, match="house: refused to children"):
        check_families(drawn_families(1))


@pytest.mark.slow
@pytest.mark.parametrize("forgets", [DISMAY_SLOT, DISMAY_BELOW])
def test_people_who_go_on_trying_are_noticed(forgets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a counter nobody remembers; at the half of the threshold half as many stop."""

    def change(doors: Doors) -> Doors:
        dismay = doors.dismay.copy()
        dismay[:, forgets] = -1 if forgets == DISMAY_SLOT else dismay[:, forgets] // 2
        return doors._replace(dismay=dismay)

    _doors(monkeypatch, change)
    with pytest.raises(AssertionError, match="house: refusals"):
        check_resigned(RESIGNED[1])

"""A4 (i) and (ii): deeds thinned by detection, records of deeds not done, and an innocent life."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from scipy.stats import nbinom, poisson

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from oracles.little import YEARLY, act, city, conduct, live, never, years
from oracles.near import assert_count, assert_exact, assert_share, size
from oracles.reading import at_end, total
from reference_tests.town import listing, population, regime, registry
from strategies.words import quantity


@dataclass(frozen=True)
class Register:
    """Deeds at ``rate`` a year, a share ``complete`` of them recorded, ``false`` records."""

    rate: float
    complete: float
    false: float

    @property
    def precision(self) -> float:
        true = self.rate * self.complete
        return true / (true + self.false)

    def city(self) -> City:
        book = registry("book", "spit", completeness=self.complete)
        rules = regime(90, sensors=[book | {"false_records": quantity(self.false, YEARLY)}])
        return city(rules, conduct(act("spit", self.rate), bound=self.rate))


def check_register(register: Register, outcome: Outcome) -> None:
    """True and false records, and the share of records that are true."""
    exposure = outcome.people * years(outcome)
    true = total(outcome, "recorded", "book/spit")
    false = total(outcome, "false_records", "book/spit")
    assert_count("A4: deeds", total(outcome, "deeds", "spit"), register.rate * exposure)
    assert_count("A4: true records", true, register.rate * register.complete * exposure)
    assert_count("A4: false records", false, register.false * exposure)
    assert_share("A4: precision", true, true + false, register.precision)


THOROUGH = Register(0.4, 0.485, 0.006)
"""0.2 records a year of precision 0.97."""
REGISTERS = [THOROUGH, Register(4.0, 0.3, 0.5), Register(0.5, 1.0, 2.0)]


def test_the_published_precision() -> None:
    """100,000 people with 0.2 records a year of precision 0.97: 600 wrongful records a year."""
    assert_exact("A4: published precision", THOROUGH.precision, 0.97)
    records = THOROUGH.rate * THOROUGH.complete + THOROUGH.false
    wrongful = 100_000 * records * (1 - THOROUGH.precision)
    assert_exact("A4: published wrongful records", wrongful, 600)


@pytest.mark.parametrize("register", REGISTERS, ids=str)
def test_records_are_thinned_deeds_and_errors(register: Register) -> None:
    outcome = live(register.city(), size(500_000, 2_000_000), 20, seed=31)
    check_register(register, outcome)


@pytest.mark.parametrize("register", REGISTERS, ids=str)
def test_the_innocent_are_told_from_others(register: Register) -> None:
    """Nobody here does a harmful deed, so every false record falls on an innocent."""
    outcome = live(register.city(), 1_000, 20, seed=31)
    assert total(outcome, "false_on_innocent", "book/spit") > 0
    assert total(outcome, "false_on_innocent", "book/spit") == total(
        outcome, "false_records", "book/spit"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "what"),
    [(Register(4.0, 0.3, 0.51), "false records"), (Register(4.0, 0.305, 0.5), "true records")],
    ids=str,
)
def test_numbers_a_fiftieth_off_are_noticed(wrong: Register, what: str) -> None:
    outcome = live(wrong.city(), 500_000, 20, seed=31)
    with pytest.raises(AssertionError, match=f"{what}: .* is not"):
        check_register(Register(4.0, 0.3, 0.5), outcome)


DECADE = 3652
"""Days of ten years, less half a day."""


def innocent(false: float, count: int, spread: float) -> City:
    """A city in which ``count`` false records in a life list a person for good."""
    book = registry("book", "spit") | {"false_records": quantity(false, YEARLY)}
    watched = listing("spit", count=count, period=16_000, term=None)
    rules = regime(DECADE // 11, sensors=[book], instruments=[watched])
    return city(rules, never("spit"), population(spread=spread))


def chance_of(false: float, count: int, spread: float, length: float = 10.0) -> float:
    """The chance of so many false records in so many years."""
    mean = false * length
    if spread == 0.0:
        return float(poisson.sf(count - 1, mean))
    shape = spread**-2
    return float(nbinom.sf(count - 1, shape, shape / (shape + mean)))


def test_the_published_lives() -> None:
    for false, count, published in ((0.006, 1, 0.058235), (0.05, 3, 0.014388)):
        name = f"A4: published chance of {count} or more in ten years"
        assert_exact(name, chance_of(false, count, 0.0), published, within=1e-6)


def check_innocent(outcome: Outcome, false: float, count: int, spread: float) -> None:
    exact = chance_of(false, count, spread, years(outcome))
    got = at_end(outcome, "people_listed", "watched")
    assert_share("A4: ever listed", got, outcome.people, exact)


LIVES = [(0.006, 1, 0.0), (0.05, 3, 0.0), (0.05, 1, 0.5), (0.05, 2, 1.5)]


@pytest.mark.parametrize(("false", "count", "spread"), LIVES)
def test_an_innocent_life(false: float, count: int, spread: float) -> None:
    """Where some people have many look-alikes, errors gather: fewer people, more each."""
    people = size(500_000, 2_000_000)
    outcome = live(innocent(false, count, spread), people, 11, seed=count)
    check_innocent(outcome, false, count, spread)


@pytest.mark.slow
def test_look_alikes_are_noticed() -> None:
    outcome = live(innocent(0.05, 1, 0.5), 500_000, 11, seed=1)
    with pytest.raises(AssertionError, match=r"ever listed: .* is not"):
        check_innocent(outcome, 0.05, 1, 0.0)

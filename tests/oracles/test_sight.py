"""The three columns of a ledger: what is recorded, what an unerring eye saw, and all that was done.

With perfect sensors they are one. With an eye that misses but never errs, recorded and unerring
are one; whatever else a false record does, it leaves both yardsticks alone.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from glasscity.documents.regime import Regime
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from oracles.little import YEARLY, act, city, conduct, live
from oracles.near import assert_number
from oracles.reading import scores
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import Words, quantity

LOW, HIGH = -4, 6


def rules(**changes: object) -> Regime:
    """A ledger with steps, a cap, an expiry and both clamps in reach."""
    book: Words = registry("book", "help", "spit")
    points = ledger(
        0,
        LOW,
        HIGH,
        rule("thanks", "help", 2, cap=5),
        rule("fine", "spit", -1, -3, expires=200),
        update="each window",
    )
    return regime(None, sensors=[book | changes], instruments=[points])


def lived(people: int = 50_000, **changes: object) -> Outcome:
    deeds = conduct(act("help", 2.0), act("spit", 2.0), bound=4.0, spread=0.8)
    return live(city(rules(**changes), deeds), people, 12, seed=101)


def same(outcome: Outcome, one: str, other: str) -> bool:
    first, second = (scores(outcome, LOW, HIGH, column) for column in (one, other))
    return bool(np.array_equal(first, second))


def test_perfect_sight_makes_one_column_of_three() -> None:
    outcome = lived()
    assert same(outcome, "recorded", "unerring")
    assert same(outcome, "recorded", "all-seen")
    assert np.count_nonzero(scores(outcome, LOW, HIGH)) == HIGH - LOW + 1


def test_an_eye_that_misses_but_never_errs() -> None:
    outcome = lived(completeness=quantity(0.4, "share"))
    assert same(outcome, "recorded", "unerring")
    assert not same(outcome, "recorded", "all-seen")


@pytest.mark.parametrize("column", ["unerring", "all-seen"])
def test_errors_and_delays_leave_the_yardsticks_alone(column: str) -> None:
    errors = quantity(3.0, YEARLY)
    honest = lived(completeness=quantity(0.4, "share"))
    wrong = lived(completeness=quantity(0.4, "share"), false_records=errors)
    late = lived(completeness=quantity(0.4, "share"), delay=quantity(45, "days"))
    law = scores(honest, LOW, HIGH, column)
    for outcome in (wrong, late):
        assert np.array_equal(scores(outcome, LOW, HIGH, column), law)
        assert not same(outcome, "recorded", "unerring")
        assert run_digest(outcome) != run_digest(honest)


def test_deeds_seen_are_a_thinner_stream_of_the_same_deeds() -> None:
    """All-seen at rate 0.4 mu has the law of recorded at rate mu with 0.4 seen."""
    thin = conduct(act("help", 0.8), act("spit", 0.8), bound=1.6)
    full = conduct(act("help", 2.0), act("spit", 2.0), bound=4.0)
    eye = rules(completeness=quantity(0.4, "share"))
    all_seen = scores(live(city(rules(), thin), 400_000, 12, 103), LOW, HIGH, "all-seen")
    recorded = scores(live(city(eye, full), 400_000, 12, 105), LOW, HIGH)
    steps = np.arange(HIGH - LOW + 1.0)
    got, mean = (float(steps @ people) / 400_000 for people in (recorded, all_seen))
    spread = math.sqrt(float((steps - mean) ** 2 @ all_seen) / 400_000)
    assert_number("house: steps above the floor", got, mean, spread * math.sqrt(2 / 400_000))

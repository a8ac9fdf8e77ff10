"""What one world has more than another, and whether its interval holds what it should."""

from __future__ import annotations

import numpy as np
import pytest

from glasscity.measures.interval import Interval
from glasscity.measures.paired import (
    FEWEST_STRATA,
    Floats,
    by_stratum,
    people_by_stratum,
    per_1000,
    ratio,
    reach_of,
    wider,
)
from glasscity.vocabulary.strata import N_STRATA
from studies.lives import lived_run


def spread(*values: float) -> Floats:
    numbers = np.zeros(N_STRATA)
    numbers[: len(values)] = values
    return numbers


def test_a_ratio_is_that_of_the_sums() -> None:
    found = ratio(spread(*[1.0, 3.0] * 10), spread(*[10.0] * 20), n=200)
    assert found.value == pytest.approx(0.2)
    assert found.low is not None
    assert found.high is not None
    # each stratum departs by 1 of 10: sqrt(20 * 20 / 19) / 200
    assert found.high - 0.2 == pytest.approx(1.959964 * (400 / 19) ** 0.5 / 200)
    assert 0.2 - found.low == pytest.approx(found.high - 0.2)


def test_equal_strata_leave_nothing_to_chance() -> None:
    found = ratio(spread(*[2.0] * 20), spread(*[4.0] * 20), n=20)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_too_few_give_no_number_or_no_interval() -> None:
    few, many = spread(*[1.0] * (FEWEST_STRATA - 1)), spread(*[1.0] * FEWEST_STRATA)
    assert ratio(few, few, n=9).low is None
    assert ratio(few, few, n=9).value == 1.0
    assert ratio(many, many, n=10).low == 1.0
    assert ratio(many, many, n=10, fewest=11).value is None
    assert ratio(many, spread(), n=10).value is None


def test_the_interval_covers_a_law_at_least_at_its_level() -> None:
    """Counts of Poisson laws, the same in all strata, and then such as differ."""
    lots = np.random.default_rng(5)
    whole = np.where(np.arange(N_STRATA) % 3 == 0, 300.0, 100.0)
    for even, at_most in ((True, 0.97), (False, 1.0)):
        rates = np.full(N_STRATA, 0.02) if even else 0.02 * (1.0 + np.arange(N_STRATA) % 2)
        truth = float((rates * whole).sum() / whole.sum())
        covered = 0
        for _ in range(600):
            found = ratio(lots.poisson(rates * whole).astype(float), whole, 1)
            covered += found.low is not None and found.low <= truth <= (found.high or 0.0)
        assert 0.95 - 3 * (0.95 * 0.05 / 600) ** 0.5 <= covered / 600 <= at_most


def test_rates_are_per_thousand_people_and_year() -> None:
    run = lived_run()
    found = per_1000(by_stratum(run, "false_records"), run)
    exposure = run.outcome.people * run.years / 1000.0
    assert found.value == pytest.approx(run.tallies.sum("false_records") / exposure)
    assert found.n == run.outcome.people == people_by_stratum(run).sum()
    one = by_stratum(run, "deeds", "kind", "traffic-offence")
    table = run.tallies.total("deeds", "kind").set_index("kind")["count"]
    assert one.sum() == table["traffic-offence"] > 0


def test_other_luck_makes_an_interval_wider_and_never_narrower() -> None:
    assert reach_of([1.0, None]) == 0.0
    assert reach_of([1.0, 3.0]) == pytest.approx(12.7062 * 2.0**0.5, rel=1e-4)  # t of 1 and sd
    assert reach_of([2.0] * 5) == 0.0
    found = Interval(5.0, 4.0, 7.0, 9)
    assert wider(found, 1.5) == Interval(5.0, 3.5, 7.0, 9)
    assert wider(found, 0.5) == found
    assert wider(Interval(5.0, None, None, 9), 1.5).low is None


def test_with_other_luck_the_reach_covers_at_its_rate() -> None:
    """Six other values tell how far one lies from what it would be on average."""
    rng = np.random.default_rng(7)
    values = rng.normal(10.0, 2.0, (4_000, 7))
    held = [abs(row[0] - 10.0) <= reach_of(row[1:].tolist()) for row in values]
    assert np.mean(held) == pytest.approx(0.95, abs=3 * (0.95 * 0.05 / 4_000) ** 0.5)

"""Counts by inverse CDF: right in law, monotone in the rate, independent of the batch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from glasscity.chance import ONE, poisson_thresholds

RATES = [0.0, 1e-12, 1e-9, 1e-6, 0.003, 0.1, 0.7, 1.0, 3.0, 7.5, 12.0, 19.99, 20.0]
rates = st.floats(0.0, 20.0)


def count_at(rate: float, word: int) -> int:
    """The count of a person with this head word."""
    return int((poisson_thresholds([rate])[0] <= word).sum())


@pytest.mark.parametrize("rate", RATES)
def test_rows_are_the_distribution(rate: float) -> None:
    """Within a hair of 2^-32, and of the last entries that count as certainty."""
    row = poisson_thresholds([rate])[0]
    exact = poisson.cdf(np.arange(row.size), rate)
    assert np.abs(row / 2.0**32 - exact).max() < 6 * 2.0**-32
    assert row.dtype == np.int64
    assert row[-1] == ONE


def test_no_rate_never_counts() -> None:
    assert count_at(0.0, 0) == count_at(0.0, ONE - 1) == 0


def test_counts_end_where_the_law_does() -> None:
    """The largest word gives the count that a few words in 2^32 exceed, not a runaway one."""
    for rate in RATES:
        assert count_at(rate, ONE - 1) == pytest.approx(poisson.isf(2.0**-30, rate), abs=1)
    assert count_at(20.0, 0) == 0


@given(st.lists(rates, min_size=1, max_size=8))
def test_rows_ascend_to_certainty(batch: list[float]) -> None:
    table = poisson_thresholds(batch)
    assert (np.diff(table, axis=1) >= 0).all()
    assert (table[:, -1] == ONE).all()
    assert (table >= 0).all()


@given(rates, rates, st.integers(0, ONE - 1))
def test_a_higher_rate_adds_events_and_keeps_the_old_ones(
    one: float, two: float, word: int
) -> None:
    low, high = sorted((one, two))
    assert count_at(low, word) <= count_at(high, word)


@given(rates, st.lists(rates, max_size=6), st.integers(0, 6))
def test_a_row_does_not_depend_on_its_batch(rate: float, others: list[float], at: int) -> None:
    alone = poisson_thresholds([rate])[0]
    batch = [*others[:at], rate, *others[at:]]
    row = poisson_thresholds(batch)[min(at, len(others))]
    shared = min(alone.size, row.size)
    assert (row[:shared] == alone[:shared]).all()
    assert (row[shared:] == ONE).all()
    assert (alone[shared:] == ONE).all()


@pytest.mark.parametrize("rate", [-1e-9, 20.001, float("nan"), float("inf")])
def test_rates_out_of_reach_are_refused(rate: float) -> None:
    with pytest.raises(ValueError, match=r"shorten the window"):
        poisson_thresholds([0.5, rate])


def test_no_rates_make_no_rows() -> None:
    assert poisson_thresholds([]).shape[0] == 0

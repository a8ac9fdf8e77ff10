"""Fitting a table to sums: what it meets, keeps and refuses."""

from __future__ import annotations

import numpy as np
import pytest

from glasscity.lowering.fitting import fit

ROWS_AND_COLUMNS = [(0,), (1,)]


def test_sums_are_met_and_odds_ratios_kept() -> None:
    start = np.array([[8.0, 2.0], [3.0, 7.0]])
    table, is_met = fit(start, ROWS_AND_COLUMNS, [np.array([0.3, 0.7]), np.array([0.6, 0.4])])
    assert is_met
    assert table.sum(axis=1) == pytest.approx([0.3, 0.7], abs=1e-12)
    assert table.sum(axis=0) == pytest.approx([0.6, 0.4], abs=1e-12)
    odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    assert odds == pytest.approx(8 * 7 / (2 * 3), rel=1e-9)


def test_from_ones_dimensions_come_out_independent() -> None:
    sums = [np.array([0.2, 0.8]), np.array([0.5, 0.3, 0.2]), np.array([0.9, 0.1])]
    table, is_met = fit(np.ones((2, 3, 2)), [(0,), (1,), (2,)], sums)
    assert is_met
    np.testing.assert_allclose(table, np.einsum("i,j,k->ijk", *sums), atol=1e-14)


def test_a_crossed_sum_is_met_on_its_own_axes() -> None:
    crossed = np.array([[0.1, 0.2], [0.3, 0.4]])
    single = np.array([0.25, 0.5, 0.25])
    table, is_met = fit(np.ones((2, 3, 2)), [(0, 2), (1,)], [crossed, single])
    assert is_met
    np.testing.assert_allclose(table.sum(axis=1), crossed, atol=1e-14)
    np.testing.assert_allclose(table.sum(axis=(0, 2)), single, atol=1e-14)


def test_empty_cells_stay_empty() -> None:
    start = np.array([[0.0, 1.0], [1.0, 1.0]])
    table, is_met = fit(start, ROWS_AND_COLUMNS, [np.array([0.3, 0.7]), np.array([0.5, 0.5])])
    assert is_met
    np.testing.assert_allclose(table, [[0.0, 0.3], [0.5, 0.2]], atol=1e-9)
    assert table[0, 0] == 0


def test_what_empty_cells_forbid_is_not_met() -> None:
    start = np.array([[0.0, 1.0], [1.0, 1.0]])
    _, is_met = fit(start, ROWS_AND_COLUMNS, [np.array([0.7, 0.3]), np.array([0.7, 0.3])])
    assert not is_met


def test_the_start_is_left_alone() -> None:
    start = np.ones((2, 2))
    fit(start, ROWS_AND_COLUMNS, [np.array([0.3, 0.7]), np.array([0.6, 0.4])])
    assert (start == 1).all()

"""Spells and traps: how long people stay, and what nobody leaves."""

from __future__ import annotations

import numpy as np
import pytest

from glasscity.measures.mobility import mobility_of, stationary, survival, transition_matrix, traps


def test_a_ladder_on_which_nobody_moves() -> None:
    matrix = transition_matrix(np.diag([5.0, 0.0, 3.0]))
    assert (matrix == np.eye(3)).all()
    assert mobility_of(matrix).prais == 0.0
    assert stationary(matrix) is None
    assert traps(matrix) == ((0,), (1,), (2,))


def test_a_trap_of_two_bands() -> None:
    matrix = transition_matrix([[1, 1, 0], [1, 1, 0], [1, 0, 1]])
    assert traps(matrix) == ((0, 1),)


def test_a_way_into_a_trap_is_none_itself() -> None:
    assert traps(transition_matrix([[1, 0, 0], [1, 1, 0], [0, 1, 1]])) == ((0,),)


def test_spells_that_all_end_are_counted_as_they_are() -> None:
    found = survival([1, 2, 2, 4], [True] * 4)
    assert found.days == (1, 2, 4)
    assert found.left == pytest.approx((0.75, 0.25, 0.0))
    assert found.median == 2
    assert found.at(0) == (1.0, 1.0, 1.0)
    assert found.at(3)[0] == 0.25


def test_spells_cut_off_are_neither_ends_nor_lost() -> None:
    """Of four, one is cut off at day 2: of the three still watched at 3 one leaves."""
    found = survival([1, 2, 3, 5], [True, False, True, False])
    assert found.left == pytest.approx((3 / 4, 3 / 8))
    assert (found.began, found.ended, found.median) == (4, 2, 3)
    assert survival([5, 5], [False, False]).median is None


def test_who_is_cut_off_on_the_day_another_leaves_was_still_watched() -> None:
    """Of four one leaves at 1, of three one at 2 while one is cut off, and the last at 3."""
    found = survival([1, 2, 2, 3], [True, True, False, True])
    assert found.left == pytest.approx((3 / 4, 1 / 2, 0.0))
    assert found.median == 2
    assert [found.at(day)[0] for day in (0, 1, 2)] == pytest.approx([1.0, 3 / 4, 1 / 2])
    reach = 1.959964 * (1 / (4 * 3) + 1 / (3 * 2)) ** 0.5 / np.log(2.0)
    bounds = 0.5 ** np.exp([reach, -reach])
    assert found.at(2)[1:] == pytest.approx(bounds, rel=1e-6)


def test_bounds_of_survival_cover() -> None:
    draw, inside = np.random.default_rng(8), []
    for _ in range(400):
        stay, watched = draw.exponential(300.0, 150), draw.uniform(100.0, 900.0, 150)
        found = survival(np.ceil(np.minimum(stay, watched)), stay <= watched)
        _, low, high = found.at(365)
        inside.append(low <= np.exp(-365 / 300.0) <= high)
    assert np.mean(inside) >= 0.95 - 4.0 * (0.95 * 0.05 / 400) ** 0.5

"""T12 (a): indices of mobility on published tables, and equal to those of giddy."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from glasscity.measures import mobility
from glasscity.measures.mobility import (
    Matrix,
    joint_mobility,
    mobility_of,
    stationary,
    transition_matrix,
    traps,
)
from oracles.near import assert_exact, draws, size
from oracles.published import rows_of

PRINTED = 5e-6
SHARES = (0.1, 0.2, 0.2, 0.4, 0.1)
INDICES = {
    "prais": 0.19759,
    "determinant": 0.60685,
    "second": 0.03978,
    "moving": 0.22777,
    "distance": 0.04637,
}
KEPT = (0.20774716, 0.18725774, 0.20740537, 0.18821787, 0.20937187)


def states() -> Matrix:
    rows = rows_of("us48_income_quintile_transitions.csv")
    return np.array([[float(row[f"to_{k}"]) for k in range(1, 6)] for row in rows])


def check_published() -> None:
    matrix = transition_matrix(states())
    for name in INDICES:
        shares = SHARES if name in ("moving", "distance") else None
        got = getattr(mobility_of(matrix, shares), name)
        assert_exact(f"T12: income of 48 states, {name}", got, INDICES[name], PRINTED)
    kept = stationary(matrix)
    assert kept is not None
    for k, (got, wanted) in enumerate(zip(kept.tolist(), KEPT, strict=True)):
        assert_exact(f"T12: income of 48 states, stationary share {k}", got, wanted, 5e-9)


def histories(words: str) -> Matrix:
    """Counts of moves between the letters of histories."""
    letters = sorted(set(words) - {" "})
    counts = np.zeros((len(letters), len(letters)))
    for word in words.split():
        for before, after in itertools.pairwise(word):
            counts[letters.index(before), letters.index(after)] += 1
    return counts


def check_histories() -> None:
    matrix = transition_matrix(histories("bac cca cbc aab abc"))
    wanted = [[1 / 4, 1 / 2, 1 / 4], [1 / 3, 0, 2 / 3], [1 / 3, 1 / 3, 1 / 3]]
    for got, exact in zip(matrix.ravel().tolist(), np.ravel(wanted).tolist(), strict=True):
        assert_exact("T12: five histories, a share of moves", got, exact)
    kept = stationary(matrix)
    assert kept is not None
    for got, exact in zip(kept.tolist(), (0.30769231, 0.28846154, 0.40384615), strict=True):
        assert_exact("T12: five histories, a stationary share", got, exact, 5e-9)
    assert traps(matrix) == ()
    assert traps(transition_matrix(histories("baa cca cbc"))) == ((0,),)


QUINTILES = (
    (0.152, 0.040, 0.008, 0, 0),
    (0.048, 0.080, 0.048, 0.024, 0),
    (0, 0.048, 0.064, 0.056, 0.032),
    (0, 0.008, 0.024, 0.120, 0.048),
    (0, 0.024, 0.056, 0, 0.120),
)


def check_joint() -> None:
    moved, steps = joint_mobility(QUINTILES)
    assert_exact("T12: quintiles before and after, share that moved", moved, 0.464)
    assert_exact("T12: quintiles before and after, mean steps", steps, 0.64)


def test_published_tables() -> None:
    check_published()


def test_histories_of_the_documentation() -> None:
    check_histories()


def test_a_joint_table() -> None:
    check_joint()


NAMES = {"prais": "P", "determinant": "D", "second": "L2", "moving": "B1", "distance": "B2"}


@pytest.mark.filterwarnings("ignore")
def test_indices_are_those_of_giddy() -> None:
    """On the same histories, from counting moves to the indices and the time to first passage."""
    giddy = pytest.importorskip("giddy.markov")
    indices = pytest.importorskip("giddy.mobility")
    generator = draws(9)
    for _ in range(size(3, 20)):
        bands = int(generator.integers(2, 7))
        lives = generator.integers(0, bands, (200, 12))
        chain = giddy.Markov(lives, classes=np.arange(bands), summary=False)
        counts = np.zeros((bands, bands))
        np.add.at(counts, (lives[:, :-1], lives[:, 1:]), 1)
        matrix = transition_matrix(counts)
        shares = generator.dirichlet(np.ones(bands))
        ours = mobility_of(matrix, shares)
        assert_exact("T12: giddy, matrix", float(np.abs(matrix - chain.p).max()), 0.0)
        for name, measure in NAMES.items():
            theirs = float(indices.markov_mobility(chain.p, measure=measure, ini=shares))
            assert_exact(f"T12: giddy, {name}", getattr(ours, name), theirs)
        kept = stationary(matrix)
        assert kept is not None
        assert_exact("T12: giddy, shares", float(np.abs(kept - chain.steady_state).max()), 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("check", [check_published, check_histories])
def test_columns_taken_for_rows_are_rejected(
    check: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = mobility.transition_matrix
    monkeypatch.setitem(globals(), "transition_matrix", lambda counts: honest(np.asarray(counts).T))
    with pytest.raises(AssertionError):
        check()


@pytest.mark.slow
def test_the_largest_eigenvalue_for_the_second_is_rejected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(np, "sort", lambda values: np.asarray(sorted(values, reverse=True)))
    with pytest.raises(AssertionError):
        check_published()

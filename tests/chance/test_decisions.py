"""Pair correlation: no two decisions of a run hang together, whatever mechanism makes them."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from glasscity.chance import Stream, key_of, philox

Words = npt.NDArray[np.float64]
PEOPLE = 1 << 15
ERRORS = 6.0
"""For half a million pairs: by pure chance one passes it in a thousand such tests."""
KEY = key_of(31)
STREAMS = [stream for stream in Stream if stream is not Stream.KEY]
PLACES = [*itertools.product(STREAMS, (0, 1), (0, 1))]
"""Stream, window, ordinal."""


def words_of(stream: int, window: int, ordinal: int) -> Words:
    """The four lanes of everybody's decision at an address, of mean 0 and variance 1."""
    people = np.arange(PEOPLE, dtype=np.uint64)
    rest = (window << 16, stream << 16 | ordinal, 0, *KEY)
    lanes = philox(people, *(np.full(PEOPLE, word, np.uint64) for word in rest))
    scaled: Words = (np.stack(lanes) / 2.0**32 - 0.5) * 12.0**0.5
    return scaled


def strongest(decisions: Words, step: int = 0) -> float:
    """The largest correlation of two decisions of a person, or of people ``step`` apart.

    In standard errors of no correlation.
    """
    n = decisions.shape[1] - step
    found = decisions[:, :n] @ decisions[:, step:].T / n**0.5
    if step == 0:
        np.fill_diagonal(found, 0.0)
    return float(np.abs(found).max())


@pytest.fixture(scope="module")
def decisions() -> Words:
    return np.concatenate([words_of(int(s), w, o) for s, w, o in PLACES])


def test_every_stream_is_there(decisions: Words) -> None:
    assert len(STREAMS) == len(Stream) - 1 >= 7
    assert decisions.shape == (len(PLACES) * 4, PEOPLE)


@pytest.mark.parametrize("step", [0, 1, 2, 64])
def test_no_pair_of_decisions_is_correlated(decisions: Words, step: int) -> None:
    assert strongest(decisions, step) < ERRORS


def test_magnitudes_are_not_correlated_either(decisions: Words) -> None:
    squares = (decisions**2 - 1.0) / 0.8**0.5
    assert strongest(squares) < ERRORS


@pytest.mark.parametrize("shared", [1.0, 0.05])
def test_two_decisions_that_share_luck_are_noticed(decisions: Words, shared: float) -> None:
    leaky = decisions.copy()
    leaky[7] = shared * leaky[3] + (1.0 - shared**2) ** 0.5 * leaky[7]
    assert strongest(leaky) > ERRORS


def test_neighbours_that_share_luck_are_noticed(decisions: Words) -> None:
    leaky = decisions.copy()
    leaky[5, 1:] = leaky[2, :-1]
    assert strongest(leaky) < ERRORS
    assert strongest(leaky, 1) > ERRORS

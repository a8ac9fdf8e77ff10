"""The chance function is Philox 4x32-10: known answers, an independent reading, and kernels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance.compiled import compiled_words
from chance.plain_philox import Words, plain_philox
from glasscity.chance import Stream, draw, person_address, philox

WORD = st.integers(0, 2**32 - 1)
HALF = st.integers(0, 2**16 - 1)
ONES = 0xFFFFFFFF
KNOWN: list[tuple[Words, tuple[int, int], Words]] = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
"""Published with Random123: zeros, ones, and the digits of pi."""


def shipped(counter: Words, key: tuple[int, int]) -> tuple[int, ...]:
    return tuple(int(word) for word in philox(*(np.uint64(word) for word in (*counter, *key))))


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_known_answers(counter: Words, key: tuple[int, int], answer: Words) -> None:
    assert shipped(counter, key) == answer
    assert plain_philox(counter, key) == answer


@pytest.mark.parametrize("rounds", [7, 9, 11])
def test_another_number_of_rounds_gives_other_answers(rounds: int) -> None:
    for counter, key, answer in KNOWN:
        assert plain_philox(counter, key, rounds) != answer


@given(st.tuples(WORD, WORD, WORD, WORD), st.tuples(WORD, WORD))
def test_any_block_is_that_of_the_definition(counter: Words, key: tuple[int, int]) -> None:
    assert shipped(counter, key) == plain_philox(counter, key)


@given(
    st.tuples(WORD, WORD),
    st.sampled_from(Stream),
    st.integers(0, 1023),
    st.integers(0, 2**22 - 1),
    st.tuples(HALF, HALF, HALF),
    WORD,
)
def test_an_address_is_laid_out_as_published(
    key: tuple[int, int],
    stream: Stream,
    stratum: int,
    row: int,
    halves: tuple[int, int, int],
    block: int,
) -> None:
    window, place, ordinal = halves
    person = person_address(stratum, row)
    counter = (
        stratum * 2**22 + row,
        window * 2**16 + place,
        int(stream) * 2**16 + ordinal,
        block,
    )
    words = draw(key, stream, person, window, ordinal, block, place)
    assert words == plain_philox(counter, key)
    assert all(isinstance(word, int) for word in words)


def test_compiled_arrays_and_numpy_arrays_give_the_same_words() -> None:
    chance = np.random.default_rng(5)
    addresses = chance.integers(0, 2**32, (6, 20_000), dtype=np.uint64)
    addresses[:, :64] = (addresses[:, :64] >> np.uint64(31)) * np.uint64(ONES)  # corners
    words = np.zeros((4, 20_000), np.uint32)
    compiled_words(addresses[:4].copy(), addresses[4:].copy(), words)
    assert np.array_equal(np.stack(philox(*addresses)), words)
    for i in range(200):
        counter, key = addresses[:4, i].tolist(), addresses[4:, i].tolist()
        assert tuple(words[:, i].tolist()) == plain_philox(tuple(counter), tuple(key))

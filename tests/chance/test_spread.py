"""Words are evenly spread, and no two addresses that differ in anything hang together.

Addresses here are the smallest and nearest that a run uses: neighbouring people, windows,
streams, ordinals, lanes and keys. Bounds are those of pure chance, so a run fails never or always.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import chi2, kstest

from glasscity.chance import Stream, key_of, philox

Block = npt.NDArray[np.float64]
PEOPLE = 1 << 17
ERRORS = 4.5
"""For some hundred comparisons: one of them passes four standard errors every 150 runs."""
KEY = key_of(20)


def block(
    n: int = PEOPLE,
    window: int = 0,
    stream: int = Stream.TEMPT,
    ordinal: int = 0,
    number: int = 0,
    key: tuple[int, int] = KEY,
) -> npt.NDArray[np.uint64]:
    """The words of n people of stratum 0 at one address, shape (4, n)."""
    rest = (window << 16, int(stream) << 16 | ordinal, number)
    people = np.arange(n, dtype=np.uint64)
    tail = (np.full(n, word, np.uint64) for word in (*rest, *key))
    return np.stack(philox(people, *tail))


def chi_square_of(counts: npt.NDArray[np.int64]) -> float:
    """The chance of counts as uneven as these, if all are equally likely."""
    mean = counts.sum() / counts.size
    return float(chi2.sf(((counts - mean) ** 2 / mean).sum(), counts.size - 1))


@pytest.mark.parametrize("lane", range(4))
@pytest.mark.parametrize("stream", [Stream.TRAIT, Stream.HEAD, Stream.TEMPT, Stream.OBSERVE])
def test_every_byte_of_every_lane_is_even(stream: Stream, lane: int) -> None:
    words = block(stream=stream)[lane]
    for shift in (0, 8, 16, 24):
        octet = (words >> np.uint64(shift)) & np.uint64(255)
        assert 1e-5 < chi_square_of(np.bincount(octet.astype(np.int64), minlength=256)) < 1 - 1e-5


@pytest.mark.parametrize("lane", range(4))
def test_words_are_uniform(lane: int) -> None:
    assert kstest(block()[lane] / 2.0**32, "uniform").pvalue > 1e-5
    over_windows = np.array([block(1, window)[lane, 0] for window in range(5_000)])
    assert kstest(over_windows / 2.0**32, "uniform").pvalue > 1e-5


def test_every_bit_is_fair() -> None:
    words = block()
    for lane, bit in itertools.product(range(4), range(32)):
        ones = int(((words[lane] >> np.uint64(bit)) & np.uint64(1)).sum())
        assert abs(ones - PEOPLE / 2) < ERRORS * (PEOPLE / 4) ** 0.5


def unit(words: npt.NDArray[np.uint64]) -> Block:
    """Words of mean 0 and variance 1."""
    scaled: Block = (words / 2.0**32 - 0.5) * 12.0**0.5
    return scaled


NEIGHBOURS: dict[str, Callable[[], npt.NDArray[np.uint64]]] = {
    "the next window": lambda: block(window=1),
    "a window far off": lambda: block(window=59),
    "the next stream": lambda: block(stream=Stream.OBSERVE),
    "the stream before": lambda: block(stream=Stream.HEAD),
    "the next ordinal": lambda: block(ordinal=1),
    "the next block": lambda: block(number=1),
    "the next factor's sensors": lambda: block(number=1 << 8),
    "the next seed": lambda: block(key=key_of(21)),
    "the next replicate": lambda: block(key=key_of(20, 1)),
    "a key one bit off": lambda: block(key=(KEY[0] ^ 1, KEY[1])),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbouring_addresses_are_unrelated(name: str) -> None:
    """Correlation of words, and of their squares, lane by lane."""
    here, there = unit(block()), unit(NEIGHBOURS[name]())
    for mine, other in itertools.product(range(4), range(4)):
        assert_unrelated(here[mine], there[other])


def assert_unrelated(here: Block, there: Block) -> None:
    n = here.size
    assert abs(float(here @ there) / n) < ERRORS / n**0.5
    squares = [x**2 - 1.0 for x in (here, there)]
    spread = [float((x**2).mean()) ** 0.5 for x in squares]
    assert abs(float(squares[0] @ squares[1]) / n) < ERRORS * spread[0] * spread[1] / n**0.5


def test_lanes_of_a_block_are_unrelated() -> None:
    words = unit(block())
    for one, other in itertools.combinations(range(4), 2):
        assert_unrelated(words[one], words[other])


@pytest.mark.parametrize("step", [1, 2, 3, 64, 2048, 65536])
def test_people_are_unrelated(step: int) -> None:
    words = unit(block())
    for lane in range(4):
        assert_unrelated(words[lane, :-step].copy(), words[lane, step:].copy())


def test_pairs_fill_the_square() -> None:
    """Two neighbouring people, in a square of 64 by 64 cells."""
    words = (block()[0] >> np.uint64(26)).astype(np.int64)
    assert chi_square_of(np.bincount(words[::2] * 64 + words[1::2], minlength=4096)) > 1e-5


def test_a_counter_taken_for_luck_is_noticed() -> None:
    """What the tests above would say of a weak generator: one round instead of ten."""
    people = np.arange(PEOPLE, dtype=np.uint64)
    weak = (np.uint64(0xD2511F53) * people) & np.uint64(0xFFFFFFFF)
    assert chi_square_of(np.bincount((weak >> np.uint64(24)).astype(np.int64))) > 1 - 1e-5
    x = unit(weak)
    with pytest.raises(AssertionError):
        assert_unrelated(x[:-1].copy(), x[1:].copy())

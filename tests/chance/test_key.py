"""Keys: one for each seed and replicate."""

from __future__ import annotations

import itertools

import pytest

from chance.plain_philox import plain_philox
from glasscity.chance import Stream, key_of


def test_keys_are_distinct() -> None:
    seeds = [*range(300), 2**32 - 1, 2**32, 2**32 + 1, 2**63, 2**64 - 1]
    keys = {key_of(seed, replicate) for seed, replicate in itertools.product(seeds, range(20))}
    assert len(keys) == len(seeds) * 20
    assert all(0 <= word < 2**32 for key in keys for word in key)


def test_each_word_of_the_seed_counts() -> None:
    """Bit by bit: no part of a seed or a replicate is dropped."""
    keys = {key_of(1 << bit) for bit in range(64)} | {key_of(0, 1 << bit) for bit in range(32)}
    assert len(keys | {key_of(0)}) == 64 + 32 + 1


def test_the_key_of_a_seed_is_permanent() -> None:
    """A change here deals everyone new luck. The constants spell the name of the city."""
    name = int.from_bytes(b"glas"), int.from_bytes(b"city")
    words = plain_philox((7, 0, 3, int(Stream.KEY)), name)
    assert key_of(7, 3) == words[:2]
    assert key_of(7) != key_of(7, 3)


@pytest.mark.parametrize(("seed", "replicate"), [(-1, 0), (2**64, 0), (0, -1), (0, 2**32)])
def test_out_of_range_is_refused(seed: int, replicate: int) -> None:
    with pytest.raises(ValueError, match="is outside"):
        key_of(seed, replicate)

"""One city, one seed, one result: whatever number of threads, size of chunks, and trace."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.worlds import KEY, base, digests, lives, people, suqian
from glasscity.engine.place import CHUNK, live
from glasscity.engine.town import LEAST, open_town
from glasscity.lowering.plan import lower
from glasscity.tables.outcome import Outcome

PEOPLE, WINDOWS = 100_000, 24
EVERY = 5_003


def lived(threads: int, chunk: int, trace_every: int) -> Outcome:
    return live(suqian(), people(PEOPLE), WINDOWS, KEY, threads, chunk, trace_every)


@pytest.mark.parametrize("trace_every", [0, EVERY])
@pytest.mark.parametrize("chunk", [1_000, 77_777, CHUNK])
@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_bits(threads: int, chunk: int, trace_every: int) -> None:
    whole, parts = base(PEOPLE, WINDOWS, EVERY), lived(threads, chunk, trace_every)
    assert digests(parts) == digests(whole)
    assert parts.fields == whole.fields
    for name in ("window", "stratum", "column", "count"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name))
    if trace_every:
        assert lives(parts) == lives(whole) != {}


def test_another_seed_gives_another_result() -> None:
    other = live(suqian(), people(PEOPLE), WINDOWS, (KEY[0], KEY[1] ^ 1), threads=2)
    assert digests(other)[0] != digests(base(PEOPLE, WINDOWS, EVERY))[0]
    assert digests(other)[1] != digests(base(PEOPLE, WINDOWS, EVERY))[1]


ANEW = """
from engine.worlds import base, digests
print(*digests(base(3_000, 14)))
"""


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_a_fresh_start_gives_the_same_bits(hash_seed: str) -> None:
    """Nothing of the machine's state, such as the order of a set of words, gets in."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    again = subprocess.run(
        [sys.executable, "-c", ANEW],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    assert tuple(again.stdout.split()) == digests(base(3_000, 14))


@pytest.mark.parametrize("chunk", [0, -1, (1 << 22) + 1])
def test_a_chunk_that_cannot_be_addressed_is_refused(chunk: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        live(suqian(), people(3_000), 1, KEY, chunk=chunk)


@pytest.mark.parametrize(
    ("number", "threads", "sizes"),
    [(40_000, 2, [20_000] * 2), (20_000, 2, [LEAST, 20_000 - LEAST]), (3_000, 2, [3_000])],
    ids=["shared", "not worth the half", "one alone"],
)
def test_threads_share_people_where_it_is_worth_it(
    number: int, threads: int, sizes: list[int]
) -> None:
    plan = lower(suqian().regime, suqian().population, suqian().conduct, 1)
    with ThreadPoolExecutor(threads) as pool:
        town = open_town(plan, people(number).counts, threads, CHUNK, pool)
    assert [chunk.last - chunk.first for chunk in town.chunks] == sizes

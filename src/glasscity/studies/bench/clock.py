"""The clock: rounds that interleave the contenders, pinned cores, and memory apart from time."""

from __future__ import annotations

import os
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from glasscity.studies.bench.task import Final


@dataclass(frozen=True)
class Times:
    """Seconds of several runs of one contender."""

    median: float
    least: float
    most: float
    runs: int


@contextmanager
def pinned(threads: int) -> Iterator[None]:
    """Keep this process, and threads it starts, on as many cores as it has threads, if possible."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[-threads:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def seconds_of(run: Callable[[], Final], threads: int) -> float:
    """Seconds of one run on pinned cores."""
    with pinned(threads):
        start = time.perf_counter()
        run()
        return time.perf_counter() - start


def interleaved(
    runs: Mapping[str, tuple[Callable[[], Final], int]],
    rounds: int,
    tick: Callable[[], None],
) -> dict[str, Times]:
    """Time every contender once per round, in the same order (A B C A B C ...)."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (run, threads) in runs.items():
            seconds[name].append(seconds_of(run, threads))
            tick()
    return {name: _times(taken) for name, taken in seconds.items()}


def _times(taken: Sequence[float]) -> Times:
    return Times(statistics.median(taken), min(taken), max(taken), len(taken))


def peak_bytes(run: Callable[[], Final]) -> int:
    """The largest memory that one run held at a time, NumPy's arrays included."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

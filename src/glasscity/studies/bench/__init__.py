"""Bench: one declared task, done by Glass City and its peers; answers first, then the clock."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from glasscity.studies.bench.arrays import run_arrays
from glasscity.studies.bench.city import run_city
from glasscity.studies.bench.clock import Times, interleaved, peak_bytes
from glasscity.studies.bench.gate import Reference, misses, reference_of
from glasscity.studies.bench.plain import run_plain
from glasscity.studies.bench.result import Bench, Row
from glasscity.studies.bench.table import table_of
from glasscity.studies.bench.task import P1, Final, Task, answer_of

__all__ = ["P1", "Bench", "Row", "Task", "Times", "run_bench", "table_of"]

Contender = Callable[[Task, int, int], Final]
"""Task, people and seed in; where everyone is after the last step out."""

WARM_UP = 600
"""People of a contender's first call, which compiles or loads what it needs."""


@dataclass(frozen=True)
class Sizes:
    """How many people each kind of contender takes: those written object by object, fewer.

    The others take as many as Suqian has adults.
    """

    objects: int = 5_000
    arrays: int = 3_650_000
    reference: int = 20_000


def _nothing() -> None:
    """Report no progress."""


def _mesa() -> tuple[Contender | None, str, str]:
    """The Mesa contender, its version, and what to do where Mesa is not installed."""
    try:
        import mesa
    except ImportError:
        return None, "-", "not installed; pip install 'glasscity[bench]' adds it"
    from glasscity.studies.bench.agents import run_agents

    return run_agents, str(mesa.__version__), ""


def _line_up(sizes: Sizes, threads: int) -> list[tuple[Row, Contender | None]]:
    import numpy as np

    from glasscity import __version__

    mesa, mesa_version, missing = _mesa()
    python = platform.python_version()
    line_up: list[tuple[Row, Contender | None]] = [
        (Row("Python", python, 1, sizes.objects), run_plain),
        (Row("Mesa", mesa_version, 1, sizes.objects, note=missing), mesa),
        (Row("NumPy", np.__version__, 1, sizes.arrays), run_arrays),
        (Row("Glass City", __version__, 1, sizes.arrays), run_city),
    ]
    if threads > 1:
        many = partial(run_city, threads=threads)
        line_up.append((Row("Glass City", __version__, threads, sizes.arrays), many))
    return line_up


def _admit(
    row: Row, contender: Contender | None, task: Task, seed: int, reference: Reference
) -> Row:
    """Warm a contender up and compare its answer with the reference's."""
    if contender is None:
        return row
    start = time.perf_counter()
    contender(task, WARM_UP, seed)
    first_call = time.perf_counter() - start
    answer = answer_of(contender(task, row.people, seed))
    wrong = misses(reference, answer)
    note = "; ".join(f"{name} {what}" for name, what in wrong.items())
    note = note and f"not timed, because its answer is wrong: {note}"
    return replace(row, first_call=first_call, answer=answer, note=note)


def run_bench(
    *,
    task: Task = P1,
    sizes: Sizes | None = None,
    threads: int = 2,
    rounds: int = 10,
    seed: int = 1,
    tick: Callable[[], None] = _nothing,
) -> Bench:
    """Run task P1 in every contender: first compare all answers, then time them in turn.

    ``tick`` is called after each timed run, for a progress bar. Raises ValueError where
    ``threads`` or ``rounds`` is not positive.
    """
    if threads < 1 or rounds < 1:
        raise ValueError(f"threads {threads} and rounds {rounds} must be at least 1")
    sizes = sizes or Sizes()
    # A seed of its own: the reference must not share its luck with the plain contender.
    reference = reference_of(run_plain(task, sizes.reference, seed + 1))
    line_up = _line_up(sizes, threads)
    rows = [_admit(row, contender, task, seed, reference) for row, contender in line_up]
    runs = {
        f"{row.name} {row.threads}": (partial(contender, task, row.people, seed), row.threads)
        for row, (_, contender) in zip(rows, line_up, strict=True)
        if contender is not None and not row.note
    }
    times = interleaved(runs, rounds, tick)
    timed = []
    for row in rows:
        name = f"{row.name} {row.threads}"
        if name in times:
            memory = peak_bytes(runs[name][0])
            row = replace(row, times=times[name], peak_bytes=memory)
        timed.append(row)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return Bench(task, seed, machine, tuple(timed))

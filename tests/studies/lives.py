"""A small Suqian in which everybody's life was traced, and lives opened from it."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path

from glasscity.documents.resolve import load
from glasscity.results.code import code_digest
from glasscity.results.folder import RunFolder
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.life import Life, life
from glasscity.studies.run import simulate
from glasscity.tables.law import I64
from glasscity.vocabulary.codes import Event


@functools.cache
def lived_run() -> Run:
    """A small Suqian with everybody's lines kept; the seed is as long as seeds can be."""
    request = Request("suqian-2018", 6000, 3.0, 36, 2**64 - 5, trace_every=1)
    return simulate(load("suqian-2018"), request)


def lines_of(run: Run, person: int) -> I64:
    lines: I64 = run.outcome.trace[run.outcome.trace[:, 0] == person]
    return lines


@functools.cache
def busy() -> tuple[int, ...]:
    """People to whom everything that can happen happens, and the two ends of the census."""
    trace = lived_run().outcome.trace
    found = {0, lived_run().outcome.people - 1}
    for event in Event:
        who = Counter(trace[trace[:, 3] == event, 0].tolist())
        found.update(person for person, _ in who.most_common(2))
    return tuple(sorted(found))


def keep(run: Run, out: Path, engine: str | None = None) -> Path:
    engine = code_digest() if engine is None else engine
    return RunFolder.of(run.city, run.request, out, engine).write(run)


@functools.cache
def opened_life(folder: Path, person: int) -> Life:
    return life(folder, person)

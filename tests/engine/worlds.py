"""Suqian in small, other regimes for it, and what is read from a run to compare two."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import replace

from glasscity.chance import key_of
from glasscity.documents.resolve import City, load
from glasscity.engine.place import live
from glasscity.lowering.census import build_census
from glasscity.results.digest import run_digest
from glasscity.tables.census import Census
from glasscity.tables.outcome import Outcome

KEY = key_of(7)
Row = tuple[int, int, str, str]
Line = tuple[int, ...]


@functools.cache
def suqian() -> City:
    """The city of the catalogue."""
    return load("suqian-2018")


@functools.cache
def people(number: int) -> Census:
    """So many of its people."""
    census, _ = build_census(suqian().population, number)
    return census


def with_regime(city: City, **changes: object) -> City:
    """The city under a regime with other parts (models, not words)."""
    return replace(city, regime=city.regime.model_copy(update=changes))


def run(city: City, number: int, n_windows: int, trace_every: int = 0) -> Outcome:
    """Live so many people of Suqian under a regime."""
    return live(city, people(number), n_windows, KEY, threads=2, trace_every=trace_every)


@functools.cache
def base(number: int, n_windows: int, trace_every: int = 0) -> Outcome:
    """The run that others are compared with."""
    return run(suqian(), number, n_windows, trace_every)


def digests(outcome: Outcome) -> tuple[str, str]:
    """The digest of what was counted, and of everybody's final state."""
    return run_digest(outcome), outcome.state_digest


def rows(outcome: Outcome) -> dict[Row, int]:
    """Counts by window, stratum, measure and key."""
    columns = (outcome.window, outcome.stratum, outcome.column, outcome.count)
    table = zip(*(column.tolist() for column in columns), strict=True)
    return {(w, g, *outcome.columns[c]): count for w, g, c, count in table}


def lives(outcome: Outcome) -> dict[int, list[Line]]:
    """Lines of the traced people who have any."""
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for line in outcome.trace.tolist():
        found[line[0]].append(tuple(line))
    return dict(found)

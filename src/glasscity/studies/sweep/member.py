"""One member of a sweep, lived where the work is done: a table of everything measured."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from glasscity.documents.city import City
from glasscity.documents.problem import DocumentError
from glasscity.documents.sweep import Sweep
from glasscity.documents.swept import numbers_of
from glasscity.documents.uncertain import Doubt, drawn
from glasscity.executors.task import Made
from glasscity.measures.every import every_measure
from glasscity.measures.measure import plain
from glasscity.results.read import read_city
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate, windows_in
from glasscity.studies.sweep.design import Member

DOCUMENT, CITIES, COLUMNS = "sweep.json", "cities", "numbers.json"
"""What stands in the folder of a sweep: its document, its cities, the names of its numbers."""
ALWAYS = ("records_by_group", "consequences_by_group")
"""Measures that are always kept: true and wrongful records, and refusals, are told together."""
KEYS = ("measure", "of", "number")
BESIDE = ("title", "label", "words", "verb", "sentence", "reason", "unit")
"""Ends of the names of columns that say in words what other columns say."""
OF = ("window",)
"""Numbers that say of what a row is."""

Told = tuple[str, str, str, float | None]
"""A measure, of what, which number of it, and the value; None where it is not estimable."""


@functools.cache
def documents_of(folder: Path) -> tuple[Sweep, tuple[str, ...]]:
    """The sweep of a folder, and the names of the numbers that it moves."""
    sweep = Sweep.model_validate_json((folder / DOCUMENT).read_bytes())
    return sweep, tuple(json.loads((folder / COLUMNS).read_bytes()))


@functools.cache
def _city(folder: Path, scenario: int) -> tuple[City, dict[str, Doubt]]:
    """A city of the sweep, and the numbers that are moved in it."""
    city = read_city(folder / CITIES / str(scenario))
    return city, numbers_of(documents_of(folder)[0], city)


def live_member(folder: Path, member: Member) -> Made:
    """Live one member of the sweep whose documents stand in a folder.

    Where the values of a setting make no city, that is what is kept of it.
    """
    sweep, columns = documents_of(folder)
    city, doubts = _city(folder, member.scenario)
    where = dict(zip(columns, member.point, strict=bool(member.point)))
    point = [where.get(name, doubt.origin) for name, doubt in doubts.items()]
    values = {name: it.at(x) for (name, it), x in zip(doubts.items(), point, strict=True)}
    table = functools.partial(_table, sweep.scenarios[member.scenario], member, columns, values)
    try:
        lived = city if not member.point else drawn(city, [*doubts.values()], np.array(point))
    except DocumentError as error:
        first = error.problems[0]
        return Made(table([]), {"refused": f"{first.path} - {first.what}"})
    run = simulate(lived, _request(sweep, lived, member))
    return Made(table([*_told(run, sweep.measures)]), {"digest": run.digest})


def _request(sweep: Sweep, city: City, member: Member) -> Request:
    return Request(
        name=sweep.scenarios[member.scenario],
        people=sweep.people,
        years=sweep.years,
        windows=windows_in(city.regime.clock, sweep.years),
        seed=member.seed,
    )


def _told(run: Run, wanted: tuple[str, ...] | None) -> Iterator[Told]:
    """Every number of every measure that is kept."""
    for measure in every_measure():
        if wanted is None or measure.name in (*ALWAYS, *wanted):
            found = plain(measure.of(run))
            rows = found if isinstance(found, list) else [found]
            for row in rows:
                yield from _numbers(measure.name, row)


def _numbers(measure: str, row: Any) -> Iterator[Told]:
    """The numbers of a row; its words, and the keys on the way to a number, say of what."""
    if isinstance(row, str | None):
        return
    if not isinstance(row, dict):
        yield measure, "", "value", float(row)
        return
    words = [str(it) for name, it in row.items() if _is_of(name, it)]
    for name, it in row.items():
        if isinstance(it, dict):
            for _, below, number, value in _numbers(measure, it):
                yield measure, "/".join(filter(None, (*words, name, below))), number, value
        elif not isinstance(it, str | list) and name not in OF:
            yield measure, "/".join(words), name, None if it is None else float(it)


def _is_of(name: str, value: Any) -> bool:
    return name in OF or (isinstance(value, str) and not name.endswith(BESIDE))


def _table(
    scenario: str,
    member: Member,
    columns: tuple[str, ...],
    values: Mapping[str, float],
    told: list[Told],
) -> pa.Table:
    n = len(told)
    word = pa.dictionary(pa.int32(), pa.string())
    arrays: dict[str, Any] = {
        "scenario": pa.array([scenario] * n, word),
        "setting": pa.array([member.setting] * n, pa.int32()),
        "seed": pa.array([member.seed] * n, pa.int64()),
        **{name: pa.array([values.get(name)] * n, pa.float64()) for name in columns},
        **{key: pa.array([it[k] for it in told], word) for k, key in enumerate(KEYS)},
        "value": pa.array([it[3] for it in told], pa.float64()),
    }
    return pa.table(arrays)

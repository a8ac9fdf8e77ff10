"""The tables of a run as Parquet files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from glasscity.results.columns import schema_of
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import SHAPE, SUBJECTS

Column: TypeAlias = "pa.Array[Any]"

SYNTHETIC = "SYNTHETIC"
"""The word on every row about a person."""
TALLIES = {"person": "tallies", "firm": "tallies_of_firms"}
"""How the columns of the tallies are published, by what a population is made of."""
JOINT = {"person": "joint", "firm": "joint_of_firms"}
"""The same of joint tallies."""


def _labels(codes: npt.NDArray[Any], levels: tuple[str, ...]) -> Column:
    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), pa.array(levels, pa.string()))


def _names(columns: npt.NDArray[np.int32], names: tuple[tuple[str, str], ...], part: int) -> Column:
    levels = tuple(dict.fromkeys(pair[part] for pair in names))
    place = {level: k for k, level in enumerate(levels)}
    code = np.array([place[pair[part]] for pair in names], dtype=np.int32)
    return _labels(code[columns] if len(code) else columns, levels)


def tallies_table(outcome: Outcome, unit: str = "person") -> pa.Table:
    """The tallies with the names of strata, measures and keys written out.

    ``unit`` is what the population is made of: its dimensions name the strata.
    """
    dimensions = SUBJECTS[unit].dimensions.values()
    levels = np.unravel_index(outcome.stratum, SHAPE)
    arrays: list[Column] = [
        pa.array(outcome.window.astype(np.int32)),
        pa.array(outcome.stratum.astype(np.int32)),
        *(_labels(code, named) for named, code in zip(dimensions, levels, strict=True)),
        _names(outcome.column, outcome.columns, 0),
        _names(outcome.column, outcome.columns, 1),
        pa.array(outcome.count.astype(np.int64)),
    ]
    return pa.Table.from_arrays(arrays, schema=schema_of(TALLIES[unit]))


def joint_table(joint: Joint, unit: str = "person") -> pa.Table:
    """Joint tallies with the names of worlds, strata, measures and keys written out."""
    dimensions = SUBJECTS[unit].dimensions.values()
    levels = np.unravel_index(joint.stratum, SHAPE)
    arrays: list[Column] = [
        pa.array(joint.window),
        _names(joint.pair, joint.pairs, 0),
        _names(joint.pair, joint.pairs, 1),
        pa.array(joint.stratum),
        *(_labels(code, named) for named, code in zip(dimensions, levels, strict=True)),
        _names(joint.column, joint.columns, 0),
        _names(joint.column, joint.columns, 1),
        pa.array(joint.count),
    ]
    return pa.Table.from_arrays(arrays, schema=schema_of(JOINT[unit]))


def windows_table(outcome: Outcome, first_day: datetime.date) -> pa.Table:
    """The first day and the length of each window."""
    starts = np.concatenate(([0], np.cumsum(outcome.window_days)))[:-1]
    arrays: list[Column] = [
        pa.array(np.arange(len(starts), dtype=np.int32)),
        pa.array([first_day + datetime.timedelta(days=int(d)) for d in starts], pa.date32()),
        pa.array(outcome.window_days, pa.int32()),
    ]
    return pa.Table.from_arrays(arrays, schema=schema_of("windows"))


def fields_table(outcome: Outcome) -> pa.Table:
    """What the place had settled at the start of each window."""
    window, name, key, value = ([row[part] for row in outcome.fields] for part in range(4))
    arrays: list[Column] = [
        pa.array(window, pa.int32()),
        pa.array(name, pa.string()),
        pa.array(key, pa.string()),
        pa.array(value, pa.float64()),
    ]
    return pa.Table.from_arrays(arrays, schema=schema_of("fields"))


def events_table(outcome: Outcome) -> pa.Table:
    """The lines of the traced lives, each marked SYNTHETIC."""
    trace = outcome.trace
    person, window, day, code, a, b, c, d = (trace[:, part] for part in range(8))
    names = {int(event): event.name.lower() for event in Event}
    largest = max(names)
    levels = tuple(names.get(k, "") for k in range(largest + 1))
    arrays: list[Column] = [
        _labels(np.zeros(len(trace), dtype=np.int32), (SYNTHETIC,)),
        pa.array(person),
        pa.array(window.astype(np.int32)),
        pa.array(day.astype(np.int32)),
        pa.array(code.astype(np.int32)),
        _labels(code, levels),
        *(pa.array(number) for number in (a, b, c, d)),
    ]
    return pa.Table.from_arrays(arrays, schema=schema_of("events"))


def write_tables(
    outcome: Outcome, first_day: datetime.date, folder: Path, *, traced: bool, unit: str
) -> None:
    """Write the tables into an existing folder; ``events.parquet`` only if ``traced``."""
    tables = {
        "tallies": tallies_table(outcome, unit),
        "windows": windows_table(outcome, first_day),
        "fields": fields_table(outcome),
    }
    if traced:
        tables["events"] = events_table(outcome)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")

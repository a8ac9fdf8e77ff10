"""What one place of a nation leaves behind, as a table of one row: a part of a run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from glasscity.results.parts import Meta
from glasscity.tables.fields import FieldRow
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import TRACE_WIDTH

_TALLIES = ("window", "stratum", "column", "count")
FIELDS = ("field_window", "field_name", "field_key", "field_value")
"""The columns that hold the fields."""


def packed(outcome: Outcome) -> pa.Table:
    """The tallies, fields and lines of an outcome, each column a list in the one row."""
    measures, keys = zip(*outcome.columns, strict=True) if outcome.columns else ((), ())
    window, name, key, value = ([row[part] for row in outcome.fields] for part in range(4))
    lists: dict[str, Any] = {
        **{name: pa.array(getattr(outcome, name)) for name in _TALLIES},
        "measure": pa.array(measures, pa.string()),
        "key": pa.array(keys, pa.string()),
        "field_window": pa.array(window, pa.int32()),
        "field_name": pa.array(name, pa.string()),
        "field_key": pa.array(key, pa.string()),
        "field_value": pa.array(value, pa.float64()),
        "trace": pa.array(outcome.trace.ravel().astype(np.int64)),
    }
    return pa.table({name: _one(values) for name, values in lists.items()})


def _one(values: pa.Array[Any]) -> pa.Array[Any]:
    return pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values)


def costs_of(outcome: Outcome) -> Meta:
    """The little of an outcome that is no table."""
    return {
        "state_digest": outcome.state_digest,
        "people": outcome.people,
        "represented": outcome.represented,
        "window_days": list(outcome.window_days),
        "seconds": outcome.seconds,
        "bytes_per_person": outcome.bytes_per_person,
    }


def unpacked(table: pa.Table, costs: Meta) -> Outcome:
    """The outcome again."""
    return Outcome(
        columns=tuple(zip(_words(table, "measure"), _words(table, "key"), strict=True)),
        window=np.asarray(_list(table, "window")),
        stratum=np.asarray(_list(table, "stratum")),
        column=np.asarray(_list(table, "column")),
        count=np.asarray(_list(table, "count")),
        fields=fields_of(table),
        trace=np.asarray(_list(table, "trace")).reshape(-1, TRACE_WIDTH),
        state_digest=costs["state_digest"],
        people=costs["people"],
        represented=costs["represented"],
        window_days=tuple(costs["window_days"]),
        seconds=costs["seconds"],
        bytes_per_person=costs["bytes_per_person"],
    )


def _list(table: pa.Table, name: str) -> pa.Array[Any]:
    column: Any = table[name].combine_chunks()
    values: pa.Array[Any] = column.flatten()
    return values


def _words(table: pa.Table, name: str) -> list[str]:
    return [str(word) for word in _list(table, name).to_pylist()]


def fields_of(table: pa.Table) -> tuple[FieldRow, ...]:
    """The fields alone."""
    return tuple(zip(*(_list(table, name).to_pylist() for name in FIELDS), strict=True))

"""The published columns of a run's tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pyarrow as pa

_TYPES: dict[str, pa.DataType] = {
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "date32[day]": pa.date32(),
    "dictionary<string>": pa.dictionary(pa.int32(), pa.string()),
}


@dataclass(frozen=True)
class ColumnText:
    """One row of the list of columns."""

    table: str
    column: str
    dtype: str
    unit: str
    null: str
    meaning: str


def columns_text() -> str:
    """The list of columns as published."""
    return resources.files("glasscity.vocabulary").joinpath("columns.csv").read_text("utf-8")


def measures_text() -> str:
    """The list of measures and their keys as published."""
    return resources.files("glasscity.vocabulary").joinpath("measures.csv").read_text("utf-8")


@cache
def published_columns() -> tuple[ColumnText, ...]:
    """The list of columns, in the order of the tables' files."""
    return tuple(ColumnText(**row) for row in csv.DictReader(columns_text().splitlines()))


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table; each field carries its unit and meaning.

    Raises KeyError for a table that is not published.
    """
    rows = [row for row in published_columns() if row.table == table]
    if not rows:
        raise KeyError(table)
    return pa.schema(
        [
            pa.field(
                row.column,
                _TYPES[row.dtype],
                nullable=row.null != "never",
                metadata={"unit": row.unit, "meaning": row.meaning},
            )
            for row in rows
        ]
    )

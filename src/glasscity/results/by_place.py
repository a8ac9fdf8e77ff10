"""What stands beside the sums of a run of many places: the places, and counts of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from glasscity.results.columns import schema_of
from glasscity.tables.fields import FieldRow

PLACES, TALLIES, FIELDS = "places", "tallies_by_place", "fields_by_place"
FIELDS_FILE = f"{FIELDS}.parquet"


@dataclass(frozen=True)
class ByPlace:
    """``places`` and ``tallies`` as their files are published (vocabulary/columns.csv)."""

    places: pd.DataFrame
    tallies: pd.DataFrame


def write_by_place(by_place: ByPlace, folder: Path) -> None:
    """Write the places and their tallies into an existing folder."""
    for name, frame in ((PLACES, by_place.places), (TALLIES, by_place.tallies)):
        table = pa.Table.from_pandas(frame, schema=schema_of(name), preserve_index=False)
        bare = table.replace_schema_metadata(None)
        pq.write_table(bare, folder / f"{name}.parquet", compression="zstd")


def read_by_place(folder: Path) -> ByPlace | None:
    """The same again; None of a run of one place."""
    if not (folder / f"{PLACES}.parquet").exists():
        return None
    return ByPlace(*(pd.read_parquet(folder / f"{name}.parquet") for name in (PLACES, TALLIES)))


def write_fields(path: Path, of_places: Iterable[tuple[int, Iterable[FieldRow]]]) -> None:
    """Write the settled fields of places, one after the other: each a group of rows."""
    schema = schema_of(FIELDS)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for number, rows in of_places:
            columns = [[number, *row] for row in rows]
            arrays = [
                pa.array([row[k] for row in columns], field.type) for k, field in enumerate(schema)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def read_fields(folder: Path, number: int) -> tuple[FieldRow, ...]:
    """The settled fields of one place."""
    table = pq.read_table(folder / FIELDS_FILE, filters=pc.field("place") == number)
    parts = [table[name].to_pylist() for name in ("window", "name", "key", "value")]
    return tuple(zip(*parts, strict=True))

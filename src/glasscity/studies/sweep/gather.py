"""The parts of a sweep as one table, written as it is read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from glasscity.results.parts import aside_of, read_part

TABLE = "sweep.parquet"
"""One row for each number of each measure of each member that is there."""


def gather(parts: Path, keys: Iterable[str], folder: Path) -> Path:
    """Write the table of these parts, whole; in memory is one part at a time."""
    path = folder / TABLE
    with aside_of(path) as aside, contextlib.ExitStack() as stack:  # the writer ends first
        writer: pq.ParquetWriter | None = None
        for key in keys:
            table = read_part(parts, key).table
            if writer is None:
                made = pq.ParquetWriter(aside, table.schema, compression="zstd")
                writer = stack.enter_context(made)
            writer.write_table(table)
    return path

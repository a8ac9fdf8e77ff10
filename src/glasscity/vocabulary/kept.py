"""Tables that are kept about the catalogue: how far it is tested, what lint finds in it."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent


def path_of(name: str) -> Path:
    """The file of a table."""
    return HERE / f"{name}.csv"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table, in the order of its file."""
    return list(csv.DictReader(path_of(name).read_text("utf-8").splitlines()))

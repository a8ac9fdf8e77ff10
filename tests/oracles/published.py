"""Published numbers that lie beside the repository, in the folder of the shared data."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from house.tree import ROOT

DATA = Path(os.environ.get("GLASSCITY_SHARED", ROOT.parent / "shared")) / "data"
FOLDER = DATA / "visible"


def rows_of(file: str) -> list[dict[str, str]]:
    """The rows of a table, skipping the test where it is not there."""
    path = FOLDER / file
    if not path.is_file():
        pytest.skip(f"the published numbers of {file} are not beside this repository")
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))

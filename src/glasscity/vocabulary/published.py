"""Figures published of real systems that a run can be held against: the rows of published.csv.

Nothing else may be an objective of calibration. None is of how people behave.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from importlib import resources

Row = Mapping[str, str]


@functools.cache
def table() -> dict[str, Row]:
    """The rows by id."""
    file = resources.files("glasscity.vocabulary").joinpath("published.csv")
    return {row["id"]: row for row in csv.DictReader(file.read_text("utf-8").splitlines())}


@functools.cache
def totals() -> dict[str, Row]:
    """The running totals of the courts' list by id, in millions: the rows of published_totals.csv.

    ``use`` says what a row may do: give the ``pace`` of entries, be ``fit`` to, or be ``kept`` to
    test against.
    """
    file = resources.files("glasscity.vocabulary").joinpath("published_totals.csv")
    return {row["id"]: row for row in csv.DictReader(file.read_text("utf-8").splitlines())}

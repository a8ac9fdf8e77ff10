"""Figures published of real systems that a run can be held against: the rows of published.csv.

Nothing else may be an objective of calibration. None is of how people behave.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from glasscity.vocabulary.kept import rows_of

Row = Mapping[str, str]


@functools.cache
def table() -> dict[str, Row]:
    """The rows by id."""
    return {row["id"]: row for row in rows_of("published")}


@functools.cache
def totals() -> dict[str, Row]:
    """The running totals of the courts' list by id, in millions: the rows of published_totals.csv.

    ``use`` says what a row may do: give the ``pace`` of entries, be ``fit`` to, or be ``kept`` to
    test against.
    """
    return {row["id"]: row for row in rows_of("published_totals")}

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
import pytest

from glasscity.results.columns import published_columns, schema_of
from glasscity.results.store import (
    SYNTHETIC,
    events_table,
    fields_table,
    joint_table,
    tallies_table,
    windows_table,
)
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import own_labels
from results.fake_outcome import fake_outcome, outcome_of

OUTCOME = fake_outcome(people=3000, windows=4)
START = datetime.date(2018, 4, 1)


def joint_of(outcome: Outcome) -> Joint:
    """The rows of an outcome as those of a pair of worlds."""
    rows = (outcome.window, np.zeros_like(outcome.window), outcome.stratum, outcome.column)
    columns = tuple(("people_under", f"burdened/{n}") for n in range(len(outcome.columns)))
    return Joint((("here", "there"),), columns, *rows, outcome.count, outcome.window_days)


def test_every_column_has_a_unit_and_a_meaning() -> None:
    columns = published_columns()
    assert [c for c in columns if not (c.unit and len(c.meaning) > 10 and c.null)] == []
    assert len({(c.table, c.column) for c in columns}) == len(columns) > 20


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("tallies", tallies_table(OUTCOME)),
        ("tallies_of_firms", tallies_table(OUTCOME, "firm")),
        ("windows", windows_table(OUTCOME, START)),
        ("fields", fields_table(OUTCOME)),
        ("events", events_table(OUTCOME)),
        ("tallies", tallies_table(outcome_of({}))),
        ("joint", joint_table(joint_of(OUTCOME))),
        ("joint_of_firms", joint_table(joint_of(OUTCOME), "firm")),
    ],
)
def test_tables_are_as_published(name: str, table: pa.Table) -> None:
    published = [c for c in published_columns() if c.table == name]
    assert table.column_names == [c.column for c in published]
    for column in published:
        field = table.schema.field(column.column)
        dtype = str(field.type).split(",")[0].replace("values=", "").removesuffix(">")
        assert dtype.startswith("dictionary") == column.dtype.startswith("dictionary")
        assert dtype.startswith("dictionary") or dtype == column.dtype.replace("float64", "double")
        assert field.metadata == {
            b"unit": column.unit.encode(),
            b"meaning": column.meaning.encode(),
        }
        assert table[column.column].null_count == 0


def test_every_table_published_is_written() -> None:
    tallies = {"tallies", "tallies_of_firms"}
    others = {"windows", "fields", "events", "joint", "joint_of_firms"}
    others |= {"places", "tallies_by_place", "fields_by_place"}
    assert {c.table for c in published_columns()} == tallies | others
    with pytest.raises(KeyError):
        schema_of("people")


@pytest.mark.parametrize("unit", ["person", "firm"])
def test_names_are_written_out(unit: str) -> None:
    rows = tallies_table(OUTCOME, unit).to_pylist()
    for row, g, c, n in zip(
        rows[:500],
        OUTCOME.stratum.tolist(),
        OUTCOME.column.tolist(),
        OUTCOME.count.tolist(),
        strict=False,
    ):
        assert (row["measure"], row["key"]) == OUTCOME.columns[c]
        assert {name: row[name] for name in own_labels(g, unit)} == own_labels(g, unit)
        assert row["count"] == n


def test_windows_follow_one_another() -> None:
    rows = windows_table(OUTCOME, START).to_pylist()
    assert rows[0] == {"window": 0, "first_day": START, "days": 30}
    assert rows[2]["first_day"] == datetime.date(2018, 6, 1)


def test_every_line_about_a_person_says_synthetic() -> None:
    table = events_table(OUTCOME)
    assert table["synthetic"].to_pylist() == [SYNTHETIC] * len(OUTCOME.trace)
    assert table.column_names[0] == "synthetic"
    assert len(OUTCOME.trace) > 0


def test_events_have_their_names() -> None:
    every = np.array([[1, 0, 0, event, 0, 0, 0, 0] for event in Event], dtype=np.int64)
    traced = outcome_of({}).__class__(**{**vars(outcome_of({})), "trace": every})
    names = events_table(traced)["event"].to_pylist()
    assert names == [event.name.lower() for event in Event]

from __future__ import annotations

import dataclasses
import hashlib
import struct
import time

import numpy as np
import pytest

from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from results.fake_outcome import fake_outcome, outcome_of

ROWS = {
    (0, 3, "seen", "a"): 5,
    (0, 3, "deeds", "b"): 7,
    (1, 0, "deeds", "a"): 2,
    (0, 200, "deeds", "a"): 1,
}


def _with_columns(outcome: Outcome, order: list[int]) -> Outcome:
    """The same outcome with its columns named in another order and its rows upside down."""
    place = np.argsort(order).astype(np.int32)
    return dataclasses.replace(
        outcome,
        columns=tuple(outcome.columns[k] for k in order),
        column=place[outcome.column][::-1],
        window=outcome.window[::-1],
        stratum=outcome.stratum[::-1],
        count=outcome.count[::-1],
    )


def test_the_bytes_are_those_of_the_docstring() -> None:
    names = b"deeds\ta\ndeeds\tb\nseen\ta\n\n"
    rows = [(0, 3, 1, 7), (0, 3, 2, 5), (0, 200, 0, 1), (1, 0, 0, 2)]
    packed = b"".join(struct.pack("<iiiq", *row) for row in rows)
    assert run_digest(outcome_of(ROWS)) == hashlib.sha256(names + packed).hexdigest()


def test_order_of_rows_and_columns_has_no_part() -> None:
    outcome = fake_outcome(people=2000, windows=3)
    order = np.random.default_rng(1).permutation(len(outcome.columns)).tolist()
    assert run_digest(_with_columns(outcome, order)) == run_digest(outcome)


def test_a_column_that_counts_nothing_has_no_part() -> None:
    outcome = outcome_of(ROWS)
    more = dataclasses.replace(
        outcome,
        columns=(*outcome.columns, ("list_entries", "new/true"), ("a", "first")),
        window=np.append(outcome.window, 1).astype(np.int32),
        stratum=np.append(outcome.stratum, 9).astype(np.int32),
        column=np.append(outcome.column, len(outcome.columns)).astype(np.int32),
        count=np.append(outcome.count, 0),
    )
    assert run_digest(more) == run_digest(outcome)


def test_a_name_in_two_columns_counts_once() -> None:
    split = outcome_of({**ROWS, (0, 3, "seen", "a"): 2, (0, 3, "seen", "c"): 3})
    columns = tuple(("seen", "a") if pair == ("seen", "c") else pair for pair in split.columns)
    assert run_digest(dataclasses.replace(split, columns=columns)) == run_digest(outcome_of(ROWS))


@pytest.mark.parametrize(
    "other",
    [
        {**ROWS, (0, 3, "seen", "a"): 6},
        {**ROWS, (0, 4, "seen", "b"): 1},
        {**ROWS, (2, 3, "seen", "b"): 1},
        {(w, g, m, {"a": "aa"}.get(k, k)): n for (w, g, m, k), n in ROWS.items()},
    ],
    ids=["count", "stratum", "window", "name"],
)
def test_whatever_is_counted_has_a_part(other: dict[tuple[int, int, str, str], int]) -> None:
    assert run_digest(outcome_of(other)) != run_digest(outcome_of(ROWS))


def test_only_the_windows_before() -> None:
    early = {row: n for row, n in ROWS.items() if row[0] < 1}
    assert run_digest(outcome_of(ROWS), before=1) == run_digest(outcome_of(early))
    assert run_digest(outcome_of(ROWS), before=2) == run_digest(outcome_of(ROWS))


def test_an_empty_outcome_has_one() -> None:
    assert run_digest(outcome_of({})) == hashlib.sha256(b"\n").hexdigest()


def test_three_million_rows_in_two_seconds() -> None:
    n = 3_000_000
    chance = np.random.default_rng(2)
    place = np.sort(chance.choice(60 * 360 * 400, n, replace=False))
    outcome = dataclasses.replace(
        outcome_of({}),
        columns=tuple(("measure", f"key{399 - k}") for k in range(400)),
        window=(place // (360 * 400)).astype(np.int32),
        stratum=(place // 400 % 360).astype(np.int32),
        column=(place % 400).astype(np.int32),
        count=chance.integers(1, 99, n),
    )
    start = time.process_time()
    run_digest(outcome)
    assert time.process_time() - start < 2.0

"""Two regimes agree to the bit until the first day on which a row in force differs."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from engine.changes import (
    with_door_shut_from,
    with_harsher_rule,
    with_list_from,
    with_rule_that_ends,
)
from engine.worlds import base, rows, run, suqian
from glasscity.documents.resolve import City
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome

PEOPLE, WINDOWS, EVERY = 20_000, 24, 7
START = datetime.date(2018, 4, 1)
Dated = Callable[[City, datetime.date], City]
DATED: list[Dated] = [
    with_harsher_rule,
    with_rule_that_ends,
    with_list_from,
    with_door_shut_from,
]


def changed(change: Dated, day: datetime.date) -> Outcome:
    return run(change(suqian(), day), PEOPLE, WINDOWS, EVERY)


def unchanged() -> Outcome:
    return base(PEOPLE, WINDOWS, EVERY)


@pytest.mark.parametrize("change", DATED)
def test_two_regimes_agree_until_the_month_in_which_they_differ(change: Dated) -> None:
    """In force from month 13: the same digest through window 11, and not after."""
    outcome, other = changed(change, datetime.date(2019, 4, 1)), unchanged()
    assert run_digest(outcome, before=12) == run_digest(other, before=12)
    assert run_digest(outcome, before=13) != run_digest(other, before=13)
    fields = [[row for row in each.fields if row[0] <= 12] for each in (outcome, other)]
    assert fields[0] == fields[1] != []


@pytest.mark.parametrize("change", DATED)
def test_two_regimes_agree_until_the_very_day(change: Dated) -> None:
    """In force from the middle of a month: every line of a life before it is the same."""
    date = datetime.date(2019, 3, 18)
    day = (date - START).days
    outcome, other = changed(change, date), unchanged()
    early = [[line for line in o.trace.tolist() if line[2] < day] for o in (outcome, other)]
    assert early[0] == early[1] != []
    late = [[line for line in o.trace.tolist() if line[2] >= day] for o in (outcome, other)]
    assert late[0] != late[1]


def test_a_longer_run_has_the_same_past() -> None:
    short, long = base(PEOPLE, 12, EVERY), base(PEOPLE, WINDOWS, EVERY)
    past = {row: n for row, n in rows(long).items() if row[0] < 12}
    assert {row: n for row, n in rows(short).items() if not row[2].endswith("_at_end")} == past
    lines = [line for line in long.trace.tolist() if line[1] < 12]
    assert short.trace.tolist() == lines != []

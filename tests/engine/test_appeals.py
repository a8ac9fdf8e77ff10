"""Appeals in the engine: the queue is one for all, and each life can be told without it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.worlds import KEY, base, digests, lives, rows, run, suqian, with_regime
from glasscity.documents.resolve import City
from glasscity.engine.docket import without
from glasscity.engine.place import live
from glasscity.engine.replay import replay
from glasscity.mechanisms.recourse.appeal import Appeal
from glasscity.mechanisms.recourse.notice import Notice
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from oracles.little import act, census, city, conduct, never
from reference_tests.town import appeal, ledger, listing, notice, regime, registry, rule
from strategies.words import Words, quantity, title

PEOPLE, WINDOWS, DAYS = 400, 8, 30
BOOK = registry("book", "spit") | {"false_records": quantity(4.0, "per person-year")}
POINTS = ledger(2, 0, 9, rule("off", "spit", -1, expires=100))
LIST = listing("spit", count=2, period=150, term=None)


def crowded(**changes: object) -> City:
    """A hundred appeals a month are filed, and fifty can be heard."""
    few = quantity(50, "per month")
    ways = [appeal(0.6, 0.8, 0.2, 10, capacity=few, **changes), notice(0.9, 5)]
    rules = regime(DAYS, sensors=[BOOK], instruments=[POINTS, LIST], recourse=ways)
    return city(rules, conduct(act("spit", 2.0), bound=2.0))


def lived(of: City, chunk: int = 65536, trace_every: int = 1) -> Outcome:
    people = census(PEOPLE)
    return live(of, people, WINDOWS, KEY, threads=2, chunk=chunk, trace_every=trace_every)


def test_anybody_in_the_queue_is_lived_again_from_the_turns_heard() -> None:
    outcome = lived(crowded())
    found = lives(outcome)
    heard = {line[0] for line in outcome.trace.tolist() if line[3] == Event.HEARD}
    assert len(heard) > 100
    for person in [*sorted(heard)[::10], *range(0, PEOPLE, 37)]:
        life = replay(crowded(), census(PEOPLE), outcome.fields, WINDOWS, KEY, person)
        assert [tuple(line) for line in life.lines.tolist()] == found.get(person, [])
    nobody = tuple((*row[:3], -1.0) if row[1] == "appeals_heard" else row for row in outcome.fields)
    life = replay(crowded(), census(PEOPLE), nobody, WINDOWS, KEY, min(heard))
    assert Event.HEARD not in life.lines[:, 3].tolist()


@pytest.mark.parametrize("chunk", [7, 100])
def test_the_queue_is_the_same_however_people_are_cut(chunk: int) -> None:
    whole, parts = lived(crowded()), lived(crowded(), chunk, trace_every=0)
    assert digests(parts) == digests(whole)
    assert parts.fields == whole.fields


def test_a_queue_nobody_waits_in_is_a_correction() -> None:
    """Where every false record is struck after a window or more, both ways are the same."""
    filed: Words = {
        "kind": "correction",
        "id": "correction",
        "title": title("correction"),
        "files_if_aware": quantity(1.0, "share"),
        "files_if_unaware": quantity(1.0, "share"),
        "success": quantity(1.0, "chance"),
        "lag": quantity(DAYS, "days"),
    }

    def under(way: Words) -> dict[tuple[int, int, str, str], int]:
        rules = regime(DAYS, sensors=[BOOK], instruments=[POINTS, LIST], recourse=[way])
        found = rows(lived(city(rules, never("spit"))))
        contests = ("filed", "struck")
        return {
            row: n
            for row, n in found.items()
            if row[2] not in contests and not row[2].startswith("appeals_")
        }

    mine, other = under(appeal(1.0, 1.0, 0.0, DAYS)), under(filed)
    assert mine == other
    assert any(row[2] == "list_exits" for row in mine)
    assert under(appeal(1.0, 1.0, 0.0, DAYS + 1)) != other


def test_an_appeal_that_nobody_files_changes_nobody() -> None:
    before = base(6000, 6)
    never_filed = Appeal.model_validate(appeal(0.0, 1.0, 1.0, 0))
    all_told = Notice.model_validate(notice(1.0))
    of = with_regime(suqian(), recourse=(*suqian().regime.recourse, never_filed, all_told))
    assert digests(run(of, 6000, 6)) == digests(before)
    filed = Appeal.model_validate(appeal(0.1, 1.0, 1.0, 0))
    of = with_regime(suqian(), recourse=(*suqian().regime.recourse, filed))
    assert run_digest(run(of, 6000, 6)) != run_digest(before)


def test_items_are_taken_out_one_for_one() -> None:
    due = np.array([1, 3, 3, 3, 5, 8], np.int64)
    gone = np.array([8, 3, 3], np.int64)
    assert without(due, gone).tolist() == [1, 3, 5]
    assert without(due, gone[:0]).tolist() == due.tolist()

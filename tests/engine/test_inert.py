"""What touches nobody changes nobody: no count, no digest, no line of a life."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine.changes import (
    Change,
    with_blind_eyes,
    with_deed_nobody_does,
    with_door_of_an_empty_band,
    with_idle_responses,
    with_list,
    with_list_nobody_reaches,
    with_own_beliefs,
    with_rule_of_another_time,
    without_effect,
)
from engine.test_against_reference import EVERY_CASE, city_of
from engine.worlds import KEY, Line, base, digests, rows, run, suqian, with_regime
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.results.digest import run_digest
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from oracles.little import act, census, city, conduct
from reference_tests.town import ledger, regime, rule
from strategies.cases import Case, cases
from strategies.lived import lived

PEOPLE, WINDOWS, EVERY = 20_000, 24, 7
OF_LISTS = (Event.COUNTED, Event.DROPPED)


def before() -> Outcome:
    return base(PEOPLE, WINDOWS, EVERY)


def after(change: Change) -> Outcome:
    return run(change(suqian()), PEOPLE, WINDOWS, EVERY)


INERT: list[Change] = [
    with_deed_nobody_does,
    with_list_nobody_reaches,
    with_door_of_an_empty_band,
    with_rule_of_another_time,
    with_blind_eyes,
    with_idle_responses,
]


def renumbered(line: Line, change: Change) -> Line:
    """A line as the city without the change numbers it."""
    *rest, code, a, b, c, d = line
    if change is with_rule_of_another_time and code == Event.POINTS:
        d -= 1
    if change is with_door_of_an_empty_band and code in (Event.REFUSED, Event.BOOKED):
        a -= len(suqian().conduct.services)
    return (*rest, code, a, b, c, d)


@pytest.mark.parametrize("change", INERT)
def test_a_rule_that_touches_nobody_changes_no_digest_and_no_life(change: Change) -> None:
    outcome = after(change)
    assert run_digest(outcome) == run_digest(before())
    n_lists = sum(isinstance(each, Listing) for each in suqian().regime.instruments)
    told = [
        renumbered(tuple(line), change)
        for line in outcome.trace.tolist()
        if line[3] not in OF_LISTS or line[4] < n_lists
    ]
    assert told == [tuple(line) for line in before().trace.tolist()] != []


def test_a_ledger_that_nothing_reads_changes_no_other_row() -> None:
    def with_ledger(of: City) -> City:
        idle = ledger(0, -30, 30, *(rule(k.id, k.id, 1, -2) for k in of.conduct.kinds), id="idle")
        return with_regime(of, instruments=(*of.regime.instruments, Ledger.model_validate(idle)))

    mine = {row: n for row, n in rows(after(with_ledger)).items() if "idle" not in row[3]}
    assert mine == rows(before())


@pytest.mark.parametrize("count", [1, 2])
def test_a_list_that_somebody_reaches_is_noticed(count: int) -> None:
    outcome = after(lambda of: with_list(of, "traffic-offence", count=count))
    assert run_digest(outcome) != run_digest(before())


def test_one_more_kind_within_the_bound_changes_no_other_deed() -> None:
    """What the kinds of a factor leave of its bound is null until another kind takes it."""
    kinds = [act("spit", 1.0), act("shout", 0.5)]
    few, more = (conduct(*some, bound=3.0) for some in (kinds, [*kinds, act("sing", 1.5)]))
    outcomes = [live(city(regime(30), deeds), census(5_000), 6, KEY) for deeds in (few, more)]
    found = [
        {row: n for row, n in rows(o).items() if row[3] in ("spit", "shout")} for o in outcomes
    ]
    assert found[0] == found[1] != {}
    assert any(row[3] == "sing" for row in rows(outcomes[1]))


def test_a_belief_without_effect_is_only_counted() -> None:
    outcome = after(lambda of: with_own_beliefs(of, 0.0))
    counted = {row for row in rows(outcome) if row[2] == "belief_at_end"}
    assert counted != set()
    assert {row: n for row, n in rows(outcome).items() if row not in counted} == rows(before())
    assert outcome.trace.tolist() == before().trace.tolist()
    assert rows(after(lambda of: with_own_beliefs(of, 0.9))) != rows(outcome)


def test_all_responses_off_is_no_response() -> None:
    none = after(lambda of: with_regime(of, responses=()))
    off = after(without_effect)
    assert digests(off) == digests(none)
    assert off.trace.tolist() == none.trace.tolist()
    assert digests(off) != digests(before())


@EVERY_CASE
@given(cases())
def test_responses_of_any_kind_without_effect_are_no_responses(case: Case) -> None:
    lived(case)  # rejects what no window can hold
    of = city_of(case)
    none, off = (
        live(each, case.census, case.n_windows, case.key, trace_every=1)
        for each in (with_regime(of, responses=()), without_effect(of))
    )
    counted = {row: n for row, n in rows(off).items() if row[2] != "belief_at_end"}
    assert counted == rows(none)
    assert off.trace.tolist() == none.trace.tolist()

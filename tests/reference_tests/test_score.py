"""Ledgers, by hand (clauses 7.1 to 7.4)."""

from __future__ import annotations

import datetime

import pytest

from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.vocabulary.codes import Column, Event
from reference.agenda import Agenda
from reference.clock import Clock
from reference.diary import Diary, Line
from reference.record import Record
from reference.score import Score
from reference_tests.town import (
    conduct,
    deed,
    ledger,
    lines,
    live,
    points_moved,
    regime,
    registry,
    rule,
)
from strategies.words import Words

SPIT = conduct(deed("spit"))
SEEN = [registry("book", "spit")]


def score_of(words: Words, horizon: int = 1000) -> tuple[Score, Agenda, list[Line]]:
    """A score by itself, what it puts ahead, and its lines."""
    kept: list[Line] = []
    agenda = Agenda(horizon)
    clock = Clock(regime().clock, 10)
    opening = words["opening"]["value"]
    score = Score(Ledger.model_validate(words), 0, 5, opening, clock, Diary(0, kept), agenda)
    return score, agenda, kept


def false_record(day: int, lag: int | None) -> Record:
    return Record("spit", Column.RECORDED, day, is_true=False, struck_after=lag)


def test_the_clamp_cuts_what_is_moved() -> None:
    words = ledger(5, 0, 10, rule("r", "spit", 4))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 3)
    assert points_moved(result) == [4, 1, 0]
    assert lines(result, Event.POINTS)[-1] == (2, Column.RECORDED, 0, 10, 0)
    assert result.scores[0] == {0: 10}


def test_each_column_has_its_own_score() -> None:
    """A deed that no sensor sees counts only where all is seen."""
    words = ledger(0, -50, 50, rule("r", "spit", -3))
    result = live(
        regime(sensors=[registry("book", "spit", completeness=0)], instruments=[words]), SPIT, 2
    )
    assert [scores[0] for scores in result.scores] == [0, 0, -6]


def test_a_deed_moves_all_seen_then_unerring_then_recorded() -> None:
    words = ledger(0, -50, 50, rule("r", "spit", -3))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 1)
    rows = [line[4] for line in result.lines if line[3] == Event.POINTS]
    assert rows == [Column.ALL_SEEN, Column.UNERRING, Column.RECORDED]


def test_steps_climb_and_stay_at_the_last() -> None:
    words = ledger(0, -50, 50, rule("r", "spit", -1, -2, -4))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 4)
    assert points_moved(result) == [-1, -2, -4, -4]


def test_a_cap_cuts_the_excess_and_is_reset_by_the_year() -> None:
    words = ledger(0, -50, 50, rule("r", "spit", -3, cap=7))
    rules = regime(start=datetime.date(2019, 12, 28), sensors=SEEN, instruments=[words])
    assert points_moved(live(rules, SPIT, 6)) == [-3, -3, -1, 0, -3, -3]


def test_steps_are_reset_by_the_year() -> None:
    words = ledger(0, -50, 50, rule("r", "spit", -1, -2, -4))
    rules = regime(start=datetime.date(2019, 12, 30), sensors=SEEN, instruments=[words])
    assert points_moved(live(rules, SPIT, 4)) == [-1, -2, -1, -2]


def test_the_cap_counts_before_the_clamp() -> None:
    score, _, _ = score_of(ledger(8, 0, 10, rule("r", "spit", 5, cap=8)))
    score.take(Record("spit", Column.RECORDED, 0))
    score.give_back(0, -10, Event.GIVEN_BACK)
    score.take(Record("spit", Column.RECORDED, 0))
    assert score.score == 3  # 8 - 5, though only 2 had moved


def test_gains_and_losses_share_a_cap_by_magnitude() -> None:
    score, _, kept = score_of(ledger(0, -50, 50, rule("r", "spit", 5, -5, cap=8)))
    score.take(Record("spit", Column.RECORDED, 0))
    score.take(Record("spit", Column.RECORDED, 0))
    assert [line[5] for line in kept if line[3] == Event.POINTS] == [5, -3]


@pytest.mark.parametrize(("until", "hit"), [(None, [0]), (1, [0, 1])])
def test_an_exclusive_rule_ends_the_work_only_while_in_force(
    until: int | None, hit: list[int]
) -> None:
    span = {} if until is None else {"until": datetime.date(2021, 3, 2)}
    words = ledger(
        0,
        -50,
        50,
        rule("first", "spit", -1, exclusive=True, in_force=span),
        rule("second", "spit", -10),
    )
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 2)
    assert sorted({line[7] for line in result.lines if line[3] == Event.POINTS}) == hit
    assert result.scores[0] == {0: -2 if until is None else -11}


def test_dates_are_half_open() -> None:
    span = {"from": datetime.date(2021, 3, 2), "until": datetime.date(2021, 3, 4)}
    words = ledger(0, -50, 50, rule("r", "spit", -1, in_force=span))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 5)
    assert [line[0] for line in lines(result, Event.POINTS) if line[1] == 0] == [1, 2]


def test_expiry_gives_back_what_was_moved() -> None:
    span = {"until": datetime.date(2021, 3, 2)}
    words = ledger(1, 0, 10, rule("r", "spit", -5, expires=3, in_force=span))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 5)
    assert points_moved(result) == [-1]
    assert lines(result, Event.GIVEN_BACK) == [(3, row, 1, 1, 0) for row in (0, 1, 2)]


def test_what_expires_at_once_is_next() -> None:
    """Clause 4.2: the expiry stands before the rest of the day, and after its own deed."""
    words = ledger(5, 0, 10, rule("r", "spit", -5, expires=0))
    rules = regime(sensors=[registry("book", "spit", "shout")], instruments=[words])
    result = live(rules, conduct(deed("spit"), deed("shout")), 1)
    told = [Event(line[3]).name for line in result.lines if line[3] != Event.RECORDED]
    spit = ["DEED", *["POINTS", "BAND"] * 3, *["GIVEN_BACK", "BAND"] * 3]
    assert told in (["DEED", *spit], [*spit, "DEED"])


def test_nothing_moved_nothing_comes_back() -> None:
    words = ledger(0, 0, 10, rule("r", "spit", -5, expires=1))
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 4)
    assert points_moved(result) == [0, 0, 0, 0]
    assert lines(result, Event.GIVEN_BACK) == []


@pytest.mark.parametrize(
    ("lag", "expires", "comes_back"),
    [
        (2, 3, (4, 0, 2, 0, 5)),
        (3, 3, (5, 0, 0, 0, 5)),
        (4, 3, (5, 0, 0, 0, 5)),
        (4, None, (6, 0, 2, 0, 5)),
        (None, 3, (5, 0, 0, 0, 5)),
        (None, None, None),
    ],
)
def test_a_correction_comes_instead_of_a_later_expiry(
    lag: int | None, expires: int | None, comes_back: tuple[int, ...] | None
) -> None:
    """Clause 7.3; type 0 is an expiry, 2 a correction."""
    changes = {} if expires is None else {"expires": expires}
    score, agenda, _ = score_of(ledger(5, 0, 10, rule("r", "spit", -7, **changes)))
    score.take(false_record(2, lag))
    assert agenda.next(1000) == comes_back
    assert agenda.next(1000) is None


def test_a_correction_does_not_rewind_the_steps() -> None:
    score, _, _ = score_of(ledger(0, -50, 50, rule("r", "spit", -1, -10)))
    score.take(false_record(0, 1))
    score.give_back(1, 1, Event.CORRECTED)
    score.take(false_record(1, None))
    assert score.score == -10


def test_a_band_is_published_at_each_record() -> None:
    words = ledger(3, 0, 10, rule("r", "spit", -2), good=2)
    result = live(regime(sensors=SEEN, instruments=[words]), SPIT, 2)
    assert (0, 0, 1, 0, 0) in lines(result, Event.BAND)
    assert result.bands[0] == {0: 0}


def test_a_band_is_published_on_the_last_day_of_the_window() -> None:
    words = ledger(3, 0, 10, rule("r", "spit", -2), good=2, update="each window")
    result = live(regime(n_days=30, sensors=SEEN, instruments=[words]), SPIT, 2)
    assert lines(result, Event.BAND) == [(29, row, 1, 0, 0) for row in (0, 1, 2)]
    assert result.lines[-1][3] == Event.POINTS


def test_rules_are_numbered_over_all_ledgers() -> None:
    first = ledger(0, -50, 50, rule("r", "spit", -1), rule("s", "spit", -2))
    second = ledger(0, -50, 50, rule("r", "spit", -4), id="more")
    result = live(regime(sensors=SEEN, instruments=[first, second]), SPIT, 1)
    recorded = [(line[1], line[4]) for line in lines(result, Event.POINTS) if line[1] % 3 == 0]
    assert recorded == [(0, 0), (0, 1), (3, 2)]

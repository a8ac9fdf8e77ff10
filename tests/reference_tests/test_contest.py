"""Contesting records by hand (section 12): one record a day of each kind, all days known."""

from __future__ import annotations

import pytest

from glasscity.vocabulary.codes import Event
from reference.result import Result
from reference_tests.town import (
    appeal,
    codes,
    conduct,
    deed,
    ledger,
    lines,
    listing,
    live,
    notice,
    points_moved,
    regime,
    registry,
    rule,
)
from strategies.words import Words, quantity

SPIT = conduct(deed("spit"))
EYE = registry("eye", "spit")


def judged(
    *ways: Words, expires: int | None = None, n_windows: int = 6, **changes: object
) -> Result:
    """A person who spits once in a window of one day, each time recorded at once."""
    span = {} if expires is None else {"expires": expires}
    book = ledger(0, -50, 50, rule("off", "spit", -3, **span))
    words: Words = {"sensors": [EYE], "instruments": [book], "recourse": list(ways)} | changes
    return live(regime(**words), SPIT, n_windows)


def test_a_decision_waits_for_the_next_window_and_for_its_lag() -> None:
    at_once = judged(appeal(1.0, 0.0, 1.0, 0), n_windows=3)
    assert lines(at_once, Event.APPEALED) == [(day, 0, day, 0, 0) for day in range(3)]
    assert [line[0] for line in lines(at_once, Event.HEARD)] == [1, 2]
    later = judged(appeal(1.0, 0.0, 1.0, 3))
    assert [(line[0], line[3]) for line in lines(later, Event.HEARD)] == [(3, 0), (4, 1), (5, 2)]
    assert [line[:3] for line in lines(later, Event.CORRECTED)] == [
        (day, 0, 3) for day in (3, 4, 5)
    ]
    assert points_moved(later) == [-3] * 6
    assert codes(at_once.lines_of(0))[:4] == ["DEED", "RECORDED", "APPEALED", "POINTS"]


def test_a_refused_appeal_moves_nothing() -> None:
    result = judged(appeal(1.0, 1.0, 0.0, 0))
    assert {line[2] for line in lines(result, Event.HEARD)} == {0}
    assert lines(result, Event.CORRECTED) == []
    assert result.tallies[5, 0, "appeals_decided", "true"] == 1
    assert (5, 0, "appeals_struck", "true") not in result.tallies


@pytest.mark.parametrize(("expires", "is_struck"), [(1, False), (2, False), (3, True)])
def test_points_come_back_once(expires: int, is_struck: bool) -> None:
    """What expires before the day of the decision or on it stays expired."""
    result = judged(appeal(1.0, 0.0, 1.0, 2), expires=expires)
    corrected = [line[0] for line in lines(result, Event.CORRECTED)]
    expired = [line[0] for line in lines(result, Event.GIVEN_BACK) if line[1] == 0]
    assert corrected == ([2, 3, 4, 5] if is_struck else [])
    assert expired == ([] if is_struck else list(range(expires, 6)))


def test_a_listing_ends_when_its_record_is_struck() -> None:
    watched = listing("spit", count=3, period=100, term=None)
    result = judged(appeal(1.0, 0.0, 1.0, 3), instruments=[watched])
    assert [line[:2] for line in lines(result, Event.LISTED)] == [(2, 0), (3, 0), (4, 0), (5, 0)]
    assert [line[:3] for line in lines(result, Event.RELEASED)] == [(3, 0, 1), (4, 0, 1), (5, 0, 1)]


def test_capacity_is_of_those_represented_and_in_order_of_filing() -> None:
    """Two a day of ten people, then the same of a tenth of them."""
    daily = quantity(2 * 365.25 / 12, "per month")
    many = live_many(appeal(1.0, 0.0, 1.0, 0, capacity=daily), people=10, weight=1.0)
    assert heard_by_day(many) == {1: 2, 2: 2, 3: 2}
    assert [line[3] for line in lines(many, Event.HEARD)] == [0] * 6
    few = live_many(appeal(1.0, 0.0, 1.0, 0, capacity=daily), people=10, weight=2.0)
    assert heard_by_day(few) == {1: 1, 2: 1, 3: 1}
    assert few.tallies[3, 0, "appeals_waiting", "true"] == 40 - 3


def live_many(way: Words, people: int, weight: float) -> Result:
    rules = regime(sensors=[EYE], recourse=[way])
    return live(rules, SPIT, 4, people=people, weight=weight)


def heard_by_day(result: Result) -> dict[int, int]:
    days = [line[0] for line in lines(result, Event.HEARD)]
    return {day: days.count(day) for day in sorted(set(days))}


def test_who_is_not_told_contests_nothing() -> None:
    result = judged(appeal(1.0, 0.0, 1.0, 0), notice(0.0))
    assert len(lines(result, Event.UNTOLD)) == 6
    assert lines(result, Event.APPEALED) == []
    told = judged(appeal(1.0, 0.0, 1.0, 0), notice(1.0, 2))
    assert [line[2] for line in lines(told, Event.APPEALED)] == [2, 3, 4, 5]


def test_what_it_costs_is_booked_or_deters() -> None:
    fee = quantity(12.5, "CNY")
    dear = appeal(1.0, 0.0, 1.0, 0, fee=fee, deterred=quantity(1.0, "share"))
    result = judged(dear)
    assert len(lines(result, Event.DETERRED)) == 6
    assert (0, 0, "fees", "appeal") not in result.tallies
    cheap = judged(appeal(1.0, 0.0, 1.0, 0, fee=fee))
    assert [cheap.tallies[w, 0, "fees", "appeal"] for w in range(6)] == [1250] * 6

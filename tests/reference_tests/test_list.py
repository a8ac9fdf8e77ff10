"""Lists, by hand (clause 7.5)."""

from __future__ import annotations

import pytest

from glasscity.mechanisms.instruments.listing import Listing
from glasscity.vocabulary.codes import Column, Event
from reference.agenda import Agenda
from reference.clock import Clock
from reference.diary import Diary, Line
from reference.luck import Luck
from reference.place_on_list import PlaceOnList
from reference.record import Record
from reference.result import Result
from reference_tests.town import conduct, deed, lines, listing, live, regime, registry
from strategies.words import Words

SPIT = conduct(deed("spit"))
LISTS = (Event.COUNTED, Event.DROPPED, Event.LISTED, Event.RELEASED, Event.CORRECTED)


def daily(words: Words, n_windows: int) -> Result:
    """One record on every day."""
    return live(regime(sensors=[registry("book", "spit")], instruments=[words]), SPIT, n_windows)


def by_itself(words: Words) -> tuple[PlaceOnList, Agenda, list[Line]]:
    kept: list[Line] = []
    agenda = Agenda(1000)
    place = PlaceOnList(
        Listing.model_validate(words),
        0,
        3,
        Luck((0, 0), 0),
        Clock(regime().clock, 10),
        Diary(0, kept),
        agenda,
    )
    return place, agenda, kept


def test_records_count_for_a_period_and_listings_last_a_term() -> None:
    result = daily(listing("spit", count=2, period=3, term=2), 4)
    assert lines(result, *LISTS) == [
        (0, Event.COUNTED, 0, 1, 0, 0),
        (1, Event.COUNTED, 0, 2, 0, 0),
        (1, Event.LISTED, 0, 3, 0, 0),
        (2, Event.COUNTED, 0, 3, 0, 0),
        (3, Event.DROPPED, 0, 2, 0, 0),
        (3, Event.RELEASED, 0, 0, 0, 0),
        (3, Event.COUNTED, 0, 3, 0, 0),
        (3, Event.LISTED, 0, 5, 0, 0),
    ]
    assert (result.counts, result.list_ends) == ([{0: 3}], [{0: 5}])
    days = {row[0]: n for row, n in result.tallies.items() if row[2] == "days_listed"}
    assert days == {1: 1, 2: 1, 3: 1}


def test_a_term_of_no_days_ends_at_once() -> None:
    result = daily(listing("spit", count=1, period=9, term=0), 2)
    told = [(line[0], Event(line[1]).name) for line in lines(result, *LISTS)]
    assert told == [(day, name) for day in (0, 1) for name in ("COUNTED", "LISTED", "RELEASED")]
    assert not [row for row in result.tallies if row[2] in ("days_listed", "people_listed")]


def test_without_a_term_there_is_no_end() -> None:
    result = daily(listing("spit", count=1, period=1, term=None), 3)
    assert lines(result, Event.LISTED) == [(0, 0, -1, 0, 0)]
    assert lines(result, Event.RELEASED) == []
    assert result.list_ends == [{0: None}]


@pytest.mark.parametrize(
    ("lag", "row"), [(2, (2, 0, 2, 3, 1)), (3, (3, 0, 0, 3, 1)), (None, (3, 0, 0, 3, 1))]
)
def test_a_struck_record_drops_by_correction_if_that_is_sooner(
    lag: int | None, row: tuple[int, ...]
) -> None:
    place, agenda, _ = by_itself(listing("spit", count=2, period=3, term=None))
    place.take(Record("spit", Column.RECORDED, 0, is_true=False, struck_after=lag))
    assert agenda.next(1000) == row


def test_striking_a_record_that_was_needed_ends_the_listing() -> None:
    place, _, kept = by_itself(listing("spit", count=1, period=9, term=None))
    place.take(Record("spit", Column.RECORDED, 0, is_true=False, struck_after=4))
    place.strike(4, 1)
    assert [line[2:] for line in kept] == [
        (0, Event.COUNTED, 0, 1, 0, 0),
        (0, Event.LISTED, 0, -1, 1, 0),
        (4, Event.CORRECTED, 3, -1, 0, 0),
        (4, Event.RELEASED, 0, 1, 0, 0),
    ]


def test_striking_a_record_that_was_not_needed_ends_nothing() -> None:
    place, _, _ = by_itself(listing("spit", count=1, period=9, term=None))
    place.take(Record("spit", Column.RECORDED, 0))
    place.take(Record("spit", Column.RECORDED, 0, is_true=False, struck_after=4))
    place.strike(4, 1)
    assert place.is_listed


def test_the_end_of_an_earlier_listing_does_nothing() -> None:
    place, _, _ = by_itself(listing("spit", count=1, period=9, term=5))
    place.take(Record("spit", Column.RECORDED, 0, is_true=False, struck_after=1))
    place.strike(1, 1)
    place.take(Record("spit", Column.RECORDED, 2))
    place.end_term(5, 0)
    assert place.is_listed
    place.end_term(7, 0)
    assert not place.is_listed


def test_a_record_off_the_grounds_does_not_count() -> None:
    place, _, _ = by_itself(listing("spit", count=1, period=9, term=5))
    place.take(Record("shout", Column.RECORDED, 0))
    assert place.count == 0

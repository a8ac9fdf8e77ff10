"""Services and doors, by hand (section 10)."""

from __future__ import annotations

from typing import Any

import pytest

from glasscity.documents.conduct import Conduct
from glasscity.vocabulary.codes import Event
from reference.result import Result
from reference_tests.town import (
    codes,
    conduct,
    deed,
    ledger,
    lines,
    listing,
    live,
    regime,
    registry,
    rule,
)
from strategies.words import Words, quantity, title

TRAIN = {
    "id": "train",
    "title": title("train"),
    "context": "travel",
    "rate": quantity(20 * 365.25 / 100, "per person-year"),
}
DEEDS: Conduct = conduct(deed("spit"), services=[TRAIN])
BOOK = ledger(5, 0, 9, rule("bad", "spit", -5), good=5)
SEEN = [registry("book", "spit")]


def door(family: str, name: str, **changes: Any) -> Words:
    """A consequence on the train for those in band ``poor``."""
    words = {
        "kind": family,
        "id": name,
        "title": title(name),
        "service": "train",
        "when": {"instrument": "points", "bands": ["poor"]},
    }
    if family != "bar":
        words["amount"] = quantity(12.5, "CNY")
    return words | changes


def after(doors: list[Words], n_windows: int = 1, **changes: Any) -> Result:
    words: Words = {"n_days": 100, "sensors": SEEN, "instruments": [BOOK]}
    return live(regime(consequences=doors, **(words | changes)), DEEDS, n_windows)


def test_a_bar_refuses_from_the_moment_it_names_the_standing() -> None:
    result = after([door("bar", "no-train")])
    told = [Event(line[3]) for line in result.lines]
    assert Event.ATTEMPT not in told[: told.index(Event.DEED)]
    attempts, refused = lines(result, Event.ATTEMPT), lines(result, Event.REFUSED)
    assert [line[0] for line in attempts] == [line[0] for line in refused]
    assert refused[0][1:3] == (0, 0)
    assert result.tallies[0, 0, "refused", "no-train"] == len(attempts) > 3


def test_all_attempts_of_the_next_window_are_drawn_from_its_start() -> None:
    second = [line for line in after([door("bar", "no-train")], 2).lines if line[1] == 1]
    assert codes(second)[:2] == ["ATTEMPT", "REFUSED"]
    assert "DEED" in codes(second)[2:]


def test_the_first_bar_is_charged_and_nothing_is_booked() -> None:
    doors = [door("price", "dear"), door("bar", "first"), door("bar", "second")]
    result = after(doors)
    assert {line[1] for line in lines(result, Event.REFUSED)} == {1}
    assert lines(result, Event.BOOKED) == []


def test_prices_and_privileges_all_apply() -> None:
    result = after(
        [door("price", "dear"), door("privilege", "eased", amount=quantity(-0.29, "CNY"))]
    )
    attempts = len(lines(result, Event.ATTEMPT))
    assert [line[1:4] for line in lines(result, Event.BOOKED)] == attempts * [
        (0, 0, 1250),
        (1, 0, -29),
    ]
    assert result.tallies[0, 0, "money", "eased"] == -29 * attempts


def test_a_door_that_is_not_in_force_leaves_no_trace() -> None:
    result = after([door("bar", "no-train", in_force={"from": "2031-01-01"})])
    assert lines(result, Event.ATTEMPT) == []
    assert lines(result, Event.REFUSED) == []


def test_a_standing_that_nothing_names_draws_no_attempts() -> None:
    elsewhere = {"instrument": "points", "bands": ["good"]}
    result = after([door("bar", "no-train", when=elsewhere)], 2)
    assert [line for line in result.lines if line[3] == Event.ATTEMPT and line[1] == 1] == []


@pytest.mark.parametrize("term", [0, 40])
def test_attempts_leave_no_trace_when_a_listing_is_over(term: int) -> None:
    """They are drawn once for the window; those after the end are granted."""
    watched = {"instrument": "watched"}
    result = after(
        [door("bar", "no-train", when=watched)],
        instruments=[listing("spit", count=1, period=9, term=term)],
    )
    until = lines(result, Event.LISTED)[0][2]
    assert all(line[0] < until for line in lines(result, Event.REFUSED))
    assert bool(lines(result, Event.REFUSED)) == (term > 0)
    assert all(line[0] < until for line in lines(result, Event.ATTEMPT))


def test_now_is_not_turned_back_by_an_item_of_the_morning() -> None:
    """Points that come back at once, on the same day, lift people into the named band.

    The deed takes 3 of 3 points and gives 1; what comes back makes 4, which is ``good``.
    """
    book = ledger(3, 0, 9, rule("bad", "spit", -10, expires=0), rule("up", "spit", 1), good=4)
    doors = [door("bar", "no-train", when={"instrument": "points", "bands": ["good"]})]
    busy = conduct(deed("spit"), services=[TRAIN | {"rate": quantity(1000, "per person-year")}])
    rules = regime(consequences=doors, sensors=SEEN, instruments=[book])
    result = live(rules, busy, 1, people=400)
    all_day = 400 * 1000 / 365.25
    half = all_day / 2  # the deed stands anywhere in the day
    assert len(lines(result, Event.ATTEMPT)) == pytest.approx(half, abs=4 * half**0.5)

"""Limits, delays, people shown in public, and what comes of a grant, by hand (section 10)."""

from __future__ import annotations

from typing import Any

import pytest

from glasscity.vocabulary.codes import Event
from reference.result import Result
from reference_tests.town import (
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

DAILY: Words = {
    "id": "loan",
    "title": title("loan"),
    "context": "money",
    "rate": quantity(1.0, "per window"),
}
NEVER: Words = {"rate": quantity(0.0, "per window")}
"""Every day one attempt, one deed, and what comes of the attempt."""


def door(family: str, **changes: Any) -> Words:
    """A consequence at the loan for everyone, in whatever band."""
    words: Words = {
        "kind": family,
        "id": family,
        "title": title(family),
        "service": "loan",
        "when": {"instrument": "points", "bands": ["poor", "good"]},
    }
    return words | changes


def lent(*doors: Words, days: int = 6, **changes: Any) -> Result:
    """A day is a window; a loan is repaid, which lifts the score by one, below 3 points."""
    kinds = (deed("repay", "neutral", **NEVER), deed("default", "neutral", **NEVER))
    steps = [
        {"from": quantity(0, "points"), "chance": quantity(1.0, "chance")},
        {"from": quantity(3, "points"), "chance": quantity(0.0, "chance")},
    ]
    words: Words = {
        "sensors": [registry("book", "repay", "default")],
        "instruments": [ledger(0, 0, 9, rule("up", "repay", 1), rule("down", "default", -1))],
        "consequences": list(doors),
        "outcomes": [
            {
                "id": "o",
                "title": title("o"),
                "service": "loan",
                "ledger": "points",
                "deeds": [{"deed": "repay", "chances": steps}, {"deed": "default"}],
            }
        ],
    }
    return live(regime(**(words | changes)), conduct(*kinds, services=[DAILY]), days)


def deeds(result: Result) -> list[tuple[int, ...]]:
    """Day and kind of every deed."""
    return [line[:2] for line in lines(result, Event.DEED)]


def test_what_comes_of_a_loan_follows_the_score_of_the_moment() -> None:
    """Up to three points it is repaid, then not, then repaid again."""
    result = lent()
    assert deeds(result) == [(0, 0), (1, 0), (2, 0), (3, 1), (4, 0), (5, 1)]
    assert [line[3] for line in lines(result, Event.POINTS) if line[1] == 0] == [1, 2, 3, 2, 3, 2]
    assert result.tallies[0, 0, "attempts", "loan"] == 1


def test_nothing_comes_of_a_refused_attempt() -> None:
    result = lent(door("bar"))
    assert deeds(result) == []
    assert len(lines(result, Event.REFUSED)) == 6


@pytest.mark.parametrize(("per", "granted"), [("year", [0, 1]), ("window", range(6))])
def test_a_limit_counts_by_year_or_window(per: str, granted: list[int]) -> None:
    limit = door("limit", attempts=quantity(2, "attempts"), per=per)
    result = lent(limit)
    assert [day for day, _ in deeds(result)] == list(granted)
    assert len(lines(result, Event.REFUSED)) == 6 - len(granted)


def test_the_next_year_opens_a_limit_again() -> None:
    limit = door("limit", attempts=quantity(1, "attempts"), per="year")
    result = lent(limit, clock={"start": "2021-12-30", "window": quantity(1, "days")})
    assert [day for day, _ in deeds(result)] == [0, 2]


def test_what_is_delayed_happens_on_the_later_day() -> None:
    """By the score of the attempt; two delays add up."""
    waits = [door("delay", days=quantity(days, "days"), id=f"d{days}") for days in (1, 2)]
    result = lent(*waits)
    assert [line[0] for line in lines(result, Event.GRANTED)] == [3, 4, 5]
    assert deeds(result) == [(3, 0), (4, 0), (5, 0)]
    assert [line[1:] for line in lines(result, Event.BOOKED)] == 6 * [(0, 0, 0, 1), (1, 0, 0, 2)]
    assert result.tallies[0, 0, "days_waited", "d2"] == 2


def test_a_consequence_bears_on_some_people_only() -> None:
    barred = {"by": "sex", "levels": ["female"]}
    assert deeds(lent(door("bar", whom=barred))) == []
    assert len(deeds(lent(door("bar", whom=barred | {"levels": ["male"]})))) == 6


def test_one_luck_serves_every_consequence_of_an_attempt() -> None:
    """Two bars of one chance bear on the same attempts: the second is never charged."""
    half = [door("bar", id=name, chance=quantity(0.5, "chance")) for name in ("one", "two")]
    result = lent(*half, days=40)
    charged = {line[1] for line in lines(result, Event.REFUSED)}
    assert charged == {0}
    assert 8 < len(deeds(result)) < 32


# ---- shown in public


def shown(**force: str) -> Result:
    """A deed a day lists for two days; whoever is listed is shown."""
    wall: Words = {"kind": "publish", "id": "wall", "title": title("wall"), "in_force": force}
    watched = listing("spit", count=1, period=1, term=2)
    rules = regime(
        3,
        sensors=[registry("book", "spit")],
        instruments=[watched],
        consequences=[wall | {"when": {"instrument": "watched"}}],
    )
    return live(rules, conduct(deed("spit")), 4)


def count(result: Result, measure: str) -> int:
    """The sum of a measure of what is shown."""
    return sum(n for key, n in result.tallies.items() if key[2] == measure)


def test_people_are_shown_as_long_as_they_are_listed() -> None:
    result = shown()
    listed = count(result, "days_listed")
    assert count(result, "days_published") == listed > 4
    assert count(result, "published") == len(lines(result, Event.LISTED))
    told = [line[0] for line in lines(result, Event.PUBLISHED)]
    assert told == [line[0] for line in lines(result, Event.LISTED)]
    assert [line[0] for line in lines(result, Event.WITHDRAWN)] == [
        line[0] for line in lines(result, Event.RELEASED)
    ]


def test_who_stands_there_when_the_rule_begins_is_shown_from_that_day() -> None:
    first = lines(shown(), Event.LISTED)[0][0]
    late = shown(**{"from": f"2021-03-{first + 2:02}"})  # the day after that of the first entry
    assert count(late, "published") == count(shown(), "published")
    assert count(late, "days_published") == count(shown(), "days_published") - 1
    assert len(lines(late, Event.PUBLISHED)) == len(lines(shown(), Event.PUBLISHED)) - 1


def test_nobody_is_shown_after_the_rule_ends() -> None:
    first = lines(shown(), Event.LISTED)[0][0]
    early = shown(until=f"2021-03-{first + 2:02}")
    assert count(early, "published") == count(early, "days_published") == 1

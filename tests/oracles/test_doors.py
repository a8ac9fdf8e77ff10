"""Attempts to get a service, and what a standing makes of them."""

from __future__ import annotations

import pytest

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from oracles.little import YEARLY, act, by, city, conduct, live, stratum, years
from oracles.near import assert_count
from oracles.reading import total
from oracles.sabotage import change_books, other_terms
from reference_tests.town import ledger, listing, regime, registry
from strategies.words import Words, quantity, title

PEOPLE = 200_000
OFFLINE, ONLINE = stratum(online="offline"), stratum(online="online")


def door(kind: str, name: str, service: str, **when: object) -> Words:
    """A consequence of a standing."""
    return {"kind": kind, "id": name, "title": title(name), "service": service, "when": when}


def service(name: str, rate: float) -> Words:
    """A service that people online try to get twice as often."""
    return {
        "id": name,
        "title": title(name),
        "context": "travel",
        "rate": quantity(rate, YEARLY),
        "by": [by("online", "multiple", offline=1.0, online=2.0)],
    }


def test_attempts_of_all_in_a_band() -> None:
    """One service is barred, one costs more and is eased too: no attempt is lost or doubled."""
    always: dict[str, object] = {"instrument": "points", "bands": ["good"]}
    doors = [
        door("price", "fare", "train", **always) | {"amount": quantity(2.5, "CNY")},
        door("bar", "no-flight", "plane", **always),
        door("privilege", "seat", "train", **always) | {"amount": quantity(-1.25, "CNY")},
        door("bar", "never", "train", instrument="points", bands=["poor"]),
    ]
    services = [service("train", 6.0), service("plane", 1.5)]
    deeds = conduct(act("spit", 0.0), bound=1.0, services=services)
    rules = regime(60, instruments=[ledger(5, 0, 9)], consequences=doors)
    outcome = live(city(rules, deeds), {OFFLINE: PEOPLE, ONLINE: PEOPLE}, 4, seed=91)
    for g, times in ((OFFLINE, 1.0), (ONLINE, 2.0)):
        exposure = PEOPLE * years(outcome) * times
        rides = total(outcome, "attempts", "train", [g])
        assert_count("house: train", rides, 6.0 * exposure)
        assert_count("house: plane", total(outcome, "attempts", "plane", [g]), 1.5 * exposure)
        assert total(outcome, "refused", "no-flight", [g]) == total(
            outcome, "attempts", "plane", [g]
        )
        assert total(outcome, "booked", "fare", [g]) == rides
        assert total(outcome, "money", "fare", [g]) == 250 * rides
        assert total(outcome, "money", "seat", [g]) == -125 * rides
    assert total(outcome, "refused", "never") == 0


def listed() -> City:
    """A city where each record bars its doer from trains for three weeks."""
    deeds = conduct(act("spit", 3.0), bound=3.0, services=[service("train", 12.0)])
    watched = listing("spit", count=1, period=1, term=21)
    bar = door("bar", "no-train", "train", instrument="watched")
    book = registry("book", "spit")
    return city(regime(30, sensors=[book], instruments=[watched], consequences=[bar]), deeds)


def check_refusals(outcome: Outcome) -> None:
    """Refusals are the rate times the days on the list; entry is half-way through its first day."""
    days = total(outcome, "days_listed", "watched")
    entries = total(outcome, "list_entries", "watched/true")
    assert 0.9 < days / (21 * entries) < 1.0
    refused = total(outcome, "refused", "no-train")
    assert_count("house: refused", refused, 12.0 * (days - entries / 2) / 365.25)


def test_refusals_follow_the_days_on_a_list() -> None:
    check_refusals(live(listed(), PEOPLE, 12, seed=93))


@pytest.mark.slow
def test_a_longer_stay_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    change_books(monkeypatch, other_terms(2))
    outcome = live(listed(), PEOPLE, 12, seed=93)
    with pytest.raises(AssertionError):
        check_refusals(outcome)

"""The short way through a window and the long one lead to the same end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.worlds import KEY, digests, people, suqian, with_regime
from glasscity.documents.resolve import City, load
from glasscity.engine.place import live
from glasscity.lowering import plan as plans
from glasscity.lowering.census import build_census
from glasscity.lowering.plain import lower_oddities
from glasscity.lowering.plan import lower
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.tables.law import ARRIVAL, END, EXPIRY, LEDGER_EACH_RECORD, NOT_SOON, Books, Oddities
from oracles.little import act, city, conduct
from reference_tests.town import appeal, listing, regime, registry, rule
from reference_tests.town import ledger as town_ledger
from strategies.words import Words, quantity, title

PEOPLE, WINDOWS = 4_000, 26
"""Months enough for points to expire."""


def oddities(of: City) -> Oddities:
    """What takes the long way in a city."""
    return lower(of.regime, of.population, of.conduct, 2).oddities


def everything(*_: object) -> Oddities:
    """Nothing takes the short way."""
    return Oddities(np.zeros(99, np.int64), np.ones((4, 512), np.uint8))


def lived(name: str) -> tuple[str, str]:
    of = load(name)
    return digests(live(of, build_census(of.population, PEOPLE)[0], WINDOWS, KEY))


@pytest.mark.parametrize("name", ["suqian-2018", "rongcheng-2016", "court-list-2013"])
def test_both_ways_lead_to_the_same_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = lived(name)
    monkeypatch.setattr(plans, "lower_oddities", everything)
    assert lived(name) == short


def test_an_odd_thing_on_the_short_way_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that publishes at each record, taken for one that waits."""
    (ledger, *others) = suqian().regime.instruments
    assert isinstance(ledger, Ledger)
    at_once = ledger.model_copy(update={"update": "each record"})
    of = with_regime(suqian(), instruments=(at_once, *others))
    right = digests(live(of, people(PEOPLE), WINDOWS, KEY))

    def waiting(books: Books, *rest: Any) -> Oddities:
        ledgers = books.ledgers.copy()
        ledgers[:, LEDGER_EACH_RECORD] = 0
        return lower_oddities(books._replace(ledgers=ledgers), *rest)

    monkeypatch.setattr(plans, "lower_oddities", waiting)
    assert digests(live(of, people(PEOPLE), WINDOWS, KEY)) != right


def test_in_suqian_only_a_deed_that_lists_takes_the_long_way() -> None:
    """And only where the record of a camera is made in the same window."""
    odd = oddities(suqian())
    kinds = [kind.id for kind in suqian().conduct.kinds]
    assert {kinds[k]: int(odd.kinds[k]) for k in np.flatnonzero(odd.kinds < NOT_SOON)} == {
        "red-light-crossing": 7
    }
    assert odd.items[EXPIRY, :4].tolist() == [0, 0, 0, 1]
    assert odd.items[END].all()


def monthly(**changes: object) -> Words:
    """A ledger that publishes at the window's end."""
    rules = [rule("r", "spit", -1, -2, cap=9, expires=31)]
    return town_ledger(0, -9, 9, *rules, update="each window", **changes)


DELAY = 3
LIST = listing("spit", count=1, period=20, term=9)
BOARD = {"kind": "publish", "id": "board", "title": title("board")} | {
    "when": {"instrument": "points", "bands": ["poor"]}
}
QUEUE = appeal(0.5, 0.5, 0.5, 30, capacity=quantity(9, "per month"))


@pytest.mark.parametrize(
    ("parts", "soonest", "expiry", "arrival"),
    [
        ({"instruments": [monthly()]}, NOT_SOON, 0, 0),
        ({"instruments": [monthly() | {"update": "each record"}]}, 0, 1, 1),
        ({"instruments": [monthly(), LIST]}, DELAY, 0, 1),
        ({"instruments": [monthly(), LIST], "sensors": []}, NOT_SOON, 0, 1),
        ({"instruments": [monthly()], "consequences": [BOARD]}, 0, 1, 1),
        ({"instruments": [monthly()], "recourse": [QUEUE]}, 0, 1, 1),
    ],
    ids=["ledger", "at each record", "list", "list that nobody fills", "shown", "queue"],
)
def test_what_takes_the_long_way(parts: Words, soonest: int, expiry: int, arrival: int) -> None:
    whole: Words = {"sensors": [registry("book", "spit", delay=DELAY)]} | parts
    odd = oddities(city(regime(30, **whole), conduct(act("spit", 3.0), bound=3.0)))
    assert odd.kinds.tolist() == [soonest]
    assert odd.items[EXPIRY, 0] == expiry
    assert odd.items[ARRIVAL, 0] == arrival


def test_deeds_that_are_misread_or_learned_from_take_the_long_way() -> None:
    """Whatever else they do."""
    plan = lower(suqian().regime, suqian().population, suqian().conduct, 2)
    pairs = [replace(pair, as_kind=pair.kind + 1) for pair in plan.pairs[:1]]
    books, shown, way = plan.books, plan.shown, plan.way_back
    odd = lower_oddities(books, shown, way, pairs, [4])
    assert odd.kinds[[pairs[0].kind, 4, 6]].tolist() == [0, 0, NOT_SOON]
    assert odd.items[ARRIVAL, 0] == 1

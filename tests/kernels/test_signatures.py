"""Each kernel is compiled once: a table of another type or layout would show as a second one.

A second signature costs every new machine its compilation, and tells of a drifting dtype.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from numba.core.dispatcher import Dispatcher

import glasscity.kernels
from engine.worlds import KEY, base, people, suqian
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.engine.replay import replay
from oracles.little import act, census, city, conduct, stratum
from reference_tests.town import camera, ledger, listing, regime, registry, rule
from strategies.words import quantity, title


def kernels() -> Iterator[tuple[str, Dispatcher]]:
    """All kernels that are compiled by themselves, not pasted into another."""
    for module in pkgutil.iter_modules(glasscity.kernels.__path__):
        path = f"{glasscity.kernels.__name__}.{module.name}"
        for name, each in vars(importlib.import_module(path)).items():
            if isinstance(each, Dispatcher) and each.__module__ == path:
                options = each.targetoptions
                if "inline" not in options and "forceinline" not in options:
                    yield name, each


CALLED = ("live_window", "sort_by_window", "group_by_person", "draw_traits")
"""Kernels that Python calls; the others are called by these."""


def little_cities() -> Iterator[City]:
    """Regimes in which now this table is empty and now that."""
    spit = act("spit", 3.0)
    alone = conduct(spit, bound=3.0)
    yield city(regime(30), alone)
    yield city(regime(30, sensors=[camera("eye", "spit"), registry("book", "spit")]), alone)
    points = ledger(0, -9, 9, rule("r", "spit", -1, -2, cap=9, expires=31))
    yield city(regime(30, sensors=[registry("book", "spit", delay=3)], instruments=[points]), alone)
    watched = listing("spit", count=1, period=20, term=9)
    train = {"id": "train", "title": title("train"), "context": "travel", "by": []}
    train["rate"] = quantity(9.0, "per person-year")
    shut = {"kind": "bar", "id": "shut", "title": title("shut"), "service": "train"}
    shut["when"] = {"instrument": "watched"}
    rules = regime(
        30, sensors=[registry("book", "spit")], instruments=[watched], consequences=[shut]
    )
    yield city(rules, conduct(spit, bound=3.0, services=[train]))


@pytest.fixture(scope="module")
def compiled() -> dict[str, int]:
    """How often each kernel has been compiled after runs of all shapes."""
    outcome = base(3_000, 14)
    live(suqian(), people(3_000), 2, KEY, chunk=700, trace_every=5)
    replay(suqian(), people(3_000), outcome.fields, 14, KEY, 7)
    for each in little_cities():
        for counts in ({0: 50}, {0: 50, stratum(sex="male"): 30}):
            live(each, census(counts), 3, KEY, trace_every=2)
    return {name: len(kernel.signatures) for name, kernel in kernels()}


def test_all_kernels_are_found(compiled: dict[str, int]) -> None:
    assert set(compiled) > set(CALLED)
    assert len(compiled) >= 7


def test_no_kernel_has_two_signatures(compiled: dict[str, int]) -> None:
    others = {name: n for name, n in compiled.items() if name != "draw_traits"}
    assert {name: n for name, n in others.items() if n > 1} == {}
    assert others["live_window"] == others["sort_by_window"] == 1


def test_traits_are_drawn_by_one_signature(compiled: dict[str, int]) -> None:
    assert compiled["draw_traits"] == 1

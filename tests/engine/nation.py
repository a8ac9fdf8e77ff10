"""A little nation: two regions in four places, where a deed may be pinned on somebody else."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from glasscity.documents.resolve import City
from glasscity.engine.nation import Nation
from glasscity.lowering.plan import lower
from glasscity.tables.outcome import Outcome
from oracles import little
from reference_tests.town import camera, regime, registry
from strategies.words import REASON, Words, quantity

WINDOWS, KEY = 6, (5, 6)
HARMFUL = {"valence": "harmful"}


def places(number: int, cells: Mapping[str, int]) -> Words:
    """So many places of regions with these people."""
    count = quantity(number, "places")
    return {"number": count, "unit": "people", "assumed": REASON, "cells": dict(cells)}


def city(people: int, cells: Mapping[str, int], number: int, capacity: float, sizes: str) -> City:
    """A camera with a review of so many hits a month, and a registry."""
    spit = little.act("spit", 1.0, seen_at_most=quantity(0.5, "share")) | HARMFUL
    cross = little.act("cross", 4.0, seen_at_most=quantity(0.5, "share")) | HARMFUL
    files = registry("files", "spit", completeness=0.4)
    files["false_records"] = quantity(0.05, "per person-year")
    eye = camera("eye", "cross", miss=quantity(0.3, "chance")) | {
        "coverage": quantity(0.4, "share"),
        "gallery": quantity(2000, "people"),
        "false_match": quantity(0.0005, "chance"),
        "look_alikes": "persistent",
        "review": {
            "capacity": quantity(capacity, "per month"),
            "catches": quantity(0.9, "chance"),
            "automation_bias": quantity(0.1, "share"),
            "rejects_right": quantity(0.05, "chance"),
        },
    }
    rules = regime(None, sensors=[files, eye], sizes=sizes)
    there = little.population(
        people=quantity(people, "people"),
        look_alike_spread=quantity(1.0, "spread"),
        places=places(number, cells),
    )
    return little.city(rules, little.conduct(spit, cross, bound=2.6, spread=1.2), there)


@functools.cache
def lived(
    people: int,
    places_of_a: int,
    places_of_b: int,
    capacity: float = 100.0,
    sizes: str = "place",
) -> tuple[Nation, tuple[Outcome, ...]]:
    """Each of so many equal places lived in turn."""
    cells = {"a": places_of_a, "b": places_of_b}
    held = {region: n for region, n in cells.items() if n}
    nation = Nation(city(people, held, sum(held.values()), capacity, sizes), 1)
    of = nation.city
    plan = lower(of.regime, of.population, of.conduct, WINDOWS)
    outcomes = tuple(
        nation.live(place, WINDOWS, KEY, plan, trace_every=1) for place in nation.places
    )
    return nation, outcomes

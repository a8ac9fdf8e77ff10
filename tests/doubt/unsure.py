"""A little city with a few numbers that could be others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from glasscity.documents.resolve import City
from glasscity.vocabulary.terms import Unit
from oracles import little
from reference_tests.town import camera, ledger, regime, registry, rule
from strategies.words import REASON, Words, quantity


def between(low: float, value: float, high: float, unit: Unit, why: str = REASON) -> Words:
    """A value with its range."""
    return {"value": value, "unit": unit, "assumed": why, "range": [low, high]}


def unsure_city(
    seen: Words | None = None,
    rate: Words | None = None,
    good: Words | None = None,
    delay: Words | None = None,
) -> City:
    """People spit; a registry sees it, two points are lost. Whatever is given is not sure."""
    spit = little.act("spit", 1.0)
    spit["rate"] = rate or between(0.1, 1.0, 4.0, "per person-year")
    files = registry("files", "spit")
    files["completeness"] = seen or between(0.2, 0.5, 0.8, "share")
    files["delay"] = delay or between(0, 10, 30, "days")
    points = ledger(10, 0, 20, rule("spitting", "spit", -2), good=5)
    points["bands"][1]["from"] = good or between(3, 5, 9, "points")
    rules = regime(None, sensors=[files], instruments=[points])
    return little.city(rules, little.conduct(spit, bound=2.0))


def watched_city() -> City:
    """Some cross on red before a camera; people spit, and two registries see it."""
    cross = little.act("cross", 10.0)
    cross["rate"] = between(5.0, 10.0, 20.0, "per person-year")
    cross["seen_at_most"] = quantity(0.1, "share")
    spit = little.act("spit", 1.0)
    spit["rate"] = between(0.5, 1.0, 2.0, "per person-year")
    eye = camera("eye", "cross", miss=between(0.1, 0.2, 0.3, "chance"))
    eye["coverage"] = between(0.02, 0.04, 0.08, "share")
    eye["detection"] = between(0.4, 0.8, 1.0, "chance")
    eye["gallery"] = quantity(1000, "people")
    eye["false_match"] = between(1e-5, 1e-4, 1e-3, "chance")
    one, two = registry("one", "spit"), registry("two", "spit")
    one["completeness"] = between(0.2, 0.4, 0.8, "share")
    two["completeness"] = between(0.2, 0.3, 0.6, "share")
    rules = regime(None, sensors=[eye, one, two])
    return little.city(rules, little.conduct(cross, spit, bound=6.0))


def numbers_of(city: City) -> Mapping[str, float]:
    """Of a city without anybody living it."""
    rate = city.conduct.kinds[0].rate.value
    seen = city.regime.sensors[0].chances("spit", 1.0).view[0, 0]
    return {"recorded": rate * seen, "sometimes": rate if rate > 1.0 else math.nan}


@dataclass
class Counted:
    """Numbers of a city, and how often they were asked for."""

    calls: list[str] = field(default_factory=list)
    name: str = ""

    def __call__(self, city: City) -> Mapping[str, float]:
        self.calls.append(self.name)
        found = numbers_of(city)
        return {self.name: found[self.name]} if self.name else found

    def only(self, name: str) -> Counted:
        return Counted(self.calls, name)

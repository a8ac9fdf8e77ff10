"""The city that most claims are about, and how long it is lived."""

from __future__ import annotations

from dataclasses import replace

from glasscity.documents.resolve import City
from glasscity.documents.sound import sound
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench

SUQIAN = "suqian-2018"
YEARS = 5.0


def suqian(bench: Bench) -> City:
    """Suqian's points as reported."""
    return bench.city(SUQIAN)


def lived(bench: Bench, city: City, name: str = "as it is") -> Run:
    """One city lived for the usual five years."""
    return bench.run({name: city}, YEARS)[name]


def swapped(city: City, other: City, sensor: str) -> City:
    """The city with one sensor as another city has it. Raises DocumentError."""
    theirs = {it.id: it for it in other.regime.sensors}
    sensors = tuple(theirs[it.id] if it.id == sensor else it for it in city.regime.sensors)
    regime = city.regime.model_copy(update={"sensors": sensors})
    return sound(replace(city, regime=regime))

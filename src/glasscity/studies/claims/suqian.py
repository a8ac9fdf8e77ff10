"""The city that most claims are about, and how long it is lived."""

from __future__ import annotations

from dataclasses import replace

from glasscity.documents.resolve import City
from glasscity.documents.sound import sound
from glasscity.measures.exposure import days_in_bands
from glasscity.results.run import Run
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.tallied import in_bands

SUQIAN = "suqian-2018"
YEARS = 5.0
ABOVE = ("a-plus", "aa", "aa-plus", "aaa")
BELOW = frozenset({"d", "c", "b"})
"""Classes above and below the one in which all begin."""


def suqian(bench: Bench) -> City:
    """Suqian's points as reported."""
    return bench.city(SUQIAN)


def lived(bench: Bench, city: City, name: str = "") -> Run:
    """One city lived for the usual five years."""
    return bench.run(city, YEARS, name=name)


def above_a(run: Run) -> float:
    """The share of people above class A on the last day."""
    return in_bands(run, "points", ABOVE) / run.outcome.people


def below_a(run: Run) -> float:
    """The share of person-days below class A."""
    (points,) = (it for it in run.city.regime.banded if it.id == "points")
    days = run.outcome.people * sum(run.outcome.window_days)
    return float(days_in_bands(run, points, BELOW).sum()) / days


def swapped(city: City, other: City, sensor: str) -> City:
    """The city with one sensor as another city has it. Raises DocumentError."""
    theirs = {it.id: it for it in other.regime.sensors}
    sensors = tuple(theirs[it.id] if it.id == sensor else it for it in city.regime.sensors)
    regime = city.regime.model_copy(update={"sensors": sensors})
    return sound(replace(city, regime=regime))

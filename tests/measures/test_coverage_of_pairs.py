"""Intervals of paired differences hold the truth as often as they say, over many lucks."""

from __future__ import annotations

import functools
import math

import numpy as np
import pytest

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine.worlds import World, live_together
from glasscity.lowering.census import build_census
from glasscity.measures.interval import LEVEL
from glasscity.measures.pairing import Difference, difference
from glasscity.results.tallies import Tallies
from oracles import little
from reference_tests.town import camera, ledger, regime, registry, rule
from strategies.words import quantity

LUCKS, PEOPLE, WINDOWS = 120, 400, 5


def city(points: int, *, is_pooled: bool) -> City:
    """Spitting, seen by a registry, costs so many points; so does crossing, seen by a camera.

    With ``is_pooled`` the camera names somebody else for every second face that it sees, so that
    what falls on people depends on the chance of everybody (their pool).
    """
    deeds = [
        little.act(name, 2.0, seen_at_most=quantity(0.5, "share")) for name in ("spit", "cross")
    ]
    eye = camera("eye", "cross", miss=quantity(0.5, "chance"), coverage=quantity(0.5, "share"))
    files = registry("files", "spit", completeness=0.5)
    files["false_records"] = quantity(0.1, "per person-year")
    sensors = [files, eye] if is_pooled else [files]
    rules = [rule("spitting", "spit", points), rule("crossing", "cross", points)]
    account = ledger(1000, 0, 2000, *rules)
    people = little.population(
        look_alike_spread=quantity(1.0, "spread"), people=quantity(PEOPLE, "people")
    )
    conduct = little.conduct(*deeds, bound=2.0, spread=1.2)
    return little.city(regime(60, sensors=sensors, instruments=[account]), conduct, people)


@functools.cache
def found(is_pooled: bool) -> tuple[Difference, ...]:
    """The mean score where a deed costs five points less where it costs two, by luck."""
    here, there = (city(points, is_pooled=is_pooled) for points in (-5, -2))
    census, _ = build_census(here.population, PEOPLE)
    people = {g: n for g, n in enumerate(census.counts.tolist()) if n}
    worlds = [World("here", here), World("there", there)]
    return tuple(
        difference(Tallies(lived.joint), "score_sums", "points", people)
        for lived in (live_together(worlds, census, WINDOWS, key_of(seed)) for seed in range(LUCKS))
    )


def covered(is_pooled: bool) -> tuple[float, float]:
    """How often the interval holds the mean of all lucks, and its width over the one needed."""
    values = np.array([it.here - it.there for it in found(is_pooled)])
    errors = np.array([it.paired for it in found(is_pooled)])
    hits = np.abs(values - values.mean()) <= 1.96 * errors
    return float(hits.mean()), float(errors.mean() / values.std(ddof=1))


def test_paired_intervals_cover_at_their_level() -> None:
    """95 %, within three standard errors of such a simulation; most strata hold one person."""
    share, width = covered(is_pooled=False)
    assert abs(share - LEVEL) < 3.0 * math.sqrt(LEVEL * (1.0 - LEVEL) / LUCKS)
    assert width == pytest.approx(1.0, abs=0.15)


def test_where_mistakes_are_pooled_they_cover_a_little_less() -> None:
    """The chance of the pool itself is taken as found, as the method says: nine in ten still."""
    share, width = covered(is_pooled=True)
    assert 0.85 < share < LEVEL
    assert 0.7 < width < 1.0

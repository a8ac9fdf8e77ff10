"""Intervals hold the truth as often as they say, in cities lived with many lucks."""

from __future__ import annotations

import functools
import math

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.measures.interval import LEVEL, Interval
from glasscity.measures.records import everybody_of, records_by_group
from glasscity.results.request import Request
from glasscity.studies.run import simulate
from oracles import little
from reference_tests.town import camera, regime, registry
from strategies.words import quantity

LUCKS = 160
PEOPLE = 400
TRUTHS = ("true", "wrongful")
HARMFUL = {"valence": "harmful"}


def noisy_city() -> City:
    """People differ and stay different, are mistaken for each other again and again, in pools."""
    spit = little.act("spit", 1.0, seen_at_most=quantity(0.5, "share")) | HARMFUL
    cross = little.act("cross", 2.0, seen_at_most=quantity(0.5, "share")) | HARMFUL
    files = registry("files", "spit", completeness=0.4)
    files["false_records"] = quantity(0.05, "per person-year")
    eye = camera("eye", "cross", miss=quantity(0.3, "chance"))
    eye["coverage"] = quantity(0.4, "share")
    eye["gallery"] = quantity(PEOPLE, "people")
    eye["false_match"] = quantity(0.001, "chance")
    eye["look_alikes"] = "persistent"
    rules = regime(60, sensors=[files, eye])
    people = little.population(
        look_alike_spread=quantity(1.0, "spread"), people=quantity(PEOPLE, "people")
    )
    return little.city(rules, little.conduct(spit, cross, bound=1.6, spread=1.2), people)


@functools.cache
def found() -> dict[str, list[Interval]]:
    """By truth, everybody's rate of records with each luck."""
    city, rates = noisy_city(), dict[str, list[Interval]]({truth: [] for truth in TRUTHS})
    for seed in range(LUCKS):
        run = simulate(city, Request("noisy", PEOPLE, 1.0, 6, seed))
        table = records_by_group(run)
        for truth in TRUTHS:
            rates[truth].append(everybody_of(table, truth))
    return rates


@pytest.mark.parametrize("truth", TRUTHS)
def test_intervals_cover_at_their_level(truth: str) -> None:
    """Not less often than 95 % by three standard errors, nor by intervals too wide for that."""
    low, value, high = np.array(
        [(it.low, it.value, it.high) for it in found()[truth]], dtype=np.float64
    ).T
    mean = value.mean()
    covered = float(np.mean((low <= mean) & (mean <= high)))
    slack = 3.0 * math.sqrt(LEVEL * (1.0 - LEVEL) / LUCKS)
    assert covered > LEVEL - slack
    spread = value.std(ddof=1)
    assert float(np.mean(high - low)) / (2.0 * 1.96 * spread) < 1.4


def test_intervals_of_chance_alone_would_cover_less() -> None:
    """Why they are wider than a Poisson law's: the same people err, and are mistaken, again."""
    for truth in TRUTHS:
        value = np.array([it.value for it in found()[truth]], dtype=np.float64)
        exposure = PEOPLE * 360 / 365.25 / 1000.0
        plain = 1.96 * np.sqrt(value.mean() / exposure)
        assert float(np.mean(np.abs(value - value.mean()) <= plain)) < 0.92

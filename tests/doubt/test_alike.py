"""Numbers that records cannot tell apart: found in the documents, and seen in lived cities."""

from __future__ import annotations

import math

import numpy as np
import pytest

from doubt.unsure import watched_city
from glasscity.documents.resolve import City, load
from glasscity.studies.doubt.alike import Lever, alike, levers, record_law, traded
from oracles import little
from oracles.reading import total

CITY = watched_city()
PEOPLE = 60_000


def lever(city: City, label: str) -> Lever:
    return next(it for it in levers(city) if it.label == label)


def test_only_products_that_records_show_alone_are_told() -> None:
    """Crossing: coverage x detection x rate. Spitting is seen twice, and overlap tells."""
    (only,) = alike(CITY)
    assert {it.label for it in only.levers} == {"eye: coverage", "eye: detection", "cross: rate"}
    assert only.told_by == ()


def test_those_of_a_real_regime() -> None:
    """A registry of one deed; not the courts, whose one share is of two deeds."""
    found = [{it.label for it in group.levers} for group in alike(load("suqian-2018"))]
    assert {"utilities: completeness", "late-utility-payment: rate"} in found
    assert {"crossing-cameras: gallery", "crossing-cameras: false match"} in found
    assert {"crossing-cameras: ageing", "crossing-cameras: photo age"} in found
    assert not any("courts: completeness" in labels for labels in found)


def test_who_fears_being_seen_could_tell() -> None:
    by = {group.levers[0].label: group.told_by for group in alike(load("suqian-2018"))}
    assert by["utilities: completeness"] == ("payment-deterrence",)
    assert by["volunteer-hours: bother"] == ()
    assert by["crossing-cameras: gallery"] == ()


def test_a_trade_leaves_the_law_of_records() -> None:
    (only,) = alike(CITY)
    one, other, _ = only.levers
    moved = traded(CITY, one, other, 0.9)
    assert np.allclose(record_law(moved), record_law(CITY), rtol=1e-12, atol=0.0)
    assert moved.digests != CITY.digests


def records(city: City, kind: str) -> list[int]:
    """True and wrongful records of a kind, by sensor."""
    outcome = little.live(city, PEOPLE, 12, seed=31, weight=2.0)
    sources = [f"{it.id}/{kind}" for it in city.regime.sensors if kind in it.sees]
    return [
        total(outcome, measure, source)
        for source in sources
        for measure in ("recorded", "false_records")
    ]


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_alike"),
    [
        ("cross", "cross: rate", "eye: coverage", True),
        ("cross", "cross: rate", "eye: miss", False),
        ("spit", "spit: rate", "one: completeness", False),
    ],
)
def test_lived_cities_agree(kind: str, one: str, other: str, is_alike: bool) -> None:
    """Twice the deeds, half the coverage: as many true and wrongful records, within error."""
    before = records(CITY, kind)
    after = records(traded(CITY, lever(CITY, one), lever(CITY, other), 2.0), kind)
    far = [abs(b - a) / math.sqrt(a + b) for a, b in zip(before, after, strict=True) if a + b > 100]
    assert far
    assert all(it < 4.0 for it in far) == is_alike

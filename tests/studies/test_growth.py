"""Growth is measured of whole nations, every person of them, in seconds and in bytes."""

from __future__ import annotations

import os
from multiprocessing import Pipe
from pathlib import Path

import numpy as np
import pytest

from glasscity.charts.growth import Grown, growth_figure
from glasscity.documents.places import places_of
from glasscity.documents.resolve import load
from glasscity.studies.bench import growth


def test_sizes_are_powers_of_ten_and_the_last() -> None:
    assert growth.sizes_upto(10_000) == (10_000,)
    assert growth.sizes_upto(250_000) == (10_000, 100_000, 250_000)
    assert growth.sizes_upto(1_000_000) == (10_000, 100_000, 1_000_000)
    with pytest.raises(ValueError, match="less than 10,000"):
        growth.sizes_upto(9_999)


@pytest.mark.parametrize(("people", "places"), [(10_000, 1), (10_000_000, 3), (1_112_784_302, 333)])
def test_a_nation_has_places_of_the_usual_size(people: int, places: int) -> None:
    there = growth.nation_of(load("court-list-2013").population, people)
    assert len(places_of(there)) == places
    assert sum(place.people for place in places_of(there)) == people


def test_a_size_is_lived_whole_and_its_memory_seen() -> None:
    mine, theirs = Pipe(duplex=False)
    with growth._watched(os.getpid()) as peak:
        block = np.ones(25_000_000)
        growth._live(theirs, "court-list-2013", "china-2020", 10_000, 0.25, 1)
    told = mine.recv()
    assert told["people"] == 10_000
    assert told["places"] == 1
    assert told["person_months"] == 30_000
    assert told["seconds"] > 0
    assert len(told["digest"]) == 64
    if Path("/proc/self/smaps_rollup").exists():
        assert peak[0] > block.nbytes


def test_the_chart_holds_each_size() -> None:
    sizes = (10_000, 1_000_000, 100_000_000)
    points = [Grown(n, max(1, n // 3_000_000), n / 1e6 + 1, int(4e8)) for n in sizes]
    figure = growth_figure(points, "a test")
    assert [row[0] for row in figure.tables[0].body] == [f"{n:,}" for n in sizes]
    assert figure.svg().count('aria-roledescription="point"') == 2 * len(sizes)

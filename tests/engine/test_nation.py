"""Places of a nation are closed, keep their addresses, and bear their share of what is shared.

Clauses 16.1 to 16.3.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.nation import KEY, WINDOWS, lived
from engine.test_against_reference import assert_same_lives, tallies
from glasscity.chance import Stream, draw
from glasscity.documents.places import places_of, sampled, seats
from glasscity.documents.resolve import load
from glasscity.vocabulary.codes import TRACE_WIDTH
from reference.city import run


def test_a_place_is_what_the_reference_makes_of_it_under_the_key_of_its_number() -> None:
    nation, outcomes = lived(2000, 3, 1)
    for number in (1, 4):
        place, outcome = nation.places[number - 1], outcomes[number - 1]
        words = draw(KEY, Stream.KEY, 0, place=number)
        of = nation.city_of(place)
        alone = run(of.regime, of.conduct, of.population, nation.census(place), WINDOWS, words[:2])
        assert alone.tallies == tallies(outcome)
        lines = outcome.trace - np.eye(1, TRACE_WIDTH, dtype=np.int64) * (number - 1) * 500
        assert_same_lives(alone, replace(outcome, trace=lines))


def test_places_at_the_end_move_nobody() -> None:
    nation, more = lived(2000, 3, 1)
    assert [place.id for place in nation.places] == ["a-1", "a-2", "a-3", "b-1"]
    _, fewer = lived(1500, 3, 0)
    assert [it.state_digest for it in fewer] == [it.state_digest for it in more[:3]]
    assert len({outcome.state_digest for outcome in more}) == 4


def test_people_are_split_to_the_last_one_and_china_into_333_places() -> None:
    nation = places_of(load("court-list-2013").population)
    assert [place.number for place in nation] == list(range(1, 334))
    people = np.array([place.people for place in nation])
    assert people.sum() == 1_112_784_302
    assert 2_800_000 < people.min() < people.max() < 4_700_000
    for region in {place.region for place in nation}:
        here = [place.people for place in nation if place.region == region]
        assert max(here) - min(here) <= 1


@pytest.mark.parametrize(
    ("cells", "number", "wanted"),
    [
        ({"a": 53.0, "b": 24.0, "c": 23.0}, 7, [3, 2, 2]),  # averages 53/5, 24/3, 23/3
        ({"a": 900.0, "b": 1.0}, 3, [2, 1]),  # one at least
        ({"a": 1.0, "b": 1.0, "c": 1.0}, 4, [2, 1, 1]),  # equals in their order
    ],
)
def test_regions_have_places_by_highest_averages(
    cells: dict[str, float], number: int, wanted: list[int]
) -> None:
    assert list(seats(cells, number).values()) == wanted


def test_a_sample_is_to_the_nearest_and_never_nobody() -> None:
    assert [sampled(people, 4) for people in (1, 5, 6, 8, 10)] == [1, 1, 2, 2, 3]


def test_a_capacity_of_the_nation_is_shared_out_by_people() -> None:
    """Four equal places share what each of them has alone: the same bits."""
    _, each = lived(2000, 2, 2, 25.0)
    _, together = lived(2000, 2, 2, 100.0, "nation")
    _, lavish = lived(2000, 2, 2, 100.0)
    for mine, shared, other in zip(each, together, lavish, strict=True):
        assert tallies(mine) == tallies(shared)
        assert mine.fields == shared.fields
        assert mine.fields != other.fields

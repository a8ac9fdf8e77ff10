"""A file is reopened: anybody of a finished run is lived again from the settled fields alone."""

from __future__ import annotations

import functools
import time

import numpy as np
import pytest

from engine.changes import with_own_beliefs
from engine.worlds import KEY, Line, base, lives, people, run, suqian
from glasscity.engine.replay import Replay, address_of, replay
from glasscity.tables.fields import FieldRow
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import look_alike_group

PEOPLE, WINDOWS, EVERY = 60_000, 24, 3


def outcome() -> Outcome:
    return base(PEOPLE, WINDOWS, EVERY)


def from_fields(person: int, saved: tuple[FieldRow, ...]) -> Replay:
    return replay(suqian(), people(PEOPLE), saved, WINDOWS, KEY, person)


@functools.cache
def again(person: int) -> Replay:
    return from_fields(person, outcome().fields)


def told(life: Replay) -> list[Line]:
    return [tuple(line) for line in life.lines.tolist()]


def some_people() -> list[int]:
    """The busiest of those traced, some with each event there is, and some at random."""
    found = lives(outcome())
    busiest = sorted(found, key=lambda person: -len(found[person]))[:4]
    first = {line[3]: person for person, lines in reversed(found.items()) for line in lines}
    chance = np.random.default_rng(3).integers(0, PEOPLE // EVERY, 6) * EVERY
    return sorted({*busiest, *first.values(), *chance.tolist(), 0, PEOPLE - EVERY})


def test_lives_are_told_again_to_the_letter() -> None:
    found = lives(outcome())
    chosen = some_people()
    codes = {line[3] for person in chosen for line in found.get(person, [])}
    common = {event for event in Event if event <= Event.BOOKED}
    assert codes >= common - {Event.RELEASED, Event.GIVEN_BACK, Event.DROPPED}
    for person in chosen:
        assert told(again(person)) == found.get(person, []), f"person {person}"


def test_a_file_opens_in_well_under_a_second() -> None:
    saved = outcome().fields
    from_fields(0, saved)  # whatever has to be compiled is compiled here
    for person in (EVERY, PEOPLE // 2, PEOPLE - 1):
        started = time.thread_time()
        from_fields(person, saved)
        assert time.thread_time() - started < 0.6


def test_traits_agree_with_the_life() -> None:
    for person in some_people():
        life = again(person)
        assert (life.stratum, life.row) == address_of(people(PEOPLE), person)
        assert all(propensity > 0.0 for propensity in life.propensity)
        for line in told(life):
            if line[3] == Event.DEED:
                knows = life.aware_from is not None and line[1] >= life.aware_from
                assert line[6] == knows


def camera_victim() -> int:
    """Somebody on whom the camera's pool fell: source names end in the deed they are of."""
    sources = [pair for sensor in suqian().regime.sensors for pair in _sources(sensor.id)]
    place = sources.index("crossing-cameras/red-light-crossing")
    for person, lines in lives(outcome()).items():
        if any(line[3] == Event.FALSE and line[4] == place for line in lines):
            return person
    raise AssertionError("the camera blamed nobody; simulate more people")


def _sources(sensor_id: str) -> list[str]:
    sensor = next(each for each in suqian().regime.sensors if each.id == sensor_id)
    makes = sensor.kind in ("camera", "registry")
    return [f"{sensor.id}/{kind}" for kind in sensor.sees] if makes else []


def test_the_settled_fields_are_needed() -> None:
    """Without what the place settled, the wrongful records of the camera's victim are gone."""
    person = camera_victim()
    group = look_alike_group(address_of(people(PEOPLE), person)[0])
    emptied = tuple(
        (w, name, key, 0.0 if name == "pool_rate" and key.endswith(f"/{group}") else value)
        for w, name, key, value in outcome().fields
    )
    true = told(again(person))
    assert true == lives(outcome())[person]
    assert told(from_fields(person, emptied)) != true


def test_what_people_learnt_by_themselves_is_learnt_again() -> None:
    city = with_own_beliefs(suqian(), 0.9)
    lived = run(city, 3_000, WINDOWS, trace_every=100)
    found = lives(lived)
    assert len(found) > 10
    for person, lines in found.items():
        life = replay(city, people(3_000), lived.fields, WINDOWS, KEY, person)
        assert told(life) == lines, f"person {person}"


@pytest.mark.parametrize("person", [-1, PEOPLE])
def test_nobody_beyond_the_city(person: int) -> None:
    with pytest.raises(ValueError, match=f"choose a number from 0 to {PEOPLE - 1}"):
        again(person)

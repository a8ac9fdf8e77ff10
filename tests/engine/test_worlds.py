"""Worlds lived together are the worlds lived alone, and joint tallies fit both."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from engine.test_against_reference import EVERY_CASE, city_of, engine_of
from engine.together import margins, own_rows, together, worlds_of
from engine.worlds import KEY, base, digests, people, suqian, with_regime
from glasscity.engine.worlds import World, live_together
from glasscity.tables.outcome import Outcome
from strategies.cases import Case, cases

SOME = settings(EVERY_CASE, max_examples=12)
PEOPLE, WINDOWS = 20_000, 14
STOCKS = {"people_in_band", "people_listed"}


def assert_same(together: Outcome, alone: Outcome) -> None:
    assert digests(together) == digests(alone)
    assert together.fields == alone.fields
    for name in ("window", "stratum", "column", "count"):
        assert np.array_equal(getattr(together, name), getattr(alone, name))


@SOME
@given(cases())
def test_worlds_lived_together_are_those_lived_alone(case: Case) -> None:
    drawn, alone = worlds_of(case), {}
    for name, world in drawn.items():
        with contextlib.suppress(ValueError):  # more false records than a table can hold
            alone[name] = engine_of(world, trace_every=0)
    found = together({name: drawn[name] for name in alone}, chunk=2)
    for name, outcome in alone.items():
        assert_same(found.outcomes[name], outcome)


@SOME
@given(cases())
def test_joint_margins_are_the_tallies_of_each_world(case: Case) -> None:
    drawn = dict(list(worlds_of(case).items())[::2])
    found = together(drawn)
    for pair in itertools.combinations(drawn, 2):
        for side, name in enumerate(pair):
            mine = own_rows(found.outcomes[name], STOCKS)
            assert margins(found.joint, pair, side) == mine


@SOME
@given(cases())
def test_two_identical_worlds_have_nothing_off_the_diagonal(case: Case) -> None:
    found = together({"here": case, "there": case})
    assert_same(found.outcomes["there"], found.outcomes["here"])
    for measure, key in found.joint.columns:
        if measure == "people_in_bands":
            _, here, there = key.split("/")
            assert here == there
        if measure.endswith("_difference"):
            assert key.endswith("/0")
        assert not key.endswith("only")


@SOME
@given(cases(is_shared=False))
def test_fields_lent_by_a_twin_change_nothing(case: Case) -> None:
    city = city_of(case)
    worlds = [World("one", city, fields_of="all"), World("all", city)]
    found = live_together(worlds, case.census, case.n_windows, case.key)
    assert_same(found.outcomes["one"], found.outcomes["all"])


def test_worlds_lived_together_are_those_lived_alone_in_suqian() -> None:
    """At some size, on threads."""
    bare = with_regime(suqian(), responses=())
    worlds = [World("none", bare), World("suqian", suqian())]
    found = live_together(worlds, people(PEOPLE), WINDOWS, KEY, threads=2, chunk=7_000)
    assert_same(found.outcomes["suqian"], base(PEOPLE, WINDOWS))
    assert found.joint.pairs == (("none", "suqian"),)
    assert found.bytes_shared == 2 + 3 + len(suqian().conduct.factors)
    alone = base(PEOPLE, WINDOWS).bytes_per_person
    assert found.bytes_by_world["suqian"] == pytest.approx(alone + 2 + 4 - found.bytes_shared)


def test_what_cannot_be_compared_is_refused() -> None:
    city = suqian()
    other = replace(city, conduct=city.conduct.model_copy(update={"title": city.regime.title}))
    weekly = city.regime.clock.model_copy(update={"start": city.regime.clock.start.replace(day=2)})
    for worlds, said in (
        ([], "no world"),
        ([World("a", city), World("a", city)], "two worlds are called 'a'"),
        ([World("a", city), World("b", other)], "differ in their conduct"),
        ([World("a", city), World("b", with_regime(city, clock=weekly))], "in their clock"),
        ([World("a", city, fields_of="b"), World("b", city, fields_of="a")], "none of its own"),
    ):
        with pytest.raises(ValueError, match=said):
            live_together(worlds, people(100), 2, KEY)

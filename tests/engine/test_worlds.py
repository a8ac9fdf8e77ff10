"""Worlds lived together are the worlds lived alone, and joint tallies fit both."""

from __future__ import annotations

import collections
import contextlib
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from engine.test_against_reference import EVERY_CASE, city_of, engine_of
from engine.test_one_more import with_one_more
from engine.together import margins, own_rows, together, worlds_of
from engine.worlds import KEY, base, digests, people, suqian, with_regime
from glasscity.documents.resolve import City, load
from glasscity.engine.trouble import RunError
from glasscity.engine.worlds import World, live_together
from glasscity.evidence import Quantity
from glasscity.lowering.monotone import cannot_hurt
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from oracles.little import act, census, city, conduct, stratum
from reference_tests.town import ledger, regime, registry, rule
from strategies.cases import Case, cases
from strategies.words import quantity

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
        with contextlib.suppress(ValueError, RunError):  # more than a table or a byte can hold
            alone[name] = engine_of(world, trace_every=0)
    found = together({name: drawn[name] for name in alone}, chunk=2)
    for name, outcome in alone.items():
        assert_same(found.outcomes[name], outcome)


@SOME
@given(cases())
def test_joint_margins_are_the_tallies_of_each_world(case: Case) -> None:
    worlds = worlds_of(case)
    drawn = {name: worlds[name] for name in ("as drawn", "no sensors")}
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
    place = city_of(case)
    worlds = [World("one", place, fields_of="all"), World("all", place)]
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
    place = suqian()
    other = replace(place, conduct=place.conduct.model_copy(update={"title": place.regime.title}))
    weekly = place.regime.clock.model_copy(
        update={"start": place.regime.clock.start.replace(day=2)}
    )
    for worlds, said in (
        ([], "no world"),
        ([World("a", place), World("a", place)], "two worlds are called 'a'"),
        (
            [World("a", place), World("b", other)],
            "b: conduct - is not that of .a. .*none, perfect-sight",
        ),
        (
            [World("a", place), World("b", with_regime(place, clock=weekly))],
            "b: clock.start - is not that of .* rules come into force by dates",
        ),
        (
            [World("a", place), World("b", load("tax-grades-2018"))],
            "b: population - is of firms, and that of 'a' of people, so they have nobody in",
        ),
        ([World("a", place, fields_of="b"), World("b", place, fields_of="a")], "none of its own"),
    ):
        with pytest.raises(ValueError, match=said):
            live_together(worlds, people(100), 2, KEY)


def test_one_more_person_without_weight_is_one_row_more() -> None:
    """Where nothing is shared: joint tallies of the others stay as they were."""
    deeds = conduct(act("spit", 6.0), act("help", 6.0), bound=12.0, spread=0.9)
    book = registry("book", "spit", "help") | {"false_records": quantity(1.0, "per person-year")}
    points = ledger(2, 0, 9, rule("spit", "spit", -2, expires=50), rule("help", "help", 1))
    here = city(regime(30, sensors=[book], instruments=[points]), deeds)
    there = with_regime(here, sensors=())
    man = stratum(sex="male")
    few = census({stratum(): 400, man: 1, stratum(sex="male", age="65+"): 300})
    worlds = [World("here", here), World("there", there)]
    mine, other = (
        collections.Counter(counted(live_together(worlds, each, 8, KEY).joint))
        for each in (few, with_one_more(few, man))
    )
    more = other - mine
    assert mine - other == collections.Counter()
    assert {row[1] for row in more} == {man}
    bands = [n for row, n in more.items() if row[2] == "people_in_bands"]
    assert bands == [1] * 8


def counted(joint: Joint) -> dict[tuple[int, int, str, str], int]:
    """Counts of people of a single pair; sums of numbers aside, which can be below 0."""
    rows = zip(*(it.tolist() for it in (joint.window, joint.stratum, joint.column)), strict=True)
    named = ((w, g, *joint.columns[c]) for w, g, c in rows)
    found = dict(zip(named, joint.count.tolist(), strict=True))
    return {row: n for row, n in found.items() if not row[2].endswith("_sums")}


LOSERS = 20_000


def kinder() -> tuple[City, City]:
    """Suqian without responses and corrections, its rules without caps and ends; and kinder."""
    (points,) = suqian().regime.banded
    plain = tuple(it.model_copy(update={"expires": None, "cap": None}) for it in points.rules)
    raised = tuple(
        it.model_copy(update={"points": tuple(_raised(each, 3.0 + n) for each in it.points or ())})
        for n, it in enumerate(plain)
    )
    cities = []
    for rules in (plain, raised):
        changed = points.model_copy(update={"rules": rules})
        parts = tuple(changed if it.id == points.id else it for it in suqian().regime.instruments)
        cities.append(with_regime(suqian(), instruments=parts, responses=(), recourse=()))
    return cities[0], cities[1]


def _raised(points: Quantity, by: float) -> Quantity:
    return points.model_copy(update={"value": points.value + by, "range": None})


def test_a_change_that_cannot_hurt_leaves_nobody_lower() -> None:
    """The impossible loser: a test of this code, and never a finding."""
    harsh, kind = kinder()
    assert cannot_hurt(harsh.regime, kind.regime)
    worlds = [World("kinder", kind), World("harsher", harsh)]
    joint = live_together(worlds, people(LOSERS), 24, KEY, threads=2).joint
    gains = score_gains(joint)
    assert min(gains) >= 0
    assert sum(n for by, n in gains.items() if by > 0) > LOSERS / 10
    for measure, key in joint.columns:
        if measure == "people_in_bands":
            assert is_not_lower(harsh, *key.split("/")[1:])


def score_gains(joint: Joint) -> dict[int, int]:
    """People by score here minus there."""
    found: collections.Counter[int] = collections.Counter()
    for column, n in zip(joint.column.tolist(), joint.count.tolist(), strict=True):
        measure, key = joint.columns[column]
        if measure == "score_difference":
            found[int(key.rsplit("/", 1)[1])] += n
    return found


def is_not_lower(city: City, here: str, there: str) -> bool:
    (points,) = city.regime.banded
    bands = [band.id for band in points.bands]
    return bands.index(here) >= bands.index(there)


@pytest.mark.slow
def test_nobody_of_a_million_is_lower() -> None:
    harsh, kind = kinder()
    worlds = [World("kinder", kind), World("harsher", harsh)]
    joint = live_together(worlds, people(1_000_000), 60, KEY, threads=2).joint
    assert min(score_gains(joint)) >= 0


@pytest.mark.slow
def test_with_responses_on_a_kinder_rule_does_leave_somebody_lower() -> None:
    """So the test above could fail: who fears less does more."""
    harsh, kind = (with_regime(it, responses=suqian().regime.responses) for it in kinder())
    worlds = [World("kinder", kind), World("harsher", harsh)]
    joint = live_together(worlds, people(200_000), 60, KEY, threads=2).joint
    assert min(score_gains(joint)) < 0

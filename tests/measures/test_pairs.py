"""What pairing spares, and what a pair says of its people, against the people themselves."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt
import pytest

from engine.changes import points_of, with_rules
from engine.worlds import suqian, with_regime
from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine.worlds import World, live_together
from glasscity.lowering.census import build_census
from glasscity.measures.amounts import amounts
from glasscity.measures.groups import EVERYBODY
from glasscity.measures.pairing import Difference, difference
from glasscity.measures.pairs import (
    band_shifts,
    band_table,
    changed,
    days_table,
    estimands,
    listed_table,
    outcomes_of,
    shared_ledgers,
)
from glasscity.results.pair import Pair
from glasscity.results.tallies import Tallies
from glasscity.studies.worlds import live_pair, request_of
from glasscity.tables.joint import Joint
from glasscity.vocabulary.joint import SUMS

Ints = npt.NDArray[np.int64]
SEEDS, PEOPLE, WINDOWS = 8, 2_000, 24


@functools.cache
def dearer() -> City:
    """Suqian with one rule changed: a traffic offence costs ten points, not five."""
    rules = list(points_of(suqian()).rules)
    (place,) = (n for n, rule in enumerate(rules) if rule.id == "traffic")
    points = tuple(it.model_copy(update={"value": -10.0}) for it in rules[place].points or ())
    rules[place] = rules[place].model_copy(update={"points": points})
    return with_rules(suqian(), tuple(rules))


def paired(seed: int) -> Difference:
    """The mean score of both worlds in one luck."""
    census, _ = build_census(suqian().population, PEOPLE)
    worlds = [World("here", dearer()), World("there", suqian())]
    lived = live_together(worlds, census, WINDOWS, key_of(seed), threads=2)
    people = {g: n for g, n in enumerate(census.counts.tolist()) if n}
    return difference(Tallies(lived.joint), "score_sums", "points", people)


def test_pairing_makes_the_standard_error_of_one_changed_rule_three_times_smaller() -> None:
    """Over seeds, with responses on. About 9 times; of 8 seeds an error of a quarter is usual."""
    assert suqian().regime.responses
    found = [paired(seed) for seed in range(1, SEEDS + 1)]
    here, there = (np.array([getattr(it, side) for it in found]) for side in ("here", "there"))
    apart = np.hypot(here.std(ddof=1), there.std(ddof=1))
    together = (here - there).std(ddof=1)
    assert apart > 3.0 * together
    told = np.mean([it.paired for it in found]), np.mean([it.unpaired for it in found])
    assert told[0] == pytest.approx(together, rel=0.8)
    assert told[1] == pytest.approx(apart, rel=0.8)
    assert all(it.times is not None and it.times > 3.0 for it in found)


def test_standard_errors_are_those_of_people_drawn_by_stratum() -> None:
    chance = np.random.default_rng(5)
    counts = {3: 40, 7: 25, 9: 1, 11: 1, 12: 1}
    here = {g: chance.integers(-9, 9, n) for g, n in counts.items()}
    there = {g: here[g] + chance.integers(-2, 2, n) for g, n in counts.items()}
    found = difference(sums_of(here, there), "score_sums", "points", counts)
    n = sum(counts.values())
    assert found.here == pytest.approx(sum(it.sum() for it in here.values()) / n)
    gaps = {g: here[g] - there[g] for g in counts}
    assert found.paired == pytest.approx(np.sqrt(within(gaps)) / n)
    assert found.unpaired == pytest.approx(np.sqrt(within(here) + within(there)) / n)


def within(numbers: dict[int, Ints]) -> float:
    """The variance of a sum over people, each drawn from their stratum; the lone ones together."""
    alone = np.concatenate([it for it in numbers.values() if len(it) == 1])
    strata = [*(it for it in numbers.values() if len(it) > 1), alone]
    return float(sum(len(it) * it.var(ddof=1) for it in strata))


def sums_of(here: dict[int, Ints], there: dict[int, Ints]) -> Tallies:
    """Joint tallies that hold the sums of these numbers."""
    columns = tuple(("score_sums", f"points/{word}") for word in SUMS)
    rows = []
    for g in here:
        a, b = here[g], there[g]
        for place, part in enumerate((a, b, a * a, b * b, a * b)):
            rows.append((g, place, int(part.sum())))
    table = np.array(rows, np.int64)
    zero = np.zeros(len(rows), np.int32)
    places = np.asarray(table[:, 0], np.int32), np.asarray(table[:, 1], np.int32)
    pair = (("here", "there"),)
    return Tallies(Joint(pair, columns, zero, zero, *places, table[:, 2], (30,)))


@functools.cache
def small() -> Pair:
    """The changed rule against Suqian."""
    request = request_of(suqian(), 4_000, 1.5, 3, 2)
    return live_pair(dearer(), suqian(), request, ("dearer", "Suqian"))


def test_a_dearer_rule_makes_scores_worse_and_none_better() -> None:
    """Under the same luck; margins alone would allow that others are better off."""
    (score,) = (it for it in outcomes_of(small()) if it.measure == "score")
    everybody = next(changed(small(), score))
    assert everybody.worse.value is not None
    assert everybody.better.value is not None
    assert everybody.worse.value > 0.01 > everybody.better.value
    assert everybody.worse_bounds[0] <= everybody.worse.value <= everybody.worse_bounds[1]
    assert everybody.better_bounds[1] > everybody.better.value
    by_group = [it.worse for it in changed(small(), score) if it.group.dimension == "sex"]
    worse = sum(it.value * it.n for it in by_group if it.value is not None)
    assert worse == pytest.approx(everybody.worse.value * small().n)
    assert everybody.group.dimension == EVERYBODY


def test_amounts_and_bands_count_everybody_once() -> None:
    for outcome in outcomes_of(small()):
        table = amounts(small(), outcome)
        assert int(table["people"].sum()) == small().n
        assert (table["least"] <= table["or_more"]).all()
        assert (table["or_more"] <= table["most"]).all()
        everybody = next(changed(small(), outcome))
        worse = int(table.loc[table["effect"] == "worse", "people"].sum())
        assert worse == pytest.approx((everybody.worse.value or 0.0) * small().n)
    ((ours, theirs),) = shared_ledgers(small())
    bands = band_table(small(), ours, theirs)
    assert int(bands["people"].sum()) == small().n
    assert (bands["least"] <= bands["share"]).all()
    assert (bands["share"] <= bands["most"]).all()
    shifts = band_shifts(small(), ours, theirs)
    for where, (share, least, most) in shifts.items():
        assert share == pytest.approx(bands.loc[bands["where"] == where, "share"].sum())
        assert least <= share <= most
    assert shifts["lower"][0] > 0.0 == shifts["higher"][0] < shifts["higher"][2]
    days = days_table(small())
    for part in ("here_only", "there_only", "both"):
        assert (days[f"{part}_least"] <= days[part]).all()
        assert (days[part] <= days[f"{part}_most"]).all()
    for part in ("here_only", "there_only"):  # few enough that all could be others
        assert days[f"{part}_most"].tolist() == (days[part] + days["both"]).tolist()
    listed = listed_table(small())
    assert (listed["least"] <= listed["share"]).all()
    assert (listed["share"] <= listed["most"]).all()


def test_spillover_is_what_everyone_differs_from_one() -> None:
    for outcome in outcomes_of(small()):
        found = estimands(small(), outcome)
        assert found.one is not None
        assert found.spillover is not None
        parts = (found.everyone.interval, found.one.interval, found.spillover.interval)
        everyone, one, rest = (it.value or 0.0 for it in parts)
        assert everyone == pytest.approx(one + rest, abs=1e-12)


def test_against_no_regime_nobody_is_freed_of_a_burden() -> None:
    bare = with_regime(
        suqian(), sensors=(), instruments=(), consequences=(), responses=(), recourse=()
    )
    pair = live_pair(suqian(), bare, request_of(suqian(), 4_000, 1.5, 3, 2), ("it", "none"))
    burden, favour = outcomes_of(pair)
    everybody = next(changed(pair, burden))
    assert everybody.worse.value is not None
    assert everybody.worse.value > 0.0
    assert (everybody.better.value, everybody.better.high) == (0.0, 0.0)
    assert everybody.worse_bounds[0] == everybody.worse_bounds[1] == everybody.worse.value
    assert next(changed(pair, favour)).worse.high == 0.0
    days = days_table(pair)
    assert float(days["here_only"].sum()) > 0.0
    assert float(days["there_only"].sum()) == float(days["both"].sum()) == 0.0

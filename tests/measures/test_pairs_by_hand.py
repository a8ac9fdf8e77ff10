"""What is said of two worlds, worked out another way: from margins, sums, and few people."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from engine.worlds import suqian
from glasscity.measures import amounts as classes
from glasscity.measures import pairs
from glasscity.measures.amounts import STEPS, amounts
from glasscity.measures.burdens import (
    held,
    more_here,
    more_here_crossed,
    more_there,
    selected_and_named,
    under_each,
)
from glasscity.measures.groups import EVERYBODY, Group, groups_of
from glasscity.measures.intersections import wrongful_by_intersection
from glasscity.measures.paired import by_stratum, within
from glasscity.measures.pairing import Difference, difference
from glasscity.measures.pairs import (
    changed,
    days_table,
    estimands,
    listed_table,
    outcomes_of,
    under_over_time,
)
from glasscity.results.pair import HERE, Pair
from glasscity.studies.compare.made import MADE
from glasscity.studies.compare.words import _spared
from glasscity.studies.worlds import live_pair, request_of
from glasscity.vocabulary.joint import SIDES, WHERE
from measures.test_pairs import Ints, small


@functools.cache
def apart() -> Pair:
    """Suqian as it is against perfect sight, under which people are longer under burdens."""
    request = request_of(suqian(), 4_000, 0.75, 3, 2)
    return live_pair(suqian(), MADE["perfect-sight"].make(suqian()), request, ("it", "seen"))


HERES, THERES = (0, 5, 5, 5, 8), (2, 3, 5, 5, 5)
"""Scores of five people in two worlds."""


def so_far(gaps: Ints, sign: int, low: int) -> int:
    """How many differ that way by so much or more; of sign 0, who do not differ."""
    return int((sign * gaps >= low).sum() if sign else (gaps == 0).sum())


def test_the_classes_of_amounts_are_met_by_every_way_to_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The least and the most with so much or more are those of all ways to pair five people."""
    whole = EVERYBODY, EVERYBODY
    gaps = [a - b for a, b in zip(HERES, THERES, strict=True)]
    sides = {HERE: Counter(HERES)}
    monkeypatch.setattr(
        classes, "margin_of", lambda _p, _o, world: {whole: sides.get(world, Counter(THERES))}
    )
    monkeypatch.setattr(classes, "differences_of", lambda _p, _o: {whole: Counter(gaps)})
    pair: Any = SimpleNamespace(n=5)
    (score,) = (it for it in outcomes_of(small()) if it.measure == "score")
    ways = [np.subtract(HERES, way) for way in itertools.permutations(THERES)]
    rows = amounts(pair, score).to_dict(orient="records")
    assert [(it["effect"], it["amount"], it["people"]) for it in rows] == [
        ("worse", "1 to 4", 1),
        ("same", "no difference", 2),
        ("better", "1 to 4", 2),
    ]
    for row, sign in zip(rows, (-1, 0, 1), strict=True):
        met = [so_far(way, sign, 1) for way in ways]
        assert (row["least"], row["most"]) == (min(met) / 5, max(met) / 5)
        assert row["or_more"] == so_far(np.array(gaps), sign, 1) / 5
    monkeypatch.setitem(STEPS, "score", (2, 4))
    worse, *_, better = amounts(pair, score).to_dict(orient="records")
    for row, sign in ((worse, -1), (better, 1)):
        met = [so_far(way, sign, 2) for way in ways]
        assert (row["least"], row["most"]) == (min(met) / 5, max(met) / 5)


def test_who_is_worse_and_better_off_is_bounded_by_every_way_to_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a score less is worse, of a burden more is; twenty times the five people, to be told."""
    whole = EVERYBODY, EVERYBODY
    gaps = Counter(a - b for a, b in zip(HERES * 20, THERES * 20, strict=True))
    sides = {HERE: Counter(HERES * 20)}
    others = Counter(THERES * 20)
    monkeypatch.setattr(pairs, "groups_of", lambda _run: [Group(*whole, 100, 100.0)])
    monkeypatch.setattr(pairs, "margin_of", lambda _p, _o, world: {whole: sides.get(world, others)})
    monkeypatch.setattr(pairs, "differences_of", lambda _p, _o: {whole: gaps})
    ways = [np.subtract(HERES, way) for way in itertools.permutations(THERES)]
    less, more = ([so_far(way, sign, 1) / 5 for way in ways] for sign in (-1, 1))
    for outcome in outcomes_of(small()):
        (found,) = changed(small(), outcome)
        worse, better = (less, more) if outcome.is_good else (more, less)
        assert found.worse_bounds == (min(worse), max(worse))
        assert found.better_bounds == (min(better), max(better))
        down, up = (0.2, 0.4) if outcome.is_good else (0.4, 0.2)
        assert (found.worse.value, found.better.value) == (down, up)


def check_parts(rows: pd.DataFrame) -> bool:
    """Bounds of here only, there only and both from the margins; whether those differ."""
    parts = rows.set_index("where")
    only, other, both = (float(parts["share"][it]) for it in ("here only", "there only", "both"))
    here, there = only + both, other + both
    least = max(here - there, 0.0), max(there - here, 0.0), max(here + there - 1.0, 0.0)
    most = min(here, 1.0 - there), min(there, 1.0 - here), min(here, there)
    assert parts["least"].tolist() == pytest.approx(least, abs=1e-12)
    assert parts["most"].tolist() == pytest.approx(most, abs=1e-12)
    return here != there


def test_the_bounds_of_who_is_where_are_those_of_the_margins() -> None:
    over_time = under_over_time(apart(), SIDES[0])
    differ = [check_parts(rows) for _, rows in over_time.groupby("window")]
    assert any(differ)
    for _, rows in listed_table(apart()).groupby("list"):
        check_parts(rows)


def test_days_apart_are_a_simulated_person_and_year() -> None:
    pair = apart()
    days = days_table(pair).set_index("consequence")
    assert pair.here.weight > 1.0
    frame = pair.tallies.total("days_under", "consequence", "where")
    found = {(name, where): n for name, where, n in frame.itertuples(index=False)}
    years = pair.n * pair.here.years
    for it in under_each(pair):
        if it.group.dimension == EVERYBODY:
            only, other = (found.get((it.consequence, where), 0) for where in WHERE[:2])
            row = days.loc[it.consequence]
            assert row["here_only"] == pytest.approx(only * pair.here.weight)
            assert row["days"] == pytest.approx((only - other) / years)
            assert it.here_only.value == pytest.approx(1000.0 * only / years)
    assert days["days"].abs().max() > 0.0


def test_one_person_is_told_from_everyone() -> None:
    """Nothing spills over here, so other tallies stand in for those of one person."""
    pair = replace(small())
    vars(pair)["alone"] = pair.spilled
    people = pair.here.tallies.total("people", "stratum")
    counts = dict(zip(people["stratum"].tolist(), people["count"].tolist(), strict=True))
    assert pair.alone is not None
    for outcome in outcomes_of(pair):
        found = estimands(pair, outcome)
        assert found.one == difference(pair.alone, outcome.sums, outcome.name, counts)
    assert any(it.one != it.everyone for it in (estimands(pair, o) for o in outcomes_of(pair)))


def test_what_pairing_spares_is_told_with_its_standard_errors() -> None:
    found = Difference(here=5.0, there=3.0, n=400, paired=0.5, unpaired=2.0)
    reach = 1.959964 * 0.5
    assert found.interval.numbers() == pytest.approx((2.0, 2.0 - reach, 2.0 + reach), rel=1e-6)
    assert found.times == 4.0
    assert _spared(found) == (
        "standard error 0.5 paired, 2 with luck of their own: 4.00 times smaller, as if 16.0 "
        "times as many had been simulated"
    )


def test_what_is_more_here_less_what_is_more_there_is_the_difference() -> None:
    pair = apart()
    here, there = held(pair)[0].days.value, held(pair, there=True)[0].days.value
    more, less = more_here(pair)[0].days.value, more_there(pair)[0].days.value
    assert more is not None
    assert less is not None
    assert max(more, less) > 0.0
    assert more - less == pytest.approx((here or 0.0) - (there or 0.0))


def test_what_error_adds_where_dimensions_cross_sums_to_all() -> None:
    run = apart().here
    every = wrongful_by_intersection(run)
    rows = [it for it in every if it.dimensions == ("sex", "online")]
    crossed = [it.days for it in more_here_crossed(apart(), rows)]
    total = sum((it.value or 0.0) * it.n for it in crossed)
    everybody = more_here(apart())[0].days
    assert all(it.value is not None for it in crossed)
    assert total == pytest.approx((everybody.value or 0.0) * everybody.n)
    rates = [it.found.value for it in rows]
    assert rates == pytest.approx([1000.0 * it.count / it.found.n / run.years for it in rows])
    assert rates == sorted(rates, key=lambda it: -(it or 0.0))


def test_everybody_of_a_group_is_selected_or_named_or_neither() -> None:
    tables = selected_and_named(apart())
    assert tables[EVERYBODY, EVERYBODY].both > 0
    for group in groups_of(apart().here):
        assert tables[group.dimension, group.level].n == group.n


def test_within_a_level_are_its_own() -> None:
    run = small().here
    people = run.tallies.total("people", "sex").set_index("sex")["count"]
    counts = by_stratum(run, "people")
    told = {level: within(counts, "sex", level).sum() for level in ("female", "male")}
    assert told == people.to_dict()
    assert told["female"] != told["male"]
    assert within(counts, EVERYBODY, EVERYBODY).sum() == run.outcome.people

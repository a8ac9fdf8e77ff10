"""A change that cannot hurt lowers nobody, not one person, in any column, at any time.

Here under sensors that miss, err and are late, with rules that end, exclude one another and step;
and band by band: whose score is not lower stands in no lower band of lowered thresholds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.worlds import KEY
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.lowering.monotone import cannot_hurt
from glasscity.vocabulary.codes import COLUMN_NAMES, Event
from oracles.little import act, census, city, conduct
from reference_tests.town import START, ledger, regime, registry, rule
from strategies.words import Words, quantity

KINDS = ("first", "second")
PEOPLE, WINDOWS, DAYS = 80, 5, 60
DEEDS = conduct(*(act(name, 12.0) for name in KINDS), bound=24.0, spread=0.6)


@dataclass(frozen=True)
class Ladder:
    """Numbers of a ledger; each rule is (kind, steps, is exclusive, first day or None)."""

    opening: int
    low: int
    high: int
    good: int
    rules: tuple[tuple[str, tuple[int, ...], bool, int | None], ...]

    def city(self) -> City:
        rules = [
            rule(f"r{n}", kind, *steps, exclusive=alone, in_force=from_day(day))
            for n, (kind, steps, alone, day) in enumerate(self.rules)
        ]
        points = ledger(self.opening, self.low, self.high, *rules, good=self.good)
        errors = {"false_records": quantity(3.0, "per person-year")}
        eyes = [
            registry("prompt", "first", completeness=0.6) | errors,
            registry("late", *KINDS, completeness=0.5, delay=40) | errors,
        ]
        return city(regime(DAYS, sensors=eyes, instruments=[points]), DEEDS)


def from_day(day: int | None) -> Words:
    return {} if day is None else {"from": START + datetime.timedelta(days=day)}


Standings = dict[tuple[int, int], list[tuple[int, int]]]


def standings(ladder: Ladder) -> Standings:
    """Score and published band after each entry, by person and column."""
    outcome = live(ladder.city(), census(PEOPLE), WINDOWS, KEY, trace_every=1)
    opening = (ladder.opening, int(ladder.opening >= ladder.good))
    found = {(p, row): [opening] for p in range(PEOPLE) for row in range(len(COLUMN_NAMES))}
    for person, _, _, code, row, _, after, _ in outcome.trace.tolist():
        if code == Event.POINTS:
            band = int(after >= ladder.good)
            found[person, row].append((after, band))
        elif code == Event.BAND:
            assert found[person, row][-1][1] == after
    return found


def lowered(base: Ladder, other: Ladder) -> int:
    """How many people of all columns ever stand lower under the other ladder."""
    mine, theirs = standings(base), standings(other)
    return sum(
        bool((np.array(theirs[key]) < np.array(entries)).any()) for key, entries in mine.items()
    )


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    low = draw(st.integers(-12, 0))
    high = low + draw(st.integers(4, 20))
    good = draw(st.integers(low + 1, high))
    rules = st.tuples(
        st.sampled_from(KINDS),
        st.lists(st.integers(-9, 9), min_size=1, max_size=3).map(tuple),
        st.booleans(),
        st.none() | st.integers(0, WINDOWS * DAYS),
    )
    return Ladder(
        draw(st.integers(low, high)),
        low,
        high,
        good,
        tuple(draw(st.lists(rules, min_size=1, max_size=4))),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Ladder, Ladder]:
    """A ladder, and a kinder one: each number raised or left; the good band begins lower."""
    base, lift = draw(ladders()), st.integers(0, 3)
    high = base.high + draw(lift)
    low = min(base.low + draw(lift), base.good - 1)
    good = max(base.good - draw(lift), low + 1)
    rules = tuple(
        (kind, tuple(points + draw(lift) for points in steps), alone, day)
        for kind, steps, alone, day in base.rules
    )
    opening = min(max(base.opening + draw(lift), low), high)
    return base, Ladder(opening, low, high, good, rules)


@settings(max_examples=20, deadline=None)
@given(pairs())
def test_nobody_stands_lower(pair: tuple[Ladder, Ladder]) -> None:
    base, kinder = pair
    assert cannot_hurt(replace(base, good=kinder.good).city().regime, kinder.city().regime)
    assert lowered(base, kinder) == 0


PLAIN = Ladder(0, -6, 5, 3, (("first", (3, -1), False, None), ("second", (-2, 4), False, 100)))


HARSHER = [
    replace(PLAIN, opening=-1),
    replace(PLAIN, low=-7),
    replace(PLAIN, high=4),
    replace(PLAIN, good=4),
    replace(PLAIN, rules=(("first", (3, -2), False, None), PLAIN.rules[1])),
    replace(PLAIN, rules=(PLAIN.rules[0], ("second", (-3, 4), False, 100))),
]


@pytest.mark.parametrize("harsher", HARSHER)
def test_a_harsher_number_lowers_somebody_and_lifts_nobody(harsher: Ladder) -> None:
    """Each of the numbers matters: the test above could fail by any of them."""
    assert lowered(PLAIN, harsher) > 0
    assert lowered(harsher, PLAIN) == 0

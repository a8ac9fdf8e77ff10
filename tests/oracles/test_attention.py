"""T7 (A12): sensors sent where records already are.

Two areas, records a and b. Each window the one patrol goes to an area with chance proportional to
its records and adds what it discovers there; what is reported is added everywhere. How often A
was visited is a Markov chain, whose exact law is worked out here step by step: with additions
(1, 0) or (0, 1) it is Polya's urn, whose share tends to a Beta(a, b) law; with unequal ones the
share runs away to the busier area; with reports it settles where ``(c + d - a - b) x^2 + (a - 2c -
d) x + c = 0``. Many patrols walk one little city, each with luck of its own.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine import attend, place
from glasscity.lowering.plan import Plan
from glasscity.tables.law import I64
from glasscity.tables.outcome import Outcome
from glasscity.tables.rows import AttentionRow
from glasscity.vocabulary.strata import level_of_each
from oracles.little import PER_WINDOW, act, by, census, city, conduct, stratum
from oracles.near import SHARE, assert_near, assert_number
from reference_tests.town import regime, registry
from strategies.words import Words, quantity

Numbers = npt.NDArray[np.float64]
Law = dict[tuple[float, float], float]
"""Chance of each pair of records."""
AREAS = ("female", "male")
"""Any dimension makes areas; the abstract ones here have two."""


@dataclass(frozen=True)
class Beat:
    """``found`` deeds a window that a patrol discovers, ``told`` ones that are reported, by area;
    records at the start."""

    found: tuple[int, int]
    told: tuple[int, int]
    start: tuple[float, float]
    is_corrected: bool = False

    def fixed_point(self) -> float:
        """The limiting share of the first area, of a law with reports and no correction."""
        a, b = self.found[0] + self.told[0], self.told[1]
        c, d = self.told[0], self.found[1] + self.told[1]
        square, line = c + d - a - b, a - 2 * c - d
        if square == 0:
            return -c / line
        root = math.sqrt(line * line - 4 * square * c)
        return next(
            x for x in ((-line - root) / 2 / square, (-line + root) / 2 / square) if 0 <= x <= 1
        )

    def law(self, windows: int) -> Law:
        """The exact law of both records after so many windows."""
        now: Law = {self.start: 1.0}
        for _ in range(windows):
            after: defaultdict[tuple[float, float], float] = defaultdict(float)
            for (a, b), p in now.items():
                for area, chance in ((0, a / (a + b)), (1, b / (a + b))):
                    for n, q in self._additions(area, a, b):
                        new = [a + self.told[0], b + self.told[1]]
                        new[area] += n
                        after[new[0], new[1]] += p * chance * q
            now = after
        return now

    def _additions(self, area: int, a: float, b: float) -> list[tuple[int, float]]:
        n = self.found[area]
        if not self.is_corrected:
            return [(n, 1.0)]
        p = (b, a)[area] / max(a, b)
        return [(k, math.comb(n, k) * p**k * (1.0 - p) ** (n - k)) for k in range(n + 1)]

    def people(self) -> dict[int, int]:
        """Each does one deed a window: the younger are found out, the older are told of."""
        counts = {}
        for area, level in enumerate(AREAS):
            for age, n in (("18-29", self.found[area]), ("30-39", self.told[area])):
                counts[stratum(sex=level, age=age)] = n
        return {g: n for g, n in counts.items() if n}

    def city(self, patrols: int) -> City:
        """So many patrols, each of which alone decides where it goes."""
        found = act("found", 1.0, PER_WINDOW, by=[by("age", "multiple", **{"18_29": 1.0})])
        told = act("told", 1.0, PER_WINDOW, by=[by("age", "multiple", **{"30_39": 1.0})])
        sensors = [registry("station", "told")]
        sensors += [registry(f"patrol-{n}", "found") | self._sent() for n in range(patrols)]
        return city(regime(1, sensors=sensors), conduct(found, told, bound=1.0, unit=PER_WINDOW))

    def _sent(self) -> Words:
        levels = {level: quantity(n, "records") for level, n in zip(AREAS, self.start, strict=True)}
        return {
            "attention": {
                "opening": {"by": "sex", "levels": levels},
                "also": ["station"],
                "corrected": self.is_corrected,
            }
        }


def walk(beat: Beat, patrols: int, windows: int, replicates: int, seed: int) -> list[Outcome]:
    """The same city again and again, one window more than needed: fields are of its start."""
    return [
        place.live(beat.city(patrols), census(beat.people()), windows + 1, key_of(seed, replicate))
        for replicate in range(replicates)
    ]


def records(outcomes: list[Outcome], patrols: int, window: int) -> Numbers:
    """Records of both areas of each patrol at the start of a window, shape (patrols, 2)."""
    rows = [
        {key: value for w, name, key, value in outcome.fields if (w, name) == (window, "attention")}
        for outcome in outcomes
    ]
    return np.array(
        [[row[f"patrol-{n}/{level}"] for level in AREAS] for row in rows for n in range(patrols)]
    )


def moments(law: Law, of: Callable[[float, float], float]) -> tuple[float, float, float]:
    """Mean, spread, and fourth central moment of a number of both records."""
    values = np.array([of(a, b) for a, b in law])
    chances = np.array(list(law.values()))
    mean = float(values @ chances)
    away = values - mean
    return mean, math.sqrt(float(away**2 @ chances)), float(away**4 @ chances)


def share(a: float, b: float) -> float:
    return a / (a + b)


def check(beat: Beat, got: Numbers, windows: int) -> None:
    """Mean and spread of the share, and the mean of all records, against the exact law."""
    law, n = beat.law(windows), len(got)
    mean, spread, fourth = moments(law, share)
    shares = got[:, 0] / got.sum(axis=1)
    error = spread / math.sqrt(n)
    name = f"T7: share of A after {windows} windows"
    assert_near(name, float(shares.mean()), mean, error, max(0.01 * mean, SHARE))
    error = math.sqrt(max(fourth - spread**4, 0.0) / n) / (2.0 * spread)
    name = f"T7: spread of the share after {windows} windows"
    assert_near(name, float(shares.std()), spread, error, SHARE)
    whole, scatter, _ = moments(law, lambda a, b: a + b)
    error = scatter / math.sqrt(n) + 1e-9
    assert_number("T7: all records", float(got.sum(axis=1).mean()), whole, error)


PATROLS = 500
EVEN, LEANING = Beat((1, 1), (0, 0), (1.0, 1.0)), Beat((1, 1), (0, 0), (5.0, 1.0))
MIXED = Beat((3, 2), (1, 1), (2.0, 1.0))


def beats() -> list[tuple[Beat, int, int]]:
    """Laws with windows and replicates: the published ones, and drawn ones with and without
    correction."""
    luck = random.Random(77)
    fixed = 1000.0 * MIXED.fixed_point()
    published = [
        (EVEN, 12, 7),
        (LEANING, 20, 3),
        (MIXED, 20, 2),
        (Beat(MIXED.found, MIXED.told, (fixed, 1000.0 - fixed)), 40, 1),
        (Beat((3, 2), (0, 0), (4.0, 4.0)), 20, 5),
        (Beat((3, 2), (0, 0), (2.0, 5.0), is_corrected=True), 15, 3),
    ]
    drawn = [
        Beat(
            (luck.randint(1, 3), luck.randint(1, 3)),
            (luck.randint(0, 2), luck.randint(0, 2)),
            (luck.uniform(4, 8), luck.uniform(4, 8)),
            is_corrected,
        )
        for is_corrected in (False, True)
    ]
    return published + [(beat, 15, 4) for beat in drawn]


BEATS = beats()


def test_the_published_limits() -> None:
    """The exact laws tend to what the paper says; no run is needed for that."""
    for beat, mean, spread in ((EVEN, 0.5, 0.2887), (LEANING, 0.8333, 0.1409)):
        got = moments(beat.law(500), share)
        assert got[:2] == pytest.approx((mean, spread), abs=2e-3)
    assert MIXED.fixed_point() == pytest.approx(0.618034, abs=1e-6)
    assert moments(MIXED.law(400), share)[0] == pytest.approx(MIXED.fixed_point(), abs=5e-3)
    honest = Beat((3, 2), (0, 0), (2.0, 5.0), is_corrected=True)
    assert abs(moments(honest.law(30), share)[0] - 0.6) < 0.05


def test_the_busier_area_runs_away_with_the_patrol() -> None:
    """The mean field keeps ``a^(1/3) / b^(1/2)`` as it is, so that the share of A tends to 1."""
    runaway = Beat((3, 2), (0, 0), (4.0, 4.0))
    means = [moments(runaway.law(windows), share)[0] for windows in (0, 30, 300)]
    assert means == sorted(means)
    assert means[-1] > 0.7 > runaway.found[0] / sum(runaway.found)
    a, b = 100.0, 100.0
    kept = a ** (1 / 3) / b ** (1 / 2)
    for _ in range(100_000):
        a, b = a + 3.0 * a / (a + b), b + 2.0 * b / (a + b)
    assert a ** (1 / 3) / b ** (1 / 2) == pytest.approx(kept, rel=5e-3)
    assert share(a, b) > 0.9


def test_a_patrol_sees_all_there_is_where_it_goes_and_nothing_elsewhere() -> None:
    """Window by window: what it discovers, what is reported, and where the records grow."""
    beat, windows = MIXED, 25
    (outcome,) = walk(beat, 3, windows, 1, seed=5)
    fields = {(w, name, key): value for w, name, key, value in outcome.fields}
    rows = zip(outcome.window, outcome.column, outcome.count, strict=True)
    told: defaultdict[tuple[int, str], int] = defaultdict(int)
    for window, column, count in rows:
        measure, key = outcome.columns[column]
        if measure == "hits":
            told[int(window), key] += int(count)
    visited = {int(fields[w, "visited", "patrol-0"]) for w in range(windows)}
    assert visited == {0, 1}
    for n in range(3):
        for w in range(windows):
            area = int(fields[w, "visited", f"patrol-{n}"])
            assert told[w, f"patrol-{n}/found"] == beat.found[area]
            for place_of, level in enumerate(AREAS):
                key = f"patrol-{n}/{level}"
                found = beat.found[area] if place_of == area else 0
                more = fields[w + 1, "attention", key] - fields[w, "attention", key]
                assert more == beat.told[place_of] + found


@pytest.mark.parametrize(("beat", "windows", "replicates"), BEATS, ids=str)
def test_records_follow_the_exact_law(beat: Beat, windows: int, replicates: int) -> None:
    outcomes = walk(beat, PATROLS, windows, replicates, seed=91)
    check(beat, records(outcomes, PATROLS, windows), windows)


def true_rates(plan: Plan, law: AttentionRow, tally: I64, sensor: int) -> list[int]:
    """The deeds done in each area in place of those discovered."""
    name = plan.regime.sensors[sensor].sees[0]
    kinds = [kind.id for kind in plan.conduct.kinds]
    deeds = tally[:, plan.places.deeds + kinds.index(name)]
    found = np.bincount(level_of_each(law.by), deeds, len(law.opening))
    return [int(count) for count in found.tolist()]


def by_all_records(counts: list[float], visited: int) -> float:
    """The others' share alone, not scaled so that the larger is 1."""
    return 1.0 - counts[visited] / sum(counts)


@pytest.mark.slow
@pytest.mark.parametrize("place_in_list", [2, 4])
def test_counting_what_was_done_in_place_of_what_was_seen_is_noticed(
    place_in_list: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attend, "noted", true_rates)
    beat, windows, replicates = BEATS[place_in_list]
    outcomes = walk(beat, PATROLS, windows, replicates, seed=91)
    with pytest.raises(AssertionError, match=r"T7: .* is not"):
        check(beat, records(outcomes, PATROLS, windows), windows)


@pytest.mark.slow
def test_a_correction_by_all_records_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attend, "_counts_with", by_all_records)
    beat, windows, replicates = BEATS[5]
    outcomes = walk(beat, PATROLS, windows, replicates, seed=91)
    with pytest.raises(AssertionError, match=r"T7: .* is not"):
        check(beat, records(outcomes, PATROLS, windows), windows)

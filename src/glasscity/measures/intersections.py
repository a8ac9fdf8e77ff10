"""Wrongful records where two dimensions cross, small groups with their number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

from glasscity.measures.groups import subject_of
from glasscity.measures.interval import Interval, rate
from glasscity.measures.records import Sources, wrongful_dispersion
from glasscity.results.run import Run


@dataclass(frozen=True)
class Crossing:
    """A level of each of two dimensions, with its wrongful records (simulated) and their rate."""

    dimensions: tuple[str, str]
    levels: tuple[str, str]
    count: int
    found: Interval


def wrongful_by_intersection(run: Run) -> tuple[Crossing, ...]:
    """Wrongful records per 1,000 people and year for each pair of levels, empty ones included.

    Highest rates first, then those that are not estimable, the largest group first.
    """
    everybody = run.tallies.sum("false_records")
    found = []
    for pair in combinations(subject_of(run).dimensions.items(), 2):
        (one, levels), (other, others) = pair
        people = _counts(run, "people", one, other)
        sources = _sources(run, one, other)
        for level in product(levels, others):
            by_source, n = sources.get(level, {}), people.get(level, 0)
            count = sum(by_source.values())
            part = count / everybody if everybody else 0.0
            spread = wrongful_dispersion(run, n, by_source, part)
            found.append(
                Crossing((one, other), level, count, rate(count, n, n * run.years, 1000.0, spread))
            )
    return tuple(sorted(found, key=_order))


def _order(crossing: Crossing) -> tuple[bool, float, int]:
    found = crossing.found
    return not found.estimable, -(found.value or 0.0), -found.n


def _counts(run: Run, measure: str, *by: str) -> dict[tuple[str, str], int]:
    frame = run.tallies.total(measure, *by)
    return {(str(a), str(b)): int(n) for a, b, n in frame.itertuples(index=False)}


def _sources(run: Run, *by: str) -> dict[tuple[str, str], Sources]:
    found: dict[tuple[str, str], Sources] = {}
    frame = run.tallies.total("false_records", *by, "sensor", "kind")
    for a, b, sensor, kind, n in frame.itertuples(index=False):
        found.setdefault((str(a), str(b)), {})[str(sensor), str(kind)] = int(n)
    return found

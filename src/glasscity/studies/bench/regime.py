"""The full regime under the clock: person-months a second at several rates of candidate deeds.

Cost follows the candidate deeds c that a person meets in a month, so c stands beside every
speed. Other rates than the catalogue's own are reached by multiplying every rate and bound of
the conduct alike: the same mechanisms, more or less to do.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from glasscity.chance import key_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.resolve import City, load
from glasscity.evidence import Quantity
from glasscity.studies.bench.floor import Floor

WINDOWS = 60
ROUNDS = 3
TARGETS = (None, 0.03, 0.1, 0.3, 1.0)
"""Candidates per person-month: the catalogue's own, then others."""


@dataclass(frozen=True)
class Pace:
    """Speeds of a regime at one rate of candidates; seconds are of whole runs after compiling.

    ``floor_seconds``: of the least that as many people and windows take (kernels.floor).
    """

    regime: str
    people: int
    windows: int
    threads: int
    is_own_rate: bool
    candidates_per_person_month: float
    seconds: tuple[float, ...]
    floor_seconds: tuple[float, ...]
    bytes_per_person: float

    @property
    def person_months_per_second(self) -> float:
        """At the median of the runs."""
        return self.people * self.windows / statistics.median(self.seconds)

    @property
    def times_the_floor(self) -> float:
        """How many times as long as the least there is to do, the quickest of each."""
        return min(self.seconds) / min(self.floor_seconds)


def _times(quantity: Quantity, factor: float) -> Quantity:
    return Quantity(
        value=quantity.value * factor,
        unit=quantity.unit,
        assumed=f"the catalogue's value times {factor:g}, to time the engine",
    )


def scaled(conduct: Conduct, factor: float) -> Conduct:
    """The conduct with every rate of deeds and every bound times ``factor``."""
    return conduct.model_copy(
        update={
            "factors": tuple(
                f.model_copy(update={"bound": _times(f.bound, factor)}) for f in conduct.factors
            ),
            "kinds": tuple(
                k.model_copy(update={"rate": _times(k.rate, factor)}) for k in conduct.kinds
            ),
        }
    )


def bounding_rate(conduct: Conduct) -> float:
    """Candidates per person-month at the catalogue's bounds."""
    return sum(factor.bound.value for factor in conduct.factors) / 12


def _city_at(city: City, target: float | None) -> City:
    if target is None:
        return city
    factor = target / bounding_rate(city.conduct)
    return replace(city, conduct=scaled(city.conduct, factor))


def time_regime(
    name: str, people: int, threads: int, tick: Callable[[], None] = lambda: None
) -> list[Pace]:
    """Time a regime and its floor at the rates of TARGETS, in turn, ROUNDS times over."""
    from glasscity.engine.place import live
    from glasscity.lowering.census import build_census

    city = load(name)
    census, _ = build_census(city.population, people)
    cities = [_city_at(city, target) for target in TARGETS]
    small, _ = build_census(city.population, 1000)
    live(city, small, 2, key_of(1), threads=threads)
    Floor(city, 1000).seconds(0.1, 1, threads)
    floor = Floor(city, people)
    seconds: list[list[float]] = [[] for _ in cities]
    least: list[list[float]] = [[] for _ in cities]
    sizes = [0.0 for _ in cities]
    met = [0.0 for _ in cities]
    for _ in range(ROUNDS):
        for place, each in enumerate(cities):
            started = time.perf_counter()
            outcome = live(each, census, WINDOWS, key_of(1), threads=threads)
            seconds[place].append(time.perf_counter() - started)
            sizes[place] = outcome.bytes_per_person
            column = outcome.columns.index(("candidates", ""))
            met[place] = float(outcome.count[outcome.column == column].sum()) / people / WINDOWS
            least[place].append(floor.seconds(met[place], WINDOWS, threads))
            tick()
    return [
        Pace(
            regime=name,
            people=people,
            windows=WINDOWS,
            threads=threads,
            is_own_rate=target is None,
            candidates_per_person_month=met[k],
            seconds=tuple(seconds[k]),
            floor_seconds=tuple(least[k]),
            bytes_per_person=sizes[k],
        )
        for k, target in enumerate(TARGETS)
    ]

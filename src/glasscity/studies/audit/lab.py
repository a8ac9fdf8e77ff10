"""The laboratory of an audit: worlds of one city, lived by the same people with the same luck."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from glasscity.documents.forgetting import forgetful
from glasscity.documents.resolve import City
from glasscity.documents.switches import (
    no_regime,
    perfect_sight,
    without_responses,
)
from glasscity.results.pair import Pair
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.lived import lived, lived_pair
from glasscity.studies.run import asked_of, simulate
from glasscity.studies.worlds import live_pair

Tell = Callable[[str], None]


def silent(words: str) -> None:
    """Tell nobody."""
    del words


@dataclass(frozen=True)
class Made:
    """A world: how faces call it, and how its city is made from the audited one.

    Two worlds of one name must be made alike: the name is what a lab keeps them by.
    """

    name: str
    make: Callable[[City], City]


def _perfect_and_unmoved(city: City) -> City:
    return perfect_sight(without_responses(city))


REGIME = Made("regime", lambda city: city)
NO_REGIME = Made("no regime", no_regime)
PERFECT_SIGHT = Made("perfect sight", perfect_sight)
UNMOVED = Made("without responses", without_responses)
PERFECT_AND_UNMOVED = Made("perfect sight without responses", _perfect_and_unmoved)
SHORT_MEMORY = Made("with a memory of a month", forgetful)
TRACED = 20_000
"""People, spread over everybody, whose lines are kept in the run of the regime."""


@dataclass(frozen=True)
class Lab:
    """A city, the people, years and luck with which its worlds are lived, and those lived so far.

    A world is lived when it is first asked for, and ``tell`` hears of it. Worlds and
    ``settings`` of the assumed numbers that are tried are kept under the folder ``keep``.
    ``name`` is what a person called the city by, ``population`` another one its findings are
    held against.
    """

    city: City
    people: int
    years: float
    seed: int = 1
    threads: int = 1
    tell: Tell = silent
    name: str = ""
    settings: int = 0
    keep: Path | None = None
    population: str | None = None
    _runs: dict[str, Run] = field(default_factory=dict, init=False, repr=False, compare=False)
    _pairs: dict[tuple[str, str], Pair] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def run(self, world: Made = REGIME) -> Run:
        """A world, lived. The regime's has the lines of about :data:`TRACED` people."""
        if world.name not in self._runs:
            request = self.request
            if world == REGIME:
                every = -(-self.people // TRACED)
                request = dataclasses.replace(request, trace_every=every)
            city = world.make(self.city)
            self._runs[world.name] = lived(
                city, request, self._folder, lambda: self._simulated(world, city, request)
            )
        return self._runs[world.name]

    def pair(self, here: Made, there: Made) -> Pair:
        """Two worlds lived side by side, with what their people have in common."""
        key = (here.name, there.name)
        if key not in self._pairs:
            cities, request = (here.make(self.city), there.make(self.city)), self.request
            found = lived_pair(
                *cities, key, request, self._folder, lambda: self._beside(key, *cities)
            )
            self._pairs[key] = found
            for world, run in ((here, found.here), (there, found.there)):
                if world != REGIME:  # whose own run has lines
                    self._runs.setdefault(world.name, run)
        return self._pairs[key]

    def _simulated(self, world: Made, city: City, request: Request) -> Run:
        self.tell(world.name)
        return simulate(city, request)

    def _beside(self, names: tuple[str, str], here: City, there: City) -> Pair:
        self.tell(", beside ".join(names))
        return live_pair(here, there, self.request, names, lends=False)

    @property
    def _folder(self) -> Path | None:
        """Where worlds are kept."""
        return None if self.keep is None else self.keep / f"{self.city.regime.id}-worlds"

    @property
    def request(self) -> Request:
        """What each world is asked for."""
        return asked_of(self.city, self.people, self.years, self.seed, self.threads)

    @property
    def digests(self) -> dict[str, str]:
        """The digest of the tallies of each world lived so far, by name."""
        return {name: run.digest for name, run in self._runs.items()}

    @property
    def command(self) -> str:
        """The command that lives the same worlds again."""
        return (
            f"glasscity audit {self.name or self.city.regime.id} --people {self.people} "
            f"--years {self.years:g} --seed {self.seed}"
            + (f" --population {self.population}" if self.population else "")
        )

    def moved(self, city: City, people: int | None = None) -> Lab:
        """A lab of another city (an assumption moved), with the same years and luck."""
        return dataclasses.replace(self, city=city, people=people or self.people)

    def again(self, seed: int) -> Lab:
        """A lab of the same city with other luck."""
        return dataclasses.replace(self, seed=seed)

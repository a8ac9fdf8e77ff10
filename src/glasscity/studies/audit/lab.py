"""The laboratory of an audit: worlds of one city, lived by the same people with the same luck."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from glasscity.documents.resolve import City
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate, windows_in

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


REGIME = Made("regime", lambda city: city)


@dataclass(frozen=True)
class Lab:
    """A city, the people, years and luck with which its worlds are lived, and those lived so far.

    A world is lived when it is first asked for. ``settings`` of the assumed numbers are tried,
    and kept under the folder ``keep``. ``tell`` hears of it. ``name`` is what
    a person called the city by.
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
    _runs: dict[str, Run] = field(default_factory=dict, init=False, repr=False, compare=False)

    def run(self, world: Made = REGIME) -> Run:
        """A world, lived."""
        if world.name not in self._runs:
            self.tell(world.name)
            self._runs[world.name] = simulate(world.make(self.city), self.request)
        return self._runs[world.name]

    @property
    def request(self) -> Request:
        """What each world is asked for."""
        return Request(
            name=self.city.regime.id,
            people=self.people,
            years=self.years,
            windows=windows_in(self.city.regime.clock, self.years),
            seed=self.seed,
            threads=self.threads,
            chunk=0,
            trace_every=0,
        )

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
        )

    def moved(self, city: City, people: int | None = None) -> Lab:
        """A lab of another city (an assumption moved), with the same years and luck."""
        return dataclasses.replace(self, city=city, people=people or self.people)

    def again(self, seed: int) -> Lab:
        """A lab of the same city with other luck."""
        return dataclasses.replace(self, seed=seed)

"""Compare: the same people and the same luck in several worlds."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from glasscity.results.pair import Pair
from glasscity.results.request import Request, plainly
from glasscity.studies.compare.leaning import Leans, Tick, kept, leans_of
from glasscity.studies.compare.made import Named, worlds_of
from glasscity.studies.run import Progress
from glasscity.studies.worlds import Worlds, request_of, run_worlds

PEOPLE = 100_000
"""People simulated unless asked otherwise."""


@dataclass(frozen=True)
class Compared:
    """The first world against each other one, and what each comparison leans on."""

    named: tuple[Named, ...]
    request: Request
    worlds: Worlds
    leans: dict[str, Leans]

    @property
    def first(self) -> Named:
        """The world that is compared with the others."""
        return self.named[0]

    @property
    def others(self) -> tuple[Named, ...]:
        """Those it is compared with."""
        return self.named[1:]

    def pair(self, other: Named) -> Pair:
        """The first world and another."""
        return self.worlds.pairs[other.name]


def command_of(
    names: Sequence[str], people: int, years: float, seed: int, population: str | None = None
) -> str:
    """The command that gives the same bits again."""
    words = " ".join(shlex.quote(name) for name in names)
    there = f" --population {shlex.quote(population)}" if population else ""
    return (
        f"glasscity compare {words} --people {people} --years {plainly(years)} --seed {seed}{there}"
    )


@dataclass(frozen=True)
class Lived:
    """Worlds that were lived; what they lean on is still to be found."""

    named: tuple[Named, ...]
    request: Request
    worlds: Worlds


def live_worlds(
    names: Sequence[str],
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    out: Path = Path("runs"),
    progress: Progress | None = None,
    population: str | None = None,
) -> Lived:
    """Live the first of several worlds beside each other one.

    ``names``: regimes and scenarios of the catalogue, YAML files, and words of ``made.MADE``.
    ``people``: simulated adults, 100,000 unless said. ``population``: another to live all of
    them on. Finished pairs are read from ``out``, so an
    interrupted comparison goes on. Raises DocumentError, FolderError, ValueError or
    engine.trouble.RunError; each says how to mend it.
    """
    named = worlds_of(names, population)
    city = named[0].city
    size = min(PEOPLE, int(city.population.people.value)) if people is None else people
    said = command_of(names, size, years, seed, population)
    request = request_of(city, size, years, seed, threads, said)
    cities = {it.name: it.city for it in named}
    titles = {it.name: it.short for it in named}
    return Lived(named, request, run_worlds(cities, request, out, titles, progress))


def lean(lived: Lived, tell: Callable[[str], Tick] | None = None) -> Compared:
    """Find what each comparison leans on; what an earlier call found is read."""
    first, *others = lived.named
    leans = {}
    for other in others:
        tick = tell(f"{first.name} against {other.name}") if tell is not None else None
        folder = lived.worlds.folders[other.name]
        path = folder.with_name(f"{folder.name}-leans.json")
        leans[other.name] = kept(path, partial(leans_of, first, other, lived.request, tick))
    return Compared(lived.named, lived.request, lived.worlds, leans)


def compare(
    names: Sequence[str],
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    out: Path = Path("runs"),
    population: str | None = None,
) -> Compared:
    """Compare worlds: :func:`live_worlds`, then :func:`lean`."""
    return lean(live_worlds(names, people, years, seed, threads, out, population=population))

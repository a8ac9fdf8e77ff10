"""Worlds lived together, each pair kept on disk: an interrupted comparison goes on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.results.code import code_digest
from glasscity.results.identity import run_id
from glasscity.results.pair import HERE, ONE, THERE, Pair, PairFolder
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import (
    Progress,
    asked_of,
    months_in_window,
    problems_of,
    threads_here,
)


@dataclass(frozen=True)
class Worlds:
    """The pairs of the first world with each other one, by the other's name, and their folders.

    ``found`` names the pairs that an earlier call had finished.
    """

    pairs: dict[str, Pair]
    folders: dict[str, Path]
    found: tuple[str, ...]

    @property
    def runs(self) -> dict[str, Run]:
        """The other worlds by name."""
        return {name: pair.there for name, pair in self.pairs.items()}


def request_of(
    city: City,
    people: int | None,
    years: float,
    seed: int,
    threads: int | None,
    said: str = "",
) -> Request:
    """What each of several worlds is asked for. Raises ValueError for numbers out of bounds."""
    represented = int(city.population.people.value)
    problems = problems_of(people, represented, years, seed, threads, 0, 0)
    if problems:
        raise ValueError("\n".join(problems))
    size = represented if people is None else people
    return asked_of(city, size, years, seed, threads_here() if threads is None else threads, said)


def run_worlds(
    cities: Mapping[str, City],
    request: Request,
    out: Path,
    titles: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Worlds:
    """Live the first of several worlds beside each other one, and keep each pair.

    A pair that is already there is read; so an interrupted call goes on with the next. Raises
    ValueError where worlds cannot be compared, FolderError or engine.trouble.RunError.
    """
    first, *others = cities
    named = {name: name for name in cities} | dict(titles or {})
    check(cities)
    folders = {name: _folder(cities, first, name, request, out) for name in others}
    found = tuple(name for name in others if folders[name].finished())
    pairs: dict[str, Pair] = {}
    for place, name in enumerate(others):
        if name in found:
            pairs[name] = folders[name].read()
            continue
        folders[name].prepare()
        both = (named[first], named[name])
        mine = _part(progress, place, len(others))
        pairs[name] = live_pair(cities[first], cities[name], request, both, mine)
        folders[name].write(pairs[name])
    return Worlds(pairs, {name: folder.path for name, folder in folders.items()}, found)


def check(cities: Mapping[str, City]) -> None:
    """Whether worlds have the same people, deeds and clock. Raises ValueError."""
    from glasscity.engine.worlds import World, check_comparable

    check_comparable([World(name, city) for name, city in cities.items()])


def live_pair(
    here: City,
    there: City,
    request: Request,
    titles: tuple[str, str],
    progress: Progress | None = None,
    *,
    lends: bool = True,
) -> Pair:
    """Live two worlds side by side; with ``lends`` the first too as it is for one in the second."""
    from glasscity.lowering.census import build_census

    census, _ = build_census(here.population, request.people)
    months = census.simulated * months_in_window(here.regime.clock)
    if progress is not None:
        progress(0, request.windows, months)
    from glasscity.engine.worlds import World, can_be_lent, live_together  # compiles

    worlds = [World(HERE, here), World(THERE, there)]
    if lends and can_be_lent(here):
        worlds.insert(1, World(ONE, here, fields_of=THERE))
    started = datetime.datetime.now(datetime.UTC)
    lived = live_together(
        worlds,
        census,
        request.windows,
        key_of(request.seed),
        threads=request.threads,
        progress=_counted(progress, months * len(worlds)),
    )
    stopped = datetime.datetime.now(datetime.UTC)
    runs = {
        name: Run(there if name == THERE else here, request, outcome, started, stopped)
        for name, outcome in lived.outcomes.items()
    }
    return Pair(
        titles,
        runs[HERE],
        runs[THERE],
        runs.get(ONE),
        lived.joint,
        lived.bytes_shared,
        lived.bytes_by_world,
    )


def _counted(progress: Progress | None, months: float) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(done, total, months)


def _part(progress: Progress | None, place: int, parts: int) -> Progress | None:
    """The progress of one of several equal parts."""
    if progress is None:
        return None
    return lambda done, total, months: progress(place * total + done, parts * total, months)


def _folder(
    cities: Mapping[str, City], first: str, other: str, request: Request, out: Path
) -> PairFolder:
    code = code_digest()
    plain = replace(request, said="")
    ids = (run_id(cities[name], plain, code) for name in (first, other))
    slugs = (re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()) for name in (first, other))
    return PairFolder.of(next(ids), next(ids), (next(slugs), next(slugs)), out)

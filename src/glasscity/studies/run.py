"""Run: one regime, one city, so many years."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from glasscity.chance import key_of
from glasscity.documents.places import places_of, sampled
from glasscity.documents.resolve import City, load
from glasscity.executors.course import Executor, Tell, WorkError
from glasscity.lowering.clock import LAST_DAY
from glasscity.results.code import code_digest
from glasscity.results.folder import RunFolder
from glasscity.results.read import FolderError
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.pace import PlacesError as PlacesError
from glasscity.studies.pace import Progress as Progress
from glasscity.studies.pace import months_in_window as months_in_window
from glasscity.studies.pace import threads_here as threads_here
from glasscity.studies.pace import windows_in as windows_in
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Finished:
    """A run and where it is kept; ``was_there`` if an earlier call had finished it."""

    run: Run
    folder: Path
    was_there: bool

    @property
    def report(self) -> Path:
        """The report to open in a browser."""
        return self.folder / "report.html"


def problems_of(
    people: int | None,
    represented: int,
    years: float,
    seed: int,
    threads: int | None,
    chunk: int,
    trace_every: int,
    sample: int | None = None,
) -> list[str]:
    """What is wrong with the numbers of a request, each with its mend; empty if nothing."""
    longest = int(LAST_DAY / YEAR_DAYS)
    limits = (
        ("--people", people, 1, represented, "all that the population stands for"),
        ("--sample 1:N", sample, 1, represented, "one in N of all that the population stands for"),
        ("--years", years, 0.01, longest, "the longest horizon"),
        ("--seed", seed, 0, 2**64 - 1, "64 bits"),
        ("--threads", threads, 1, 1024, "more would not help"),
        ("--chunk", chunk, 0, 2**22, "0 lets the engine choose"),
        ("--trace-every", trace_every, 0, 2**32, "0 keeps no lines"),
    )
    both = "--people and --sample both say how many are simulated; give one of them"
    found = [both] if people is not None and sample is not None else []
    return found + [
        f"{name} {given:,} is outside {low:,} to {high:,} ({why}); choose a number within"
        for name, given, low, high, why in limits
        if given is not None and not low <= given <= high
    ]


def asked_of(
    city: City,
    people: int,
    years: float,
    seed: int,
    threads: int = 1,
    said: str = "",
    trace_every: int = 0,
) -> Request:
    """What is asked of a run of a city that is called by the id of its regime."""
    return Request(
        name=city.regime.id,
        people=people,
        years=years,
        windows=windows_in(city.regime.clock, years),
        seed=seed,
        threads=threads,
        trace_every=trace_every,
        said=said,
    )


def simulate(
    city: City,
    request: Request,
    progress: Progress | None = None,
) -> Run:
    """Run a city in memory. Raises ValueError or engine.trouble.RunError where it cannot."""
    from glasscity.lowering.census import build_census

    census, _ = build_census(city.population, request.people)
    person_months = census.simulated * months_in_window(city.regime.clock)
    if progress is not None:
        progress(0, request.windows, person_months)
    from glasscity.engine.place import CHUNK, live  # compiles, so after the first word

    started = datetime.datetime.now(datetime.UTC)
    outcome = live(
        city,
        census,
        request.windows,
        key_of(request.seed),
        threads=request.threads,
        chunk=request.chunk or CHUNK,
        trace_every=request.trace_every,
        progress=None
        if progress is None
        else lambda done, total: progress(done, total, person_months),
    )
    return Run(city, request, outcome, started, datetime.datetime.now(datetime.UTC))


@dataclass(frozen=True)
class Listener:
    """Who is told how a run is going: of windows, of places, of mishaps that are mended."""

    windows: Progress | None = None
    places: Progress | None = None
    tell: Tell | None = None


def run(
    name: str,
    people: int | None = None,
    years: float = 5.0,
    seed: int = 1,
    threads: int | None = None,
    chunk: int = 0,
    trace_every: int = 0,
    out: Path = Path("runs"),
    progress: Progress | None = None,
    population: str | None = None,
    sample: int | None = None,
    told: Listener | None = None,
    executor: Executor | None = None,
) -> Finished:
    """Run a regime on its city and keep the run, its report and its provenance.

    ``name``: a regime or scenario of the catalogue or a YAML file; ``population``: another one
    to run it on. ``people``: simulated adults (None: all that the population stands for);
    ``sample``: one in so many instead. A population with places is then lived place by place, on
    ``executor`` where one is given; with ``people`` it is one place. A run that is already there
    is returned at once. Raises DocumentError, FolderError, ValueError or engine.trouble.RunError;
    each says how to mend it; for a nation also studies.nation.PlacesError and
    executors.course.WorkError.
    """
    from glasscity.measures.every import every_measure
    from glasscity.studies.report import write_report

    city = load(name, population=population)
    represented = int(city.population.people.value)
    problems = problems_of(people, represented, years, seed, threads, chunk, trace_every, sample)
    if problems:
        raise ValueError("\n".join(problems))
    every_measure()  # a measure that cannot be had is told before the run, not after it
    simulated, one_in = _size(city, people, sample)
    request = Request(
        name=name,
        people=simulated,
        years=years,
        windows=windows_in(city.regime.clock, years),
        seed=seed,
        threads=threads_here() if threads is None else threads,
        chunk=chunk,
        trace_every=trace_every,
        population=population,
        one_in=one_in,
    )
    folder = RunFolder.of(city, request, out, code_digest())
    if folder.finished():
        return _found(folder, bool(one_in))
    folder.prepare()
    if executor is not None and not one_in:
        raise ValueError("--workers and --cluster live a nation; leave them out, or --people")
    hears = told or Listener(windows=progress)
    if not one_in:
        done = simulate(city, request, hears.windows)
        folder.write(done, {"report.html": lambda path: write_report(path, done)})
        return Finished(done, folder.path, was_there=False)
    from glasscity.studies.nation import drop_parts, live_nation

    try:
        done, extra = live_nation(city, request, folder, hears.places, hears.tell, executor)
        folder.write(done, {**extra, "report.html": lambda path: write_report(path, done)})
    except (FolderError, PlacesError, WorkError):
        if not folder.finished():
            raise
        return _found(folder, has_parts=True)  # another command was first, and took the parts away
    drop_parts(folder)
    return Finished(done, folder.path, was_there=False)


def _found(folder: RunFolder, has_parts: bool) -> Finished:
    """A run that was there. Whoever was killed right behind writing it left its parts."""
    if has_parts:
        from glasscity.studies.nation import drop_parts

        drop_parts(folder)
    return Finished(folder.read(), folder.path, was_there=True)


def _size(city: City, people: int | None, sample: int | None) -> tuple[int, int]:
    """How many are simulated; and, place by place, one in so many, else 0."""
    represented = int(city.population.people.value)
    one_in = sample or 1
    if people is not None:
        return people, 0
    if places := places_of(city.population):
        return sum(sampled(place.people, one_in) for place in places), one_in
    return sampled(represented, one_in), 0

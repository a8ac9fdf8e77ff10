"""Run: one regime, one city, so many years."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glasscity.chance import key_of
from glasscity.documents.regime import Clock
from glasscity.documents.resolve import City, load
from glasscity.lowering.clock import LAST_DAY
from glasscity.results.code import code_digest
from glasscity.results.folder import RunFolder
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.vocabulary.time import YEAR_DAYS

Progress = Callable[[int, int, float], None]
"""Called with (windows done, windows in all, person-months in a window): once before the first
window with 0 done, then after each."""


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


def windows_in(clock: Clock, years: float) -> int:
    """Windows that ``years`` come to, at least 1."""
    if clock.window == "month":
        return max(1, round(years * 12))
    return max(1, round(years * YEAR_DAYS / clock.window.value))


def months_in_window(clock: Clock) -> float:
    """Length of a window in months."""
    return 1.0 if clock.window == "month" else 12 * clock.window.value / YEAR_DAYS


def problems_of(
    people: int | None,
    represented: int,
    years: float,
    seed: int,
    threads: int | None,
    chunk: int,
    trace_every: int,
) -> list[str]:
    """What is wrong with the numbers of a request, each with its mend; empty if nothing."""
    longest = int(LAST_DAY / YEAR_DAYS)
    limits = (
        ("--people", people, 1, represented, "all that the population stands for"),
        ("--years", years, 0.01, longest, "the longest horizon"),
        ("--seed", seed, 0, 2**64 - 1, "64 bits"),
        ("--threads", threads, 1, 1024, "more would not help"),
        ("--chunk", chunk, 0, 2**22, "0 lets the engine choose"),
        ("--trace-every", trace_every, 0, 2**32, "0 keeps no lines"),
    )
    return [
        f"{name} {given:,} is outside {low:,} to {high:,} ({why}); choose a number within"
        for name, given, low, high, why in limits
        if given is not None and not low <= given <= high
    ]


def threads_here() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
) -> Finished:
    """Run a regime on its city and keep the run, its report and its provenance.

    ``name``: a regime or scenario of the catalogue or a YAML file; ``population``: another one
    to run it on. ``people``: simulated adults (None: all that the population stands for). A run
    that is already there is returned at once. Raises
    DocumentError, FolderError, ValueError or engine.trouble.RunError; each says how to mend it.
    """
    from glasscity.measures.every import every_measure
    from glasscity.studies.report import write_report

    city = load(name, population=population)
    represented = int(city.population.people.value)
    problems = problems_of(people, represented, years, seed, threads, chunk, trace_every)
    if problems:
        raise ValueError("\n".join(problems))
    every_measure()  # a measure that cannot be had is told before the run, not after it
    request = Request(
        name=name,
        people=represented if people is None else people,
        years=years,
        windows=windows_in(city.regime.clock, years),
        seed=seed,
        threads=threads_here() if threads is None else threads,
        chunk=chunk,
        trace_every=trace_every,
        population=population,
    )
    folder = RunFolder.of(city, request, out, code_digest())
    if folder.finished():
        return Finished(folder.read(), folder.path, was_there=True)
    folder.prepare()
    done = simulate(city, request, progress)
    folder.write(done, {"report.html": lambda path: write_report(path, done)})
    return Finished(done, folder.path, was_there=False)

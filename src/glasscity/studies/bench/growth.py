"""How time and memory grow with people: a nation of more and more places, each size by itself.

Up to the size of one place that place grows; from there on their number does, so that each size is
lived as the whole nation is: piece by piece, every person.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from glasscity.documents.population import Places, Population
from glasscity.documents.resolve import City, load
from glasscity.evidence import Quantity
from glasscity.executors.course import WorkError
from glasscity.results.folder import RunFolder
from glasscity.results.read import FolderError
from glasscity.results.request import Request
from glasscity.studies.pace import PlacesError, windows_in

PLACE = 3_341_695
"""People of a place: the mean of the 333 of China's adults."""
POLL_SECONDS = 0.1
MADE_UP = "a place of the usual size, so that a nation of any number of people can be timed"


@dataclass(frozen=True)
class Size:
    """A nation of so many people: what it took. Bytes are the most of all processes together."""

    people: int
    places: int
    person_months: float
    seconds: float
    peak_bytes: int
    digest: str


def sizes_upto(most: int) -> tuple[int, ...]:
    """Powers of ten from 10,000 on, and ``most``. Raises ValueError below that."""
    if most < 10_000:
        raise ValueError(f"--upto {most:,} is less than 10,000 people; choose more")
    found = [10_000]
    while found[-1] * 10 < most:
        found.append(found[-1] * 10)
    return (*found, most) if found[-1] < most else tuple(found)


def nation_of(population: Population, people: int) -> Population:
    """The same margins with so many people, in places of the usual size."""
    number = max(1, round(people / PLACE))
    places = Places(
        number=Quantity(value=number, unit="places", assumed=MADE_UP),
        unit="share",
        assumed=MADE_UP,
        cells={"all": 1.0},
    )
    count = Quantity(value=people, unit="people", assumed=MADE_UP)
    return population.model_copy(update={"people": count, "places": places})


def grow(
    name: str,
    population: str,
    most: int,
    years: float,
    threads: int,
    tick: Callable[[Size], None] = lambda _: None,
) -> tuple[Size, ...]:
    """Live each size in a process of its own, the smallest first. Raises ValueError, DocumentError.

    The clock runs from the checked documents to the run's folder, starting of processes and
    loading of kernels included.
    """
    load(name, population=population)
    wanted = sizes_upto(most)
    _alone((name, population, wanted[0], years, threads))  # compiles, and is not kept
    found = []
    for people in wanted:
        found.append(_alone((name, population, people, years, threads)))
        tick(found[-1])
    return tuple(found)


def _alone(asked: tuple[str, str, int, float, int]) -> Size:
    """One size in a process of its own, its memory and that of its children watched."""
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_live, args=(theirs, *asked))
    process.start()
    theirs.close()
    with _watched(process.pid or 0) as peak:
        try:
            told: dict[str, Any] | str = mine.recv()
        except EOFError as error:
            process.join()
            what = f"a process ended with {process.exitcode} while it lived {asked[2]:,} people"
            raise RuntimeError(what) from error
        process.join()
    if isinstance(told, str):
        raise ValueError(told)
    return Size(**told, peak_bytes=peak[0])


def _live(told: Connection, name: str, population: str, people: int, years: float, n: int) -> None:
    """Live a nation of so many people, and tell what it took, or what went wrong."""
    from glasscity.engine.trouble import RunError

    city = load(name, population=population)
    there = replace(city, population=nation_of(city.population, people))
    windows = windows_in(there.regime.clock, years)
    request = Request(name, people, years, windows, 1, n, one_in=1)
    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        try:
            digest, months = _lived(there, request, Path(out))
        except (FolderError, PlacesError, RunError, WorkError) as error:
            told.send(str(error))
            return
        seconds = time.perf_counter() - started
    places = there.population.places
    number = 1 if places is None else int(places.number.value)
    size = Size(people, number, people * months, seconds, 0, digest)
    told.send({key: value for key, value in asdict(size).items() if key != "peak_bytes"})


def _lived(city: City, request: Request, out: Path) -> tuple[str, float]:
    """The digest of a run that was lived and written, and its months."""
    from glasscity.studies.nation import live_nation

    folder = RunFolder.of(city, request, out)
    run, extra = live_nation(city, request, folder)
    folder.write(run, extra)
    return run.digest, run.months


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """The most bytes that a process and its children held together, seen ten times a second.

    What they share is counted once. 0 where the system does not tell (it needs /proc).
    """
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(POLL_SECONDS):
            peak[0] = max(peak[0], sum(_held(each) for each in _family(pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _family(pid: int) -> Iterator[int]:
    """A process and all its children."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                for child in (task / "children").read_text().split():
                    yield from _family(int(child))


def _held(pid: int) -> int:
    """Bytes that a process holds, its part of what it shares (Pss)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0

"""A nation, lived place by place: each place is a part on disk, and what is done is kept."""

from __future__ import annotations

import datetime
import functools
import itertools
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine.nation import Nation
from glasscity.executors.chosen import executor_of
from glasscity.executors.course import Carried, Executor, Tell, run_all
from glasscity.executors.task import Made, Task
from glasscity.lowering.plan import Plan, lower
from glasscity.results.by_place import FIELDS_FILE, ByPlace, write_fields
from glasscity.results.folder import RunFolder, write_city
from glasscity.results.parts import DamagedError, Meta, Part, read_part
from glasscity.results.piece import FIELDS, costs_of, fields_of, packed, unpacked
from glasscity.results.read import FolderError, read_city
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.results.sums import Sums
from glasscity.results.whole import Writer
from glasscity.studies.pace import PlacesError, Progress, months_in_window
from glasscity.tables.fields import FieldRow

PARTS, CITY = ".parts", "city"
"""What the folder of parts is called, after the name of the run's; and that of documents in it."""


@functools.lru_cache(maxsize=16)
def _ready(folder: str, one_in: int, n_windows: int, thread: int) -> tuple[Nation, Plan]:
    """The nation whose documents stand in a folder, lowered once for each thread."""
    del thread
    city = read_city(Path(folder))
    return Nation(city, one_in), lower(city.regime, city.population, city.conduct, n_windows)


def live_place(
    folder: str, number: int, one_in: int, n_windows: int, seed: int, trace_every: int
) -> Made:
    """Live one place of the nation whose documents stand in ``folder``."""
    nation, plan = _ready(folder, one_in, n_windows, threading.get_ident())
    place = nation.places[number - 1]
    outcome = nation.live(place, n_windows, key_of(seed), plan, trace_every=trace_every)
    return Made(packed(outcome), costs_of(outcome))


def key_of_part(number: int) -> str:
    """The key of a place's part."""
    return f"place-{number:05d}"


def live_nation(
    city: City,
    request: Request,
    folder: RunFolder,
    progress: Progress | None = None,
    tell: Tell | None = None,
    executor: Executor | None = None,
) -> tuple[Run, dict[str, Writer]]:
    """Live every place that is not lived yet; the run, and what writes its further files.

    Places are lived one by one, or on so many processes as threads were asked for. What is lived
    stays beside the run's folder until that is written. Raises PlacesError, FolderError,
    WorkError or ValueError.
    """
    nation, parts = Nation(city, request.one_in), parts_of(folder).resolve()
    started, clock = datetime.datetime.now(datetime.UTC), time.perf_counter()
    write_city(city, parts / CITY)
    asked = (request.one_in, request.windows, request.seed, request.trace_every)
    tasks = [
        Task(key_of_part(place.number), live_place, (str(parts / CITY), place.number, *asked))
        for place in nation.places
    ]
    with executor or executor_of(min(request.threads, len(tasks))) as hands:
        done = run_all(tasks, parts, hands, _counted(progress, nation, request, city), tell)
    _refuse_holes(done, len(tasks), parts)
    sums = Sums()
    for number, part in _lived(nation, parts):
        sums.add(number, unpacked(part.table, part.meta))
    spent = sum(float(meta["seconds"]) for meta in done.landed.values())
    seconds = time.perf_counter() - clock
    if executor is None:  # places found lived count too; how many others worked is not known here
        seconds = max(seconds, spent / max(request.threads, 1))
    by_place = ByPlace(_places(nation), sums.by_place())
    stopped = datetime.datetime.now(datetime.UTC)
    run = Run(city, request, sums.outcome(seconds), started, stopped, by_place)
    return run, {FIELDS_FILE: lambda path: write_fields(path, _fields(nation, parts))}


def parts_of(folder: RunFolder) -> Path:
    """Where the parts of a run stand until it is whole."""
    return folder.path.with_name(folder.path.name + PARTS)


def drop_parts(folder: RunFolder) -> None:
    """Remove the parts of a run that is whole."""
    shutil.rmtree(parts_of(folder), ignore_errors=True)


def _refuse_holes(done: Carried, total: int, parts: Path) -> None:
    if not done.faults:
        return
    faults = list(done.faults.items())[:5]
    lines = "".join(f"\n{key}: {fault.what}" for key, fault in faults)
    raise PlacesError(
        f"{len(done.faults)} of {total} places could not be lived - mend what is named and run "
        f"again; the others are kept in {parts}{lines}"
    )


def _counted(
    progress: Progress | None, nation: Nation, request: Request, city: City
) -> Callable[[int, int, Meta], None] | None:
    """Progress by places, of so many person-months on average."""
    if progress is None:
        return None
    months = request.windows * months_in_window(city.regime.clock)
    each = months * nation.simulated / len(nation.places)
    return lambda done, total, _: progress(done, total, each)


def _lived(
    nation: Nation, parts: Path, columns: Sequence[str] | None = None
) -> Iterator[tuple[int, Part]]:
    for place in nation.places:
        try:
            yield place.number, read_part(parts, key_of_part(place.number), columns)
        except (DamagedError, OSError) as error:
            raise FolderError(
                f"{parts} - a part was damaged meanwhile ({error}) - run again: the other "
                "places are kept"
            ) from error


def _fields(nation: Nation, parts: Path) -> Iterator[tuple[int, tuple[FieldRow, ...]]]:
    for number, part in _lived(nation, parts, FIELDS):
        yield number, fields_of(part.table)


def _places(nation: Nation) -> pd.DataFrame:
    """The places as they are published."""
    firsts = nation.firsts
    return pd.DataFrame(
        {
            "place": [place.number for place in nation.places],
            "id": [place.id for place in nation.places],
            "region": [place.region for place in nation.places],
            "represented": [place.people for place in nation.places],
            "simulated": [after - first for first, after in itertools.pairwise(firsts)],
            "first_person": list(firsts[:-1]),
        }
    )

"""Sweep: many scenarios, lucks and settings of doubtful numbers, kept member by member.

It has no objective: members stand in the order of the document, whatever came of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

import glasscity
from glasscity.documents import shelf
from glasscity.documents.city import City
from glasscity.documents.digest import digest, said
from glasscity.documents.problem import DocumentError, did_you_mean, some_of
from glasscity.documents.resolve import Examined, examine
from glasscity.documents.sweep import Sweep
from glasscity.documents.swept import columns_of
from glasscity.executors.course import Executor, Progress, Tell, WorkError, run_all
from glasscity.executors.local import Serial
from glasscity.executors.task import Task
from glasscity.measures.every import every_measure
from glasscity.results.code import code_digest
from glasscity.results.folder import write_city
from glasscity.results.identity import ID_LENGTH
from glasscity.results.parts import DamagedError, clear_aside, find_part, write_whole
from glasscity.studies.sweep.design import Member, members
from glasscity.studies.sweep.gather import TABLE, gather
from glasscity.studies.sweep.member import CITIES, COLUMNS, DOCUMENT, live_member

PARTS, FAULTS = "parts", "faults.json"


@dataclass(frozen=True)
class Swept:
    """What there is of a sweep: ``digests`` of the members that are there, by key.

    ``refused`` members have values that make no city, ``faults`` are those that failed, each
    with why; ``damaged`` tells of parts that had to be made again.
    """

    sweep: Sweep
    cities: Mapping[str, City]
    folder: Path
    total: int
    digests: Mapping[str, str]
    refused: Mapping[str, str]
    faults: Mapping[str, str]
    damaged: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        """Members that need not be lived any more."""
        return len(self.digests) + len(self.refused)

    @property
    def is_whole(self) -> bool:
        """Whether every member is there."""
        return self.done == self.total

    @property
    def table(self) -> Path:
        """Everything measured, as one Parquet file."""
        return self.folder / TABLE

    @property
    def digest(self) -> str:
        """The sha256 of the digests of the members that are there; the same on any executor."""
        found = {**self.digests, **dict.fromkeys(self.refused, "refused")}
        lines = "".join(f"{key}\t{found[key]}\n" for key in sorted(found))
        return hashlib.sha256(lines.encode()).hexdigest()


def sweep_of(name: str) -> Examined:
    """The sweep of a file or of the catalogue, with its cities. Raises DocumentError."""
    examined = examine(shelf.find("sweep", name))
    page = examined.document.page
    if not isinstance(examined.model, Sweep):
        what = f"is no sweep but has the format '{page.plain['format']}'"
        raise DocumentError([page.problem(("format",), what, "name a file for sweep")])
    known = {measure.name for measure in every_measure()}
    wrong = [
        page.problem(
            ("measures", n), f"unknown measure '{it}'", f"known: {some_of(known)}", _near(it, known)
        )
        for n, it in enumerate(examined.model.measures or ())
        if it not in known
    ]
    if wrong:
        raise DocumentError(wrong)
    return examined


def _near(name: str, known: set[str]) -> str | None:
    return did_you_mean(name, sorted(known))


def sweep(
    name: str,
    out: Path = Path("runs"),
    executor: Executor | None = None,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Swept:
    """Live every member that is not there yet, and gather all that is there into one table.

    An interrupted or killed call goes on where it ended. A member that fails is tried once
    more, then reported; the others go on. Raises DocumentError, or WorkError where nothing can
    go on.
    """
    asked = _Asked.of(name, out)
    asked.prepare()
    tasks = [Task(it.key, live_member, (asked.folder.resolve(), it)) for it in asked.members]
    with executor or Serial() as hands:
        done = run_all(tasks, asked.folder / PARTS, hands, progress, tell)
    faults = {key: fault.what for key, fault in done.faults.items()}
    steps = {key: {"what": it.what, "steps": it.steps} for key, it in done.faults.items()}
    asked.write(FAULTS, steps)
    return asked.swept(done.landed, faults, done.damaged)


def look(name: str, out: Path = Path("runs")) -> Swept:
    """What there is of a sweep, whole or not; nothing is lived. Raises DocumentError, WorkError."""
    asked = _Asked.of(name, out)
    landed: dict[str, Mapping[str, Any]] = {}
    damaged = []
    for member in asked.members:
        there, wrong = find_part(asked.folder / PARTS, member.key)
        if there is not None:
            landed[member.key] = there
        if wrong:
            damaged.append(wrong)
    path = asked.folder / FAULTS
    told = json.loads(path.read_bytes()) if path.is_file() else {}
    faults = {key: it["what"] for key, it in told.items() if key not in landed}
    return asked.swept(landed, faults, tuple(damaged))


@dataclass(frozen=True)
class _Asked:
    """A sweep that somebody asked for, and where it is kept."""

    sweep: Sweep
    cities: Mapping[str, City]
    members: tuple[Member, ...]
    folder: Path

    @classmethod
    def of(cls, name: str, out: Path) -> _Asked:
        examined = sweep_of(name)
        model, cities = examined.model, examined.cities
        if not isinstance(model, Sweep):
            raise TypeError(name)
        identity = {
            "sweep": digest(model),
            "cities": " ".join(it for city in cities.values() for it in city.digests.values()),
            "version": glasscity.__version__,
            "code": code_digest(),
        }
        mark = hashlib.sha256(rfc8785.dumps(identity)).hexdigest()[:ID_LENGTH]
        return cls(model, cities, members(model, cities), out / f"sweep-{model.id}-{mark}")

    def prepare(self) -> None:
        """Write what members are made from, each file or folder whole. Raises WorkError."""
        try:
            clear_aside(self.folder)
            self.write(DOCUMENT, said(self.sweep))
            self.write(COLUMNS, columns_of(self.sweep, self.cities))
            for n, city in enumerate(self.cities.values()):
                write_city(city, self.folder / CITIES / str(n))
        except OSError as error:
            raise _unwritable(self.folder, error) from error

    def write(self, name: str, content: Any) -> None:
        """Write a small file, whole. Raises WorkError."""
        text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        try:
            write_whole(self.folder / name, text.encode())
        except OSError as error:
            raise _unwritable(self.folder, error) from error

    def swept(
        self,
        landed: Mapping[str, Mapping[str, Any]],
        faults: Mapping[str, str],
        damaged: tuple[str, ...],
    ) -> Swept:
        """What is there, its table written."""
        if landed:
            try:
                gather(self.folder / PARTS, landed, self.folder)
            except (DamagedError, FileNotFoundError) as error:
                what = "it was damaged or moved meanwhile; sweep again"
                raise WorkError(f"{error} - {what}") from error
            except OSError as error:
                raise _unwritable(self.folder, error) from error
        return Swept(
            sweep=self.sweep,
            cities=self.cities,
            folder=self.folder,
            total=len(self.members),
            digests={key: it["digest"] for key, it in landed.items() if "digest" in it},
            refused={key: it["refused"] for key, it in landed.items() if "refused" in it},
            faults=faults,
            damaged=damaged,
        )


def _unwritable(folder: Path, error: OSError) -> WorkError:
    return WorkError(
        f"{folder} - cannot be written ({error.strerror or error}) - "
        "free room, or name another folder with --out; what is done is kept"
    )

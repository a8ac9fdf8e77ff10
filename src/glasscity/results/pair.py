"""Two worlds that were lived together, and their folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from glasscity.results.columns import columns_text
from glasscity.results.folder import fill_run
from glasscity.results.identity import ID_LENGTH
from glasscity.results.provenance import sha256_of
from glasscity.results.read import FolderError, columns_of, open_run
from glasscity.results.run import Run
from glasscity.results.store import joint_table
from glasscity.results.tallies import Tallies
from glasscity.results.whole import WholeFolder
from glasscity.tables.joint import Joint

HERE, THERE, ONE = "here", "there", "one"
"""The world compared, that it is compared with, and the first for one person in the second."""
NAME = "pair.json"
SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Pair:
    """Two worlds of the same people and the same luck, and how faces call them.

    ``one``: people of the first world, each under the settled fields of the second, as if the
    only one treated; None where they meet one another. ``joint`` has the pairs (here, there)
    and, with ``one``, (here, one) and (one, there). ``bytes_by_world`` a person, beside
    ``bytes_shared`` of all.
    """

    titles: tuple[str, str]
    here: Run
    there: Run
    one: Run | None
    joint: Joint
    bytes_shared: float
    bytes_by_world: dict[str, float]

    @property
    def worlds(self) -> dict[str, Run]:
        """The worlds by their places in the pair."""
        found = {HERE: self.here, ONE: self.one, THERE: self.there}
        return {name: run for name, run in found.items() if run is not None}

    @property
    def n(self) -> int:
        """Simulated people."""
        return self.here.outcome.people

    @cached_property
    def tallies(self) -> Tallies:
        """The joint tallies of the two worlds."""
        return Tallies(self.joint.of(HERE, THERE))

    @cached_property
    def spilled(self) -> Tallies | None:
        """The joint tallies of everyone treated and one person treated."""
        return Tallies(self.joint.of(HERE, ONE)) if self.one is not None else None

    @cached_property
    def alone(self) -> Tallies | None:
        """The joint tallies of one person treated and nobody treated."""
        return Tallies(self.joint.of(ONE, THERE)) if self.one is not None else None


@dataclass(frozen=True)
class PairFolder:
    """The folder of a pair of worlds, finished or still to be written."""

    path: Path
    identity: str

    @classmethod
    def of(cls, here: str, there: str, names: tuple[str, str], out: Path) -> PairFolder:
        """The folder under ``out`` of two worlds, given by the ids of their runs."""
        identity = hashlib.sha256(f"{here} {there}".encode()).hexdigest()[:ID_LENGTH]
        return cls(out / f"pair-{names[0]}-{names[1]}-{identity}", identity)

    def finished(self) -> bool:
        """Whether this very pair stands here with every file."""
        try:
            record = self._record()
        except FolderError:
            return False
        return record.get("identity") == self.identity and all(
            (self.path / name).is_file() for name in record.get("files", {})
        )

    def prepare(self) -> None:
        """Make sure that this folder can be written. Raises FolderError."""
        WholeFolder(self.path, self.identity).prepare()

    def write(self, pair: Pair) -> Path:
        """Write every file aside, then rename. Raises FolderError."""
        whole = WholeFolder(self.path, self.identity)
        return whole.write(lambda aside: _fill(aside, pair, self.identity), self.finished)

    def read(self) -> Pair:
        """The finished pair. Raises FolderError where files are missing or damaged."""
        record = self._record()
        if sha256_of(self.path / "joint.parquet") != record["files"]["joint.parquet"]:
            raise FolderError(
                f"{self.path}/joint.parquet - is not the file that {NAME} names - "
                "it was changed or damaged; delete the folder and compare again"
            )
        runs = {name: open_run(self.path / name) for name in record["worlds"]}
        return Pair(
            titles=(record["titles"][0], record["titles"][1]),
            here=runs[HERE],
            there=runs[THERE],
            one=runs.get(ONE),
            joint=_joint(self.path, runs[HERE]),
            bytes_shared=record["bytes_shared"],
            bytes_by_world=dict(record["bytes_by_world"]),
        )

    def _record(self) -> Mapping[str, Any]:
        try:
            record = json.loads((self.path / NAME).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise FolderError(
                f"{self.path} - is no finished pair of worlds ({NAME}: {error}) - compare again"
            ) from error
        if not isinstance(record, dict) or record.get("schema_version") != SCHEMA_VERSION:
            raise FolderError(f"{self.path}/{NAME} - is of another version - compare again")
        return record


def _fill(folder: Path, pair: Pair, identity: str) -> None:
    """Every file of a pair; the record last."""
    for name, run in pair.worlds.items():
        (folder / name).mkdir()
        fill_run(folder / name, run, f"{identity}-{name}", {})
    unit = pair.here.city.population.unit
    pq.write_table(joint_table(pair.joint, unit), folder / "joint.parquet", compression="zstd")
    (folder / "columns.csv").write_text(columns_text(), "utf-8")
    (folder / "joint.csv").write_text(joint_text(), "utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    record = {
        "schema_version": SCHEMA_VERSION,
        "synthetic": "All people here are synthetic. No line is about anyone who exists.",
        "identity": identity,
        "titles": list(pair.titles),
        "worlds": list(pair.worlds),
        "digests": {name: run.digest for name, run in pair.worlds.items()},
        "bytes_shared": pair.bytes_shared,
        "bytes_by_world": pair.bytes_by_world,
        "files": {str(path.relative_to(folder)): sha256_of(path) for path in files},
    }
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / NAME).write_text(text, "utf-8")


def _joint(folder: Path, run: Run) -> Joint:
    table = pq.read_table(folder / "joint.parquet")
    columns, column = columns_of(table, "measure", "key")
    pairs, pair = columns_of(table, "here", "there")
    window, stratum, count = (np.asarray(table[name]) for name in ("window", "stratum", "count"))
    return Joint(pairs, columns, window, pair, stratum, column, count, run.outcome.window_days)


def joint_text() -> str:
    """The list of joint measures as published."""
    return resources.files("glasscity.vocabulary").joinpath("joint.csv").read_text("utf-8")

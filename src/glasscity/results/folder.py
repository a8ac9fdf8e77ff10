"""Where a run is kept: a folder that appears whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from glasscity.documents.digest import resolved
from glasscity.documents.references import References
from glasscity.documents.resolve import City
from glasscity.evidence import Frozen
from glasscity.results.columns import columns_text, measures_text
from glasscity.results.grounds import grounds_of
from glasscity.results.identity import run_id
from glasscity.results.provenance import NAME, provenance_of
from glasscity.results.read import FolderError, open_run, read_provenance
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.results.store import write_tables

Writer = Callable[[Path], None]


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _documents(city: City) -> dict[str, Frozen]:
    """What of a city is kept with a run: its documents, and of the references those cited."""
    cited = {ground.source for ground in grounds_of(city)}
    entries = {key: entry for key, entry in city.references.entries.items() if key in cited}
    return {
        "regime": city.regime,
        "population": city.population,
        "conduct": city.conduct,
        "references": References(format=city.references.format, entries=entries),
    }


@dataclass(frozen=True)
class RunFolder:
    """The folder of one run, finished or still to be written."""

    path: Path
    run_id: str

    @classmethod
    def of(cls, city: City, request: Request, out: Path, engine: str = "") -> RunFolder:
        """The folder of this run under ``out``: the regime's id and the run's id."""
        identity = run_id(city, request, engine)
        return cls(out / f"{city.regime.id}-{identity}", identity)

    def finished(self) -> bool:
        """Whether this very run stands here with every file.

        Only names are looked at; :meth:`read` compares the tallies' digest too.
        """
        try:
            record = read_provenance(self.path)
        except FolderError:
            return False
        return record.get("run_id") == self.run_id and all(
            (self.path / name).is_file() for name in record.get("files", {})
        )

    def read(self) -> Run:
        """The finished run. Raises FolderError."""
        return open_run(self.path)

    def prepare(self) -> None:
        """Make sure that this folder can be written. Raises FolderError before work is lost."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._sweep()
            Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent)).rmdir()
        except OSError as error:
            raise self._unwritable(error) from error
        self._refuse_strangers()

    def write(self, run: Run, extra: Mapping[str, Writer] | None = None) -> Path:
        """Write every file aside, then rename. Returns the folder's path.

        ``extra`` maps the name of a further file to what writes it. Nothing is left behind
        where anything fails or is interrupted. A run that another process finished meanwhile
        is kept. Raises FolderError where the place cannot be written or holds something else.
        """
        self.prepare()
        aside = Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent))
        try:
            self._fill(aside, run, extra or {})
            aside.chmod(0o755)
            self._swap(aside)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return self.path

    def _fill(self, aside: Path, run: Run, extra: Mapping[str, Writer]) -> None:
        traced, unit = run.request.trace_every > 0, run.city.population.unit
        write_tables(run.outcome, run.first_day, aside, traced=traced, unit=unit)
        (aside / "columns.csv").write_text(columns_text(), "utf-8")
        (aside / "measures.csv").write_text(measures_text(), "utf-8")
        for name, model in _documents(run.city).items():
            (aside / f"{name}.json").write_text(_json(resolved(model)), "utf-8")
        for name, writer in extra.items():
            writer(aside / name)
        record = provenance_of(run, self.run_id, aside)
        (aside / NAME).write_text(_json(record), "utf-8")

    def _swap(self, aside: Path) -> None:
        if self.finished():
            return
        old = None
        if self.path.exists():
            old = Path(tempfile.mkdtemp(prefix=self._aside(), dir=self.path.parent)) / "old"
            self.path.rename(old)
        try:
            aside.rename(self.path)
        except OSError:
            if old is not None:
                old.rename(self.path)
            raise
        finally:
            if old is not None:
                shutil.rmtree(old.parent, ignore_errors=True)

    def _aside(self) -> str:
        return f".{self.path.name}.{os.getpid()}-"

    def _sweep(self) -> None:
        """Remove what killed processes left aside."""
        for left in self.path.parent.glob(f".{self.path.name}.*-*"):
            owner = left.name.rsplit(".", 1)[1].split("-", 1)[0]
            if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc").exists():
                shutil.rmtree(left, ignore_errors=True)

    def _refuse_strangers(self) -> None:
        """Nothing but an earlier, unfinished or damaged writing of this run is ever replaced."""
        if not self.path.exists():
            return
        ours = self.path.is_dir() and self.path.name.endswith(self.run_id)
        if not ours:
            raise FolderError(
                f"{self.path} - holds something that is not this run - "
                "name another folder with --out, or remove it yourself"
            )

    def _unwritable(self, error: OSError) -> FolderError:
        return FolderError(
            f"{self.path.parent} - cannot be written ({error.strerror or error}) - "
            "name a folder you may write to with --out"
        )

"""Where a run is kept: a folder that appears whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from glasscity.documents.digest import resolved
from glasscity.documents.references import References
from glasscity.documents.resolve import City
from glasscity.evidence import Frozen
from glasscity.results.by_place import write_by_place
from glasscity.results.columns import columns_text, measures_text
from glasscity.results.grounds import grounds_of
from glasscity.results.identity import run_id
from glasscity.results.provenance import NAME, provenance_of
from glasscity.results.read import FolderError, open_run, read_provenance
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.results.store import write_tables
from glasscity.results.whole import WholeFolder, Writer


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def documents_of(city: City) -> dict[str, Frozen]:
    """What of a city is kept with a run: its documents, and of the references those cited."""
    cited = {ground.source for ground in grounds_of(city)}
    entries = {key: entry for key, entry in city.references.entries.items() if key in cited}
    firms: dict[str, Frozen] = {}
    if city.firms is not None:
        firms = {f"firms-{name}": model for name, model in documents_of(city.firms).items()}
    return {
        **firms,
        "regime": city.regime,
        "population": city.population,
        "conduct": city.conduct,
        "references": References(format=city.references.format, entries=entries),
    }


def write_documents(city: City, folder: Path) -> None:
    """Write what a city is read back from (:func:`glasscity.results.read.read_city`)."""
    for name, model in documents_of(city).items():
        (folder / f"{name}.json").write_text(_json(resolved(model)), "utf-8")


def write_city(city: City, folder: Path) -> None:
    """Write a city aside, then rename; one that is there is the same."""
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".city-", dir=folder.parent) as aside:
        whole = Path(aside) / "city"
        whole.mkdir()
        write_documents(city, whole)
        try:
            whole.rename(folder)
        except OSError:
            if not folder.exists():  # else another process has written it meanwhile
                raise


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
        WholeFolder(self.path, self.run_id).prepare()

    def write(self, run: Run, extra: Mapping[str, Writer] | None = None) -> Path:
        """Write every file aside, then rename. Returns the folder's path.

        ``extra`` maps the name of a further file to what writes it. Nothing is left behind
        where anything fails or is interrupted. A run that another process finished meanwhile
        is kept. Raises FolderError where the place cannot be written or holds something else.
        """
        return WholeFolder(self.path, self.run_id).write(
            lambda aside: fill_run(aside, run, self.run_id, extra or {}), self.finished
        )


def fill_run(folder: Path, run: Run, identity: str, extra: Mapping[str, Writer]) -> None:
    """Write every file of a run into an empty folder, the provenance last."""
    traced, unit = run.request.trace_every > 0, run.city.population.unit
    write_tables(run.outcome, run.first_day, folder, traced=traced, unit=unit)
    if run.by_place is not None:
        write_by_place(run.by_place, folder)
    (folder / "columns.csv").write_text(columns_text(), "utf-8")
    (folder / "measures.csv").write_text(measures_text(), "utf-8")
    write_documents(run.city, folder)
    for name, writer in extra.items():
        writer(folder / name)
    record = provenance_of(run, identity, folder)
    (folder / NAME).write_text(_json(record), "utf-8")

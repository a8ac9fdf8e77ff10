"""A sweep lived: what is kept of each member, whatever it is lived on and however it ends."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from glasscity.documents.resolve import City, load
from glasscity.executors.local import Processes, Threads
from glasscity.measures.every import measures_of
from glasscity.results.digest import run_digest
from glasscity.results.parts import part_path
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.run import simulate, windows_in
from glasscity.studies.sweep import Swept, look, member, sweep
from glasscity.studies.sweep.told import machine_sweep, print_sweep, rows_of
from sweep.files import COMPLETENESS, drawn, written

TWO = """
    - {of: regime, at: sensors.utility.completeness, range: [0.0, 1.0], because: made up for tests}
    - {of: regime, at: awareness.start.levels.online}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sweep")


@pytest.fixture(scope="module")
def path(folder: Path) -> Path:
    """Two scenarios, two lucks, three settings: twelve runs."""
    return written(
        folder, scenarios="[ledger.yaml, before.yaml]", seeds="{many: 2}", draws=drawn(2, TWO)
    )


@pytest.fixture(scope="module")
def lived(folder: Path, path: Path) -> Swept:
    return sweep(str(path), folder / "runs")


def rows_in(swept: Swept) -> list[dict[str, Any]]:
    """The rows of the table of a sweep."""
    return pq.read_table(swept.table).to_pylist()


def runs_in(swept: Swept) -> set[tuple[Any, ...]]:
    """The runs that have rows in it."""
    return {(row["scenario"], row["setting"], row["seed"]) for row in rows_in(swept)}


def test_a_member_is_the_run_that_the_same_documents_give(lived: Swept, path: Path) -> None:
    city = load(str(path.parent / "before.yaml"))
    windows = windows_in(city.regime.clock, 0.25)
    run = simulate(city, Request("before.yaml", people=400, years=0.25, windows=windows, seed=2))
    assert lived.digests["scenario-001.setting-00000.seed-2"] == run_digest(run.outcome)
    found = {
        row["of"]: row["value"]
        for row in rows_in(lived)
        if (row["scenario"], row["setting"], row["seed"]) == ("before.yaml", 0, 2)
        if (row["measure"], row["number"]) == ("records_by_group", "per_1000")
    }
    assert found == {
        f"{row['truth']}/{row['dimension']}/{row['level']}": row["per_1000"]
        for row in measures_of(run)["records_by_group"]
    }
    assert found["true/everybody/everybody"] > 100


def test_one_table_holds_everything(lived: Swept) -> None:
    rows = rows_in(lived)
    assert len(runs_in(lived)) == lived.total == 12
    keys = ("scenario", "setting", "seed", "measure", "of", "number")
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    kept = {row["measure"] for row in rows}
    assert kept > {"bands", "lists", "records_by_group", "headline"}


def test_other_readers_read_it(lived: Swept) -> None:
    assert len(pd.read_parquet(lived.table)) == len(rows_in(lived))


def test_settings_stand_beside_what_came_of_them(lived: Swept) -> None:
    completeness = "regime.sensors.utility.completeness"
    aware = "regime.awareness.start.levels.online"
    found = {
        (row["scenario"], row["setting"]): (row[completeness], row[aware]) for row in rows_in(lived)
    }
    assert found["ledger.yaml", 0] == (0.9, 0.5)
    one, two = (found["ledger.yaml", k] for k in (1, 2))
    assert min(one[0], two[0]) < 0.9 < max(one[0], two[0])
    # One setting is the same in every scenario; a number that one does not have is told as none.
    assert [found["before.yaml", k] for k in range(3)] == [
        (0.9, None),
        (one[0], None),
        (two[0], None),
    ]


def test_what_is_moved_moves_what_comes_of_it(lived: Swept) -> None:
    digests = {lived.digests[f"scenario-000.setting-0000{k}.seed-1"] for k in range(3)}
    assert len(digests) == 3


@pytest.mark.parametrize("executor", [Threads(2), Processes(2)], ids=["threads", "processes"])
def test_the_same_on_any_executor(
    lived: Swept, path: Path, tmp_path: Path, executor: Threads | Processes
) -> None:
    other = sweep(str(path), tmp_path, executor)
    assert other.digest == lived.digest
    assert other.table.read_bytes() == lived.table.read_bytes()


def test_the_same_call_goes_on(lived: Swept, path: Path, tmp_path: Path) -> None:
    """Of a sweep that was cut off, what is there is told, and only the rest is lived."""
    nothing = look(str(path), tmp_path)
    assert (nothing.done, nothing.total, nothing.is_whole) == (0, 12, False)
    parts = tmp_path / lived.folder.name / "parts"
    parts.mkdir(parents=True)
    there = [key for n, key in enumerate(lived.digests) if n % 3]
    for key in there:
        part_path(parts, key).write_bytes(part_path(lived.folder / "parts", key).read_bytes())
    partial = look(str(path), tmp_path)
    assert (partial.done, partial.total, len(there)) == (8, 12, 8)
    console = Console(width=80, record=True)
    print_sweep(partial, console)
    assert "Little: 8 of 12 runs" in console.export_text()
    assert len(runs_in(partial)) == 8
    seen: list[int] = []
    whole = sweep(str(path), tmp_path, progress=lambda done, *_: seen.append(done))
    assert seen == [8, 9, 10, 11, 12]
    assert whole.digest == lived.digest
    assert whole.table.read_bytes() == lived.table.read_bytes()


def test_a_member_that_fails_is_told_and_the_others_go_on(
    lived: Swept, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(city: City, request: Request) -> Run:
        if request.seed == 2 and request.name == "ledger.yaml":
            raise RuntimeError("it broke")
        return simulate(city, request)

    with monkeypatch.context() as patch:
        patch.setattr(member, "simulate", fails)
        done = sweep(str(path), tmp_path)
    assert len(done.faults) == 3
    assert set(done.faults.values()) == {"RuntimeError: it broke"}
    assert done.done == 9
    assert look(str(path), tmp_path).faults == done.faults
    console = Console(width=80, record=True)
    print_sweep(done, console)
    told = console.export_text()
    assert "Little: 9 of 12 runs; 3 failed" in told
    assert "scenario-000.setting-00000.seed-2: RuntimeError: it broke" in told
    steps = json.loads((done.folder / "faults.json").read_text("utf-8"))
    assert "in fails" in steps["scenario-000.setting-00000.seed-2"]["steps"]
    again = sweep(str(path), tmp_path)
    assert (again.faults, again.digest) == ({}, lived.digest)
    assert look(str(path), tmp_path).faults == {}


def test_values_that_make_no_city_are_told(tmp_path: Path) -> None:
    """Two bands whose ends are drawn apart: where the order is wrong there is no such city."""
    numbers = "".join(
        f"\n    - of: regime\n      at: instruments.points.bands.{band}.from\n"
        f"      range: {span}\n      because: made up for tests"
        for band, span in (("mid", [800, 1100]), ("top", [850, 1200]))
    )
    done = sweep(str(written(tmp_path, draws=drawn(8, numbers))), tmp_path / "runs")
    assert 0 < len(done.refused) < 8
    assert done.is_whole
    assert done.faults == {}
    assert all("bands" in why for why in done.refused.values())
    found = pd.read_parquet(done.table)
    assert found.groupby(["scenario", "setting", "seed"], observed=True).ngroups == len(
        done.digests
    )
    assert f"9 of 9 runs; {len(done.refused)} of them make no city" in _printed(done)


def _printed(done: Swept) -> str:
    console = Console(width=80, record=True)
    print_sweep(done, console)
    return console.export_text()


def test_what_is_told_is_in_the_table(lived: Swept) -> None:
    rows = rows_of(lived)
    assert [(row["scenario"], row["number"]) for row in rows] == [
        (name, number)
        for name in ("ledger.yaml", "before.yaml")
        for number in ("true records", "wrongful records", "refusals")
    ]
    found: dict[int, list[float]] = {}
    for row in rows_in(lived):
        which = (row["scenario"], row["of"], row["number"])
        if which == ("ledger.yaml", "true/everybody/everybody", "per_1000"):
            found.setdefault(row["setting"], []).append(row["value"])
    means = [statistics.mean(it) for it in found.values()]
    spans = (means[0], min(means), statistics.median(means), max(means))
    told = tuple(rows[0][it] for it in ("stated", "least", "middle", "most"))
    assert told == pytest.approx(spans)
    assert rows[0]["error"] == pytest.approx(statistics.stdev(found[0]) / 2**0.5)
    assert rows[0]["error"] > 0.0
    assert (rows[0]["seeds"], rows[0]["settings"]) == (2, 3)
    machine = machine_sweep(lived)
    assert json.loads(json.dumps(machine)) == machine
    assert (machine["done"], machine["digest"]) == (12, lived.digest)
    assert all(len(line) <= 80 for line in _printed(lived).splitlines() if "/" not in line)


def test_only_the_measures_asked_for_are_kept(tmp_path: Path) -> None:
    done = sweep(str(written(tmp_path, measures="[bands]", draws=drawn(1, COMPLETENESS))), tmp_path)
    kept = {row["measure"] for row in rows_in(done)}
    assert kept <= {"bands", "records_by_group", "consequences_by_group"}
    assert kept > {"bands", "records_by_group"}

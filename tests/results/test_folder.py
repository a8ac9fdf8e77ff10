from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from glasscity.results.folder import RunFolder
from glasscity.results.provenance import sha256_of
from glasscity.results.read import FolderError, open_run, read_provenance, read_tallies
from glasscity.results.run import Run
from results.fake_outcome import fake_run

RUN = fake_run(people=2000, windows=3)
TRACED = fake_run(people=2000, windows=3, traced=True)


def _folder(out: Path, run: Run = RUN) -> RunFolder:
    return RunFolder.of(run.city, run.request, out)


def _hello(path: Path) -> None:
    path.write_text("hello")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    folder = _folder(tmp_path, TRACED)
    assert not folder.finished()
    folder.write(TRACED, {"report.html": _hello})
    assert folder.finished()
    read = folder.read()
    assert read.digest == TRACED.digest
    assert read.request == TRACED.request
    assert (read.city.regime, read.city.population) == (TRACED.city.regime, TRACED.city.population)
    assert read.city.conduct == TRACED.city.conduct
    assert read.outcome.fields == TRACED.outcome.fields
    assert np.array_equal(read.outcome.trace, TRACED.outcome.trace)
    assert (read.started, read.stopped) == (TRACED.started, TRACED.stopped)
    for name in ("people", "represented", "window_days", "seconds", "state_digest"):
        assert getattr(read.outcome, name) == getattr(TRACED.outcome, name)
    assert len(read_tallies(folder.path)) == len(TRACED.outcome.count)


def test_of_the_references_those_cited_are_kept(tmp_path: Path) -> None:
    kept = open_run(_folder(tmp_path).write(RUN)).city.references.entries
    assert "SUQ-01" in kept
    assert "NOT-CITED" not in kept


def test_events_are_kept_only_if_asked_for(tmp_path: Path) -> None:
    assert not (_folder(tmp_path).write(RUN) / "events.parquet").exists()
    assert (_folder(tmp_path, TRACED).write(TRACED) / "events.parquet").exists()


def test_the_record_has_the_hash_of_every_file(tmp_path: Path) -> None:
    path = _folder(tmp_path).write(RUN, {"report.html": _hello})
    files = read_provenance(path)["files"]
    assert set(files) == {p.name for p in path.iterdir()} - {"provenance.json"}
    assert files["report.html"] == sha256_of(path / "report.html")


@pytest.mark.parametrize("thrown", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_an_interrupted_writing_leaves_nothing(tmp_path: Path, thrown: type[BaseException]) -> None:
    def fail(path: Path) -> None:
        path.write_text("half")
        raise thrown

    with pytest.raises(thrown):
        _folder(tmp_path).write(RUN, {"report.html": fail})
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_folder_of_this_run_is_replaced(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    folder.path.mkdir()
    (folder.path / "tallies.parquet").write_bytes(b"half")
    assert not folder.finished()
    folder.write(RUN)
    assert folder.read().digest == RUN.digest
    assert [p.name for p in tmp_path.iterdir()] == [folder.path.name]


def test_a_finished_run_is_never_written_over(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    folder.write(RUN)
    before = folder.path.stat().st_ino
    folder.write(RUN)
    assert folder.path.stat().st_ino == before
    assert [p.name for p in tmp_path.iterdir()] == [folder.path.name]


def test_a_missing_file_makes_it_unfinished(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder.write(RUN) / "fields.parquet").unlink()
    assert not folder.finished()


def test_something_else_is_never_replaced(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    folder.path.write_text("my thesis")
    with pytest.raises(FolderError, match=r"not this run.*--out"):
        folder.prepare()
    assert folder.path.read_text() == "my thesis"


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = _folder(tmp_path / "file" / "runs")
    with pytest.raises(FolderError, match=r"cannot be written \(Not a directory\).*--out"):
        folder.prepare()
    with pytest.raises(FolderError, match="cannot be written"):
        folder.write(RUN)


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(60)
    left = tmp_path / f".{folder.path.name}.{dead.pid}-abc"
    alive = tmp_path / f".{folder.path.name}.{os.getpid()}-abc"
    left.mkdir()
    alive.mkdir()
    folder.prepare()
    assert not left.exists()
    assert alive.exists()


def test_a_changed_tally_is_noticed(tmp_path: Path) -> None:
    path = _folder(tmp_path).write(RUN)
    other = _folder(tmp_path / "other", TRACED)
    changed = dataclasses.replace(
        TRACED, outcome=dataclasses.replace(TRACED.outcome, count=TRACED.outcome.count + 1)
    )
    (path / "tallies.parquet").write_bytes((other.write(changed) / "tallies.parquet").read_bytes())
    with pytest.raises(FolderError, match="digest"):
        open_run(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "is no finished run"),
        ("{", "is not JSON"),
        ("[]", "schema version None"),
        ('{"schema_version": 999}', "schema version 999"),
        ('{"schema_version": 1}', "cannot be read"),
    ],
)
def test_a_bad_record_is_told_plainly(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "provenance.json").write_text(text)
    with pytest.raises(FolderError, match=said):
        open_run(tmp_path)


def test_threads_and_chunks_make_no_other_run(tmp_path: Path) -> None:
    request = RUN.request
    same = dataclasses.replace(request, threads=8, chunk=77)
    assert RunFolder.of(RUN.city, same, tmp_path).path == _folder(tmp_path).path


@pytest.mark.parametrize(
    "change", [{"people": 2001}, {"windows": 4}, {"seed": 8}, {"trace_every": 5}]
)
def test_whatever_changes_the_result_makes_another_run(
    tmp_path: Path, change: dict[str, int]
) -> None:
    fields = {**dataclasses.asdict(RUN.request), **change}
    other = type(RUN.request)(**fields)
    assert RunFolder.of(RUN.city, other, tmp_path).path != _folder(tmp_path).path
    assert RunFolder.of(RUN.city, RUN.request, tmp_path, "engine").path != _folder(tmp_path).path


def test_the_record_says_where_everything_comes_from(tmp_path: Path) -> None:
    record = json.loads((_folder(tmp_path).write(RUN) / "provenance.json").read_text())
    assert record["digest"] == RUN.digest
    assert record["documents"]["regime"]["digest"] == RUN.city.digests["regime"]
    assert record["request"]["command"] == (
        "glasscity run test-regime --people 2000 --years 0.25 --seed 7"
    )
    cited = {entry["source"]: entry for entry in record["sources"]}
    assert cited["SUQ-01"]["grade"] == "S"
    assert cited["SUQ-01"]["used_for"] == ["regime: instruments[points].opening"]
    paths = {entry["path"]: entry for entry in record["assumptions"]}
    assert paths["sensors[crossing-camera].miss"]["range"] == [0.01, 0.2]
    assert all(len(entry["reason"]) > 11 for entry in record["assumptions"])
    assert {"glasscity", "python", "numpy", "numba", "platform"} <= set(record["versions"])
    assert "Philox 4x32-10" in record["key"]["derivation"]

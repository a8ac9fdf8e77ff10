"""Things that break while a sweep runs: nothing is lost, nothing counted twice, same digest."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.nation import city
from executors.clusters import cluster_in
from faults.commands import Ended, is_alive, parts, run, started, until
from glasscity.engine.nation import Nation
from glasscity.executors.cluster import LocalDask
from glasscity.executors.course import Executor, WorkError
from glasscity.executors.local import Serial, Threads
from glasscity.results.folder import RunFolder
from glasscity.results.request import Request
from glasscity.studies.nation import live_nation
from glasscity.studies.sweep import Swept, look, sweep
from sweep.files import drawn, written

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are watched where Linux shows them"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def path(folder: Path) -> Path:
    """Two scenarios, two settings, two lucks: eight runs."""
    return written(
        folder, scenarios="[ledger.yaml, before.yaml]", seeds="{many: 2}", draws=drawn(1)
    )


@pytest.fixture(scope="module")
def calm(folder: Path, path: Path) -> Swept:
    """The undisturbed run."""
    return sweep(str(path), folder / "calm")


def whole(done: Ended | Swept, out: Path, calm: Swept) -> None:
    """Every run is there once, with the bits of the undisturbed sweep."""
    if isinstance(done, Ended):
        assert done.code == 0, done.told
        assert done.found["digest"] == calm.digest
        assert (done.found["done"], done.found["total"]) == (8, 8)
    else:
        assert done.digest == calm.digest
        assert (done.done, done.total) == (8, 8)
    names = [part.name for part in parts(out)]
    assert names == [part.name for part in parts(calm.folder.parent)]
    (table,) = out.glob("sweep-*/sweep.parquet")
    assert table.read_bytes() == calm.table.read_bytes()
    left = [it.name for it in table.parent.rglob(".*")]
    assert left == []


def test_a_worker_and_then_the_command_itself_are_killed(
    path: Path, calm: Swept, tmp_path: Path
) -> None:
    out = tmp_path / "runs"
    with started(path, out, "--workers", "2") as command:
        until(lambda: len(parts(out)) >= 1, "a first part")
        worker = command.workers[0]
        os.kill(worker, signal.SIGKILL)
        told = command.errors
        until(lambda: "a worker was lost over" in told.read_text("utf-8"), "word of its death")
        there = len(parts(out))
        until(lambda: len(parts(out)) > there, "a part after a worker was killed")
        assert command.process.poll() is None, "it ended too soon to be killed"
        workers = command.workers
        os.kill(command.process.pid, signal.SIGKILL)
        until(lambda: not any(is_alive(it) for it in workers), "workers that end with it")
    assert worker not in workers
    assert 1 < len(parts(out)) < 8
    before = {part: part.stat().st_mtime_ns for part in parts(out)}
    assert look(str(path), out).done == len(before)
    whole(sweep(str(path), out), out, calm)
    assert {part: part.stat().st_mtime_ns for part in before} == before


def test_two_commands_race_in_one_folder_and_a_part_is_damaged(
    path: Path, calm: Swept, tmp_path: Path
) -> None:
    out = tmp_path / "runs"
    with started(path, out) as one, started(path, out) as other:
        ends = (one.end(), other.end())
    for ended in ends:
        whole(ended, out, calm)
    cut, flipped = parts(out)[1], parts(out)[5]
    cut.write_bytes(cut.read_bytes()[:-100])
    held = bytearray(flipped.read_bytes())
    held[len(held) // 3] ^= 4
    flipped.write_bytes(held)
    said: list[str] = []
    mended = sweep(str(path), out, tell=said.append)
    whole(mended, out, calm)
    assert [it.split(" - ")[0] for it in mended.damaged] == [str(cut), str(flipped)]
    assert "".join(said).count("it is set aside and made again") == 2
    aside = [it.name for it in cut.parent.iterdir() if it.suffix == ".damaged"]
    assert sorted(aside) == [f"{cut.name}.damaged", f"{flipped.name}.damaged"]


@contextlib.contextmanager
def small_disk(place: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes, where this process may mount one."""
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("only who may mount a small disk can fill one")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_the_disk_is_full_and_then_cannot_be_written(
    path: Path, calm: Swept, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    sizes = [4096 * -(-it.stat().st_size // 4096) for it in calm.folder.rglob("*") if it.is_file()]
    part = max(it.stat().st_size for it in parts(calm.folder.parent))
    room = sum(sizes) - calm.table.stat().st_size - 4 * part
    with small_disk(place, room):
        out = place / "runs"
        said: list[str] = []
        with pytest.raises(WorkError, match=r"cannot be written \(No space left on device\)"):
            sweep(str(path), out, Threads(2), tell=said.append)
        assert said == []  # nothing is tried in vain where nothing can be kept
        there = len(parts(out))
        assert 1 <= there < 8
        assert not [it for it in out.rglob(".*") if it.is_file()]
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        refused = run(path, out)
        assert refused.code == 2
        assert "cannot be written (Read-only file system)" in refused.told
        subprocess.run(["mount", "-o", f"remount,rw,size={4 * room}", str(place)], check=True)
        whole(sweep(str(path), out), out, calm)


def test_a_file_in_the_place_of_the_folder(path: Path, tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("in the way", "utf-8")
    with pytest.raises(WorkError, match=r"runs.* cannot be written"):
        sweep(str(path), tmp_path / "runs")
    assert (tmp_path / "runs").read_text("utf-8") == "in the way"


def test_the_scheduler_of_a_cluster_is_lost_and_comes_back(
    path: Path, calm: Swept, tmp_path: Path
) -> None:
    out = tmp_path / "runs"
    with cluster_in(tmp_path) as cluster:
        scheduler = cluster.start_scheduler()
        cluster.start_workers(1)
        near = Path(os.path.relpath(out))  # workers stand elsewhere
        with started(path, near, "--cluster", cluster.address) as command:
            until(lambda: len(parts(out)) >= 1, "a first part")
            os.kill(scheduler.pid, signal.SIGKILL)
            assert len(parts(out)) < 8, "it was done too soon"
            cluster.start_scheduler()
            cluster.start_workers(1)
            ended = command.end()
    whole(ended, out, calm)
    assert "a worker was lost over" in ended.told


def test_a_nation_on_a_cluster_has_the_same_digest(tmp_path: Path) -> None:
    nation = city(4_000, {"a": 3, "b": 1}, 4, 150.0, "place")
    asked = Request("nation", Nation(nation, 1).simulated, 0.25, 3, 3, one_in=1)
    executors: tuple[Executor, ...] = (Serial(), LocalDask(2))
    digests = set()
    for n, executor in enumerate(executors):
        folder = RunFolder.of(nation, asked, tmp_path / str(n))
        run, _ = live_nation(nation, asked, folder, executor=executor)
        digests.add((run.digest, run.outcome.state_digest))
    assert len(digests) == 1

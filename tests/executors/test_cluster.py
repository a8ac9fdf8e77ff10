"""The same tasks on a Dask cluster; workers and schedulers are killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest
from distributed import Client
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from executors.clusters import WAIT, Cluster, awaited, cluster_in, free_port
from executors.tasks import counted, failing, killed_once, many
from glasscity.executors.cluster import Dask, LocalDask
from glasscity.executors.course import WorkError, run_all
from glasscity.executors.local import Serial
from glasscity.executors.task import Task


def undisturbed(tasks: list[Task], folder: Path) -> dict[str, bytes]:
    """The parts of an undisturbed run, the one that is killed done as what it is."""
    calm = [Task(it.key, counted, it.arguments[:1]) for it in tasks]
    with Serial() as serial:
        run_all(calm, folder, serial)
    return bytes_of(folder)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_local_cluster_whose_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    tasks = [
        *many(6),
        Task("killed", killed_once, (9, tmp_path)),
        Task("once", failing, (1, tmp_path / "once", 1)),
    ]
    killer = threading.Thread(target=lambda: os.kill(awaited(tmp_path / "9.pid"), signal.SIGKILL))
    killer.start()
    said: list[str] = []
    with LocalDask(2) as executor:
        done = run_all(tasks, tmp_path / "a", executor, tell=said.append)
    killer.join(WAIT)
    assert [*done.landed] == [task.key for task in tasks]
    assert done.faults == {}
    assert said == ["once failed (RuntimeError: the 1 fell over); it is tried once more"]
    assert bytes_of(tmp_path / "a") == undisturbed(tasks, tmp_path / "b")


def test_a_scheduler_that_is_lost_and_comes_back(tmp_path: Path) -> None:
    """It is killed while a worker is in the middle; both are started again, as a keeper would."""
    tasks = [*many(3), Task("killed", killed_once, (9, tmp_path)), *many(6)[3:]]
    with cluster_in(tmp_path) as cluster:
        scheduler = cluster.start_scheduler()
        cluster.await_scheduler()
        with pytest.raises(WorkError, match="no worker has come"):
            Dask(cluster.address, patience=3.0).__enter__()
        cluster.start_workers(2)
        keeper = threading.Thread(target=_lose, args=(cluster, scheduler.pid, tmp_path / "9.pid"))
        keeper.start()
        said: list[str] = []
        with Dask(cluster.address) as executor:
            done = run_all(tasks, tmp_path / "a", executor, tell=said.append)
            assert executor.is_there()
            cluster.end()
            assert not executor.is_there()
        keeper.join(WAIT)
    assert done.faults == {}
    assert any(line.startswith("a worker was lost over") for line in said)
    assert bytes_of(tmp_path / "a") == undisturbed(tasks, tmp_path / "b")


def _lose(cluster: Cluster, pid: int, told: Path) -> None:
    awaited(told)
    os.kill(pid, signal.SIGKILL)
    cluster.start_scheduler()
    cluster.start_workers(2)


def test_what_is_lost_on_its_way_back_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that dies between a result and its delivery: no future waits for ever."""
    fetch: Any = Client._gather
    lost: list[str] = []

    async def gather(*arguments: Any, **words: Any) -> Any:
        if not lost:
            lost.append("once")
            raise CommClosedError("in the middle")
        return await fetch(*arguments, **words)

    monkeypatch.setattr(Client, "_gather", gather)
    said: list[str] = []
    with LocalDask(1) as executor:
        done = run_all(many(3), tmp_path, executor, tell=said.append)
    assert len(done.landed) == 3
    assert len(said) == len(lost) == 1
    assert "a worker was lost over part-00" in said[0]


def test_another_cluster_on_this_machine_is_not_in_the_way() -> None:
    """Also one that has taken the door of Dask's pages."""
    with socket.socket() as door:
        with contextlib.suppress(OSError):  # somebody stands there already
            door.bind(("127.0.0.1", 8787))
            door.listen()
        with LocalDask(1) as executor:
            assert executor.slots == 2


def test_deaths_are_counted_once() -> None:
    """The scheduler has counted the workers that died over a batch; a lost one took its own."""
    dask = Dask("")
    worker: Any = None
    assert dask.deaths(KilledWorker("batch", worker, 3)) == 4
    assert dask.deaths(CommClosedError()) == dask.deaths(CancelledError()) == 1
    assert dask.deaths(ValueError()) == 0


def test_no_scheduler_is_told() -> None:
    address = f"127.0.0.1:{free_port()}"
    with pytest.raises(WorkError, match=f"no scheduler at {address}.*dask scheduler"):
        Dask(address, patience=0.5).__enter__()

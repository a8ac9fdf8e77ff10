"""The same tasks on every executor of this machine, with faults and with workers killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from executors.clusters import WAIT, awaited
from executors.tasks import counted, deadly, failing, killed_once, many, noted, slow
from glasscity.executors import course
from glasscity.executors.course import Executor, WorkError, run_all
from glasscity.executors.local import Processes, Serial, Threads
from glasscity.executors.task import Batch, Made, Report, Task
from glasscity.results import parts
from glasscity.results.code import code_digest
from glasscity.results.parts import part_path, read_part

EXECUTORS: dict[str, Callable[[], Executor]] = {
    "serial": Serial,
    "threads": lambda: Threads(2),
    "processes": lambda: Processes(2),
}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", EXECUTORS)
def test_the_parts_are_the_same_on_every_executor(tmp_path: Path, name: str) -> None:
    seen: list[tuple[int, int]] = []
    with EXECUTORS[name]() as executor:
        done = run_all(many(30), tmp_path / "a", executor, lambda n, of, _: seen.append((n, of)))
    with Serial() as serial:
        run_all(many(30)[::-1], tmp_path / "b", serial)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert [*done.landed] == [task.key for task in many(30)]
    assert done.landed["part-007"] == {"sum": 21}
    assert (done.found, done.faults) == (0, {})
    assert seen == [(n, 30) for n in range(31)]


def test_what_is_there_is_not_done_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    tasks = [Task(f"part-{i}", noted, (i, log)) for i in range(6)]
    with Serial() as executor:
        run_all(tasks[:4], tmp_path / "a", executor)
        done = run_all(tasks, tmp_path / "a", executor)
    assert done.found == 4
    assert [meta["sum"] for meta in done.landed.values()] == [0, 0, 1, 3, 6, 10]
    assert log.read_text("utf-8").split() == list("012345")


@pytest.mark.parametrize("name", EXECUTORS)
def test_a_task_that_fails_is_tried_once_more(tmp_path: Path, name: str) -> None:
    tasks = [
        Task("once", failing, (1, tmp_path / "once", 1)),
        Task("always", failing, (2, tmp_path / "always", 99)),
        *many(3),
    ]
    said: list[str] = []
    with EXECUTORS[name]() as executor:
        done = run_all(tasks, tmp_path / "a", executor, tell=said.append)
    assert [*done.landed] == ["once", "part-000", "part-001", "part-002"]
    assert [*done.faults] == ["always"]
    assert done.faults["always"].what == "RuntimeError: the 2 fell over"
    assert "in failing" in done.faults["always"].steps
    assert len((tmp_path / "always").read_text("utf-8")) == 2
    assert sorted(said) == [
        "always failed (RuntimeError: the 2 fell over); it is tried once more",
        "always failed again (RuntimeError: the 2 fell over); the others go on",
        "once failed (RuntimeError: the 1 fell over); it is tried once more",
    ]


def test_a_damaged_part_is_told_and_made_again(tmp_path: Path) -> None:
    with Serial() as executor:
        run_all(many(4), tmp_path, executor)
        path = part_path(tmp_path, "part-002")
        held = bytearray(path.read_bytes())
        whole = bytes(held)
        held[len(held) // 2] ^= 16
        path.write_bytes(held)
        part_path(tmp_path, "part-003").write_bytes(b"PAR1")
        done = run_all(many(4), tmp_path, executor)
    assert done.found == 2
    assert [it.split(" - ")[0] for it in done.damaged] == [
        str(part_path(tmp_path, f"part-00{n}")) for n in (2, 3)
    ]
    assert path.read_bytes() == whole
    assert len(done.landed) == 4


def test_a_worker_killed_in_the_middle_of_a_piece(tmp_path: Path) -> None:
    tasks = [*many(5), Task("killed", killed_once, (9, tmp_path)), *(many(9)[5:])]
    killer = threading.Thread(target=lambda: os.kill(awaited(tmp_path / "9.pid"), signal.SIGKILL))
    killer.start()
    said: list[str] = []
    with Processes(2) as executor:
        done = run_all(tasks, tmp_path / "a", executor, tell=said.append)
    killer.join(WAIT)
    assert [*done.landed] == [task.key for task in tasks]
    assert done.faults == {}
    assert any(line.startswith("a worker was lost over") for line in said)
    with Serial() as serial:
        run_all([*many(9), Task("killed", counted, (9,))], tmp_path / "b", serial)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_a_task_that_kills_every_worker_is_left(tmp_path: Path) -> None:
    with Processes(2) as executor:
        done = run_all([*many(3), Task("deadly", deadly, (1,))], tmp_path, executor)
    assert len(done.landed) == 3
    assert "4 workers were lost over it" in done.faults["deadly"].what


def test_no_worker_outlives_an_error(tmp_path: Path) -> None:
    """Dropped work ends at once: nobody waits for the minute that the task would take."""
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Processes(2) as executor:
        _interrupted(executor, tmp_path)
    assert time.monotonic() - started < 40
    pid = int((tmp_path / "9.pid").read_text("utf-8"))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _interrupted(executor: Executor, folder: Path) -> None:
    """Somebody interrupts while a worker is in the middle of a task."""
    task = Task("killed", killed_once, (9, folder))
    executor.submit(Batch((task,), folder, code_digest()))
    awaited(folder / "9.pid")
    raise KeyboardInterrupt


def test_where_nothing_can_be_written_nothing_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with Serial() as executor, pytest.raises(WorkError, match="file - cannot be written"):
        run_all(many(3), tmp_path / "file", executor)


def test_a_worker_with_other_code_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "code_digest", lambda: "other")
    with Processes(1) as executor, pytest.raises(WorkError, match="runs other code"):
        run_all(many(3), tmp_path / "a", executor)
    assert [*(tmp_path / "a").iterdir()] == []


def test_a_folder_that_is_not_shared_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "part_path", lambda folder, key: folder / "elsewhere" / key)
    monkeypatch.setattr(course, "LATE", 0.1)
    with Serial() as executor, pytest.raises(WorkError, match="all workers share"):
        run_all(many(3), tmp_path, executor)


def test_a_part_that_is_seen_late_is_waited_for(tmp_path: Path) -> None:
    """Folders of a network show what was written elsewhere after a while."""

    class Lagging(Serial):
        def submit(self, batch: Batch) -> Future[list[Report]]:
            done = super().submit(batch)
            path = part_path(batch.folder, batch.tasks[0].key)
            hidden = path.rename(tmp_path / "hidden")
            threading.Timer(0.3, hidden.rename, (path,)).start()
            return done

    with Lagging() as executor:
        done = run_all(many(1), tmp_path / "a", executor)
    assert [*done.landed] == ["part-000"]


def test_work_of_which_nothing_is_heard_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A future that never comes back is no reason to wait for ever."""
    monkeypatch.setattr(course, "SILENCE", 0.05)

    class Forgetful(Serial):
        slots = 2
        mended = asked = 0

        def submit(self, batch: Batch) -> Future[list[Report]]:
            return super().submit(batch) if self.mended else Future()

        def is_there(self) -> bool:
            self.asked += 1
            return self.asked < 3

        def mend(self) -> None:
            self.mended += 1
            (tmp_path / f".part-000.{parts._host()}.9999999-dead").touch()

    said: list[str] = []
    with Forgetful() as executor:
        done = run_all(many(5), tmp_path, executor, tell=said.append)
    assert len(done.landed) == 5
    assert (executor.asked, executor.mended) == (3, 1)
    assert not [*tmp_path.glob(".*")]  # nor is there anything that the dead left aside
    assert len(said) == 2
    assert all("nothing is heard of it" in line for line in said)


def test_a_broken_pool_says_that_it_is_broken(tmp_path: Path) -> None:
    with Processes(1) as executor:
        assert executor.is_there()
        batch = Batch((Task("deadly", deadly, (1,)),), tmp_path, code_digest())
        error = executor.submit(batch).exception(WAIT)
        assert error is not None
        assert executor.deaths(error) == 1
        assert not executor.is_there()


def test_nobody_is_left_for_what_another_did(tmp_path: Path) -> None:
    """Four workers die over a batch: each task of it is done alone before one is given up."""

    class Four(Serial):
        def submit(self, batch: Batch) -> Future[list[Report]]:
            if all(task.key != "deadly" for task in batch.tasks):
                return super().submit(batch)
            lost: Future[list[Report]] = Future()
            lost.set_exception(MemoryError())
            return lost

        def deaths(self, error: BaseException) -> int:
            return 4 * isinstance(error, MemoryError)

    with Four() as executor:
        executor.slots = 9
        done = run_all([*many(3), Task("deadly", deadly, (1,))], tmp_path, executor)
    assert len(done.landed) == 3
    assert "8 workers were lost over it" in done.faults["deadly"].what


def test_keys_are_told_apart(tmp_path: Path) -> None:
    with Serial() as executor, pytest.raises(ValueError, match="same key"):
        run_all([*many(2), *many(1)], tmp_path, executor)


def test_small_tasks_go_together(tmp_path: Path) -> None:
    """Once it is known how long a task takes, a batch is worth 0.2 seconds."""
    sizes: list[int] = []

    class Watched(Serial):
        def submit(self, batch: Batch) -> Future[list[Report]]:
            sizes.append(len(batch.tasks))
            return super().submit(batch)

    with Watched() as executor:
        run_all([Task(f"slow-{i}", slow, (i, 0.05)) for i in range(8)], tmp_path, executor)
    assert sizes[0] == 1
    assert max(sizes) in (3, 4)
    assert sum(sizes) == 8


def test_the_time_of_day_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set back changes nothing where nobody looks at it, nor at dates of files."""

    def asked() -> float:
        raise AssertionError("somebody looks at the clock")

    with Serial() as executor, monkeypatch.context() as patch:
        patch.setattr(time, "time", asked)
        patch.setattr(time, "time_ns", asked)
        run_all(many(6), tmp_path / "b", executor)
        run_all(many(3), tmp_path / "a", executor)
        for path in (tmp_path / "a").iterdir():
            os.utime(path, (5e9, 5e9))  # from the future
        done = run_all(many(6), tmp_path / "a", executor)
    assert done.found == 3
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_what_travels_is_also_in_the_part(tmp_path: Path) -> None:
    with Serial() as executor:
        done = run_all([Task("a", _wide)], tmp_path, executor)
    assert done.landed["a"] == read_part(tmp_path, "a").meta == {"x": [1, 2]}


def _wide() -> Made:
    return Made(counted(3).table, {"x": [1, 2]})

"""The course of many tasks: handed out in batches, told as they land, tried again where lost."""

from __future__ import annotations

import contextlib
import math
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from glasscity.executors.task import Batch, Fault, Landed, Report, Stuck, Task, told
from glasscity.results.code import code_digest
from glasscity.results.parts import Meta, clear_aside, find_part, part_path

Progress = Callable[[int, int, Meta], None]
"""Called with (parts there, parts in all, what travelled with the last one)."""
Tell = Callable[[str], None]
"""Called with a line for each thing that went wrong and what became of it."""

LEAST_SECONDS = 0.2
"""Work that is worth handing out: less of it would be lost in handing out."""
MOST_TASKS = 256
SILENCE = 30.0
"""Seconds without news after which it is asked whether those who work are still there."""
LATE = 60.0
"""Seconds in which a part that was written elsewhere is seen here: folders of a network lag."""
TRIES = 2
"""How often a task is done that raises an error."""
ALONE_AFTER, GIVEN_UP_AFTER = 2, 4
"""Workers lost over a task before it is done with nothing beside it, and before it is left; the
last of them died with nothing beside it, so that nobody is left for what another did."""


class WorkError(Exception):
    """Work cannot go on at all; the message says why and how to mend it."""


class Executor(Protocol):
    """Who does the work: shaped like :class:`concurrent.futures.Executor`, and can be mended.

    Leaving it on an error drops what is in hand.
    """

    @property
    def slots(self) -> int:
        """How many batches are in hand at once."""
        ...

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Hand out a batch."""
        ...

    def deaths(self, error: BaseException) -> int:
        """How many workers an error tells the death of; 0: they live, and the work is wrong."""
        ...

    def is_there(self) -> bool:
        """Whether what is in hand can still come back; asked after a silence."""
        ...

    def mend(self) -> None:
        """After a loss, with nothing in hand: be ready for work again. Raises WorkError."""
        ...

    def __enter__(self) -> Self:
        """Be ready for work."""
        ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Let workers go."""
        ...


@dataclass(frozen=True)
class Carried:
    """What became of tasks, in their order: ``landed`` parts with their meta, and ``faults``.

    ``found`` parts were there before. ``damaged`` tells of parts that had to be made again.
    """

    landed: Mapping[str, Meta]
    faults: Mapping[str, Fault]
    found: int
    damaged: tuple[str, ...]


def run_all(
    tasks: Sequence[Task],
    folder: Path,
    executor: Executor,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Carried:
    """Do every task whose part is not yet in ``folder``; the parts are the same on any executor.

    A task that fails is tried once more, then left; the others go on. Several calls may share a
    folder, also at the same time. Raises WorkError where nothing can go on (no room, nobody left
    to work); parts that are there stay, and the same call goes on.
    """
    if len({task.key for task in tasks}) < len(tasks):
        raise ValueError("two tasks have the same key")
    folder = folder.resolve()  # workers of a cluster stand elsewhere
    course = _Course(len(tasks), folder, executor, progress, tell)
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        clear_aside(folder)
        course.look(tasks)
    course.run()
    order = [task.key for task in tasks]
    return Carried(
        landed={key: course.landed[key] for key in order if key in course.landed},
        faults={key: course.faults[key] for key in order if key in course.faults},
        found=course.found,
        damaged=tuple(course.damaged),
    )


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkError(
            f"{folder} - cannot be written ({error.strerror or error}) - "
            "name a folder you may write to"
        ) from error


@dataclass
class _Course:
    """What is waiting, in hand, and done."""

    total: int
    folder: Path
    executor: Executor
    progress: Progress | None
    tell: Tell | None
    waiting: deque[Task] = field(default_factory=deque)
    alone: deque[Task] = field(default_factory=deque)
    in_hand: dict[Future[list[Report]], tuple[Task, ...]] = field(default_factory=dict)
    landed: dict[str, Meta] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    found: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    losses: Counter[str] = field(default_factory=Counter)
    is_alone: bool = False
    is_hurt: bool = False
    seconds: float = 0.0
    timed: int = 0

    def look(self, tasks: Sequence[Task]) -> None:
        """Tell what is there from what is to be made."""
        for task in tasks:
            there, wrong = find_part(self.folder, task.key)
            if wrong:
                self._damaged(wrong)
            if there is None:
                self.waiting.append(task)
            else:
                self.landed[task.key] = there
        self.found = len(self.landed)
        self._show({})

    def run(self) -> None:
        """Until nothing is waiting or in hand."""
        while self.waiting or self.alone or self.in_hand:
            if not self.is_hurt:
                self._hand_out()
            done, _ = wait(self.in_hand, SILENCE, FIRST_COMPLETED)
            for future in done:
                self.is_hurt |= self._take(future)
            if not done and not self.executor.is_there():
                self._drop()
            if self.is_hurt and not self.in_hand:
                self.executor.mend()
                with _writing(self.folder):
                    clear_aside(self.folder)
                self.is_hurt = False

    def _hand_out(self) -> None:
        if self.alone and self.in_hand:
            return
        self.is_alone = bool(self.alone)
        if self.alone:
            self._submit((self.alone.popleft(),))
        while self.waiting and not self.is_alone and len(self.in_hand) < self.executor.slots:
            n = min(self._size(), len(self.waiting))
            self._submit(tuple(self.waiting.popleft() for _ in range(n)))

    def _drop(self) -> None:
        """Nothing of what is in hand will come back."""
        self.is_hurt = True
        for tasks in self.in_hand.values():
            self._lost(tasks, 1, "nothing is heard of it")
        self.in_hand.clear()

    def _submit(self, tasks: tuple[Task, ...]) -> None:
        future = self.executor.submit(Batch(tasks, self.folder, code_digest()))
        self.in_hand[future] = tasks

    def _size(self) -> int:
        """Tasks that are worth handing out together, and leave something for the others."""
        if not self.timed:
            return 1
        worth = math.ceil(LEAST_SECONDS * self.timed / max(self.seconds, 1e-9))
        fair = math.ceil(len(self.waiting) / self.executor.slots)
        return max(1, min(worth, fair, MOST_TASKS))

    def _take(self, future: Future[list[Report]]) -> bool:
        """Note what came back; whether who did the work is gone."""
        tasks = self.in_hand.pop(future)
        try:
            reports = future.result()
        except Exception as error:
            if deaths := self.executor.deaths(error):
                self._lost(tasks, deaths, told(error))
                return True
            reports = [Fault(task.key, told(error)) for task in tasks]
        by_key = {task.key: task for task in tasks}
        for report in reports:
            if isinstance(report, Stuck):
                raise WorkError(report.what)
            if isinstance(report, Fault):
                self._failed(by_key[report.key], report)
            else:
                self._landed(report)
        return False

    def _landed(self, report: Landed) -> None:
        path, until = part_path(self.folder, report.key), time.monotonic() + LATE
        while not path.exists():
            if time.monotonic() < until:
                time.sleep(0.05)
                continue
            raise WorkError(
                f"{self.folder} - a worker has written '{report.key}' and it is not here - "
                "name a folder that this machine and all workers share"
            )
        if report.damaged:
            self._damaged(report.damaged)
        if not math.isnan(report.seconds):
            self.seconds += report.seconds
            self.timed += 1
        self.landed[report.key] = report.meta
        self._show(report.meta)

    def _failed(self, task: Task, fault: Fault) -> None:
        self.failures[task.key] += 1
        if self.failures[task.key] < TRIES:
            self._say(f"{task.key} failed ({fault.what}); it is tried once more")
            self.waiting.append(task)
            return
        self._leave(fault, "failed again")

    def _lost(self, tasks: tuple[Task, ...], deaths: int, what: str) -> None:
        """Somebody is gone who worked on these: do them again, in the end one at a time."""
        names = tasks[0].key + (f" and {len(tasks) - 1} more" if len(tasks) > 1 else "")
        self._say(f"a worker was lost over {names} ({what}); what was not done is done again")
        for task in reversed(tasks):
            self.losses[task.key] += deaths
            many = self.losses[task.key]
            if many >= GIVEN_UP_AFTER and self.is_alone:
                why = f"{many} workers were lost over it (out of memory?)"
                self._leave(Fault(task.key, why), "is left")
            elif many >= ALONE_AFTER:
                self.alone.appendleft(task)
            else:
                self.waiting.appendleft(task)

    def _leave(self, fault: Fault, words: str) -> None:
        self.faults[fault.key] = fault
        self._say(f"{fault.key} {words} ({fault.what}); the others go on")

    def _damaged(self, what: str) -> None:
        self.damaged.append(what)
        self._say(f"{what}; it is set aside and made again")

    def _show(self, meta: Meta) -> None:
        if self.progress is not None:
            self.progress(len(self.landed), self.total, meta)

    def _say(self, words: str) -> None:
        if self.tell is not None:
            self.tell(words)

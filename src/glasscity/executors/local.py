"""Executors of this machine: one by one, on threads, on processes."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from concurrent.futures import (
    BrokenExecutor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Self

from glasscity.executors.task import Batch, Report, carry_out


class Serial:
    """One batch after another, here and now."""

    slots = 1

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Do a batch; what is handed back is done."""
        done: Future[list[Report]] = Future()
        done.set_result(carry_out(batch))
        return done

    def deaths(self, error: BaseException) -> int:
        """Nobody can be lost."""
        del error
        return 0

    def is_there(self) -> bool:
        """They are this process."""
        return True

    def mend(self) -> None:
        """There is nothing to mend."""

    def __enter__(self) -> Self:
        """Nothing to start."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Nothing to stop."""


class Threads(Serial):
    """``slots`` batches at once, on threads. Dropped work ends with the tasks in hand."""

    def __init__(self, slots: int) -> None:
        """So many threads."""
        self.slots = slots

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Hand a batch to a thread."""
        return self._pool.submit(carry_out, batch)

    def __enter__(self) -> Self:
        """Start."""
        self._pool = ThreadPoolExecutor(self.slots)
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Let threads end."""
        self._pool.shutdown(wait=error is None, cancel_futures=True)


class Processes:
    """``slots`` batches at once, each in a process that ends with this one, however it ends."""

    def __init__(self, slots: int) -> None:
        """So many processes."""
        self.slots = slots

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Hand a batch to a process."""
        try:
            return self._pool.submit(carry_out, batch)
        except BrokenExecutor as error:
            lost: Future[list[Report]] = Future()
            lost.set_exception(error)
            return lost

    def deaths(self, error: BaseException) -> int:
        """One process died, and took the others along."""
        return int(isinstance(error, BrokenExecutor))

    def is_there(self) -> bool:
        """Whether the pool takes work: one that broke while it was handed some can forget it."""
        try:
            self._pool.submit(int)
        except (BrokenExecutor, RuntimeError):
            return False
        return True

    def mend(self) -> None:
        """Start processes anew: one that dies takes the others along."""
        self._end()
        self._start()

    def __enter__(self) -> Self:
        """Start."""
        self._start()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """End the processes at once; what they had in hand is dropped."""
        self._end()

    def _start(self) -> None:
        context = get_context("spawn")
        ours, self._leash = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(self.slots, context, _hired, (ours,))
        self._ours = ours

    def _end(self) -> None:
        self._leash.close()
        self._pool.shutdown(cancel_futures=True)
        self._ours.close()


def _hired(leash: Connection) -> None:
    """Start of a worker: it is interrupted by nobody but its parent, and outlives it never."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_heel, args=(leash,), daemon=True).start()


def _heel(leash: Connection) -> None:
    """End this process as soon as its parent is gone or lets go of the leash."""
    parent = parent_process()
    with contextlib.suppress(OSError):
        wait([leash, *([parent.sentinel] if parent is not None else [])])
    os._exit(1)

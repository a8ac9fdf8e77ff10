"""Executors of Dask: a scheduler with workers elsewhere, or a small cluster of this machine."""

from __future__ import annotations

import contextlib
import functools
import logging
import time
from concurrent.futures import CancelledError, Future
from typing import Any, Self

from glasscity.executors.course import WorkError
from glasscity.executors.task import Batch, Report, carry_out

PATIENCE = 60.0
"""Seconds to wait for a scheduler, and for a first worker, before it is told that there is none."""
AHEAD = 2
"""Batches in hand for each thread of a worker: one that is done, one that waits."""
FETCHED = 30.0
"""Seconds in which the reports of a batch that is done are here, or are lost on the way."""
FRESH = 5.0
"""Seconds after which workers are counted anew: some may have come."""

GONE = "what is done is kept, and the same command goes on"


class Dask:
    """Workers of a scheduler at ``host:port``; a scheduler that is lost is waited for."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        """The address of a scheduler."""
        self.address = address
        self.patience = patience
        self._remote: dict[Future[list[Report]], Any] = {}

    @property
    def slots(self) -> int:
        """Batches in hand at once, by the workers there are now."""
        if time.monotonic() - self._counted > FRESH:
            with contextlib.suppress(Exception):  # a lost scheduler is told by what is in hand
                self._count()
        return max(1, AHEAD * self._threads)

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Hand a batch to the scheduler."""
        handed: Future[list[Report]] = Future()
        try:
            remote = self._client.submit(carry_out, batch, pure=False)
            self._remote[handed] = remote
            handed.add_done_callback(lambda done: self._remote.pop(done, None))
            remote.add_done_callback(functools.partial(_pass_on, handed))
        except Exception as error:  # a client that is closed raises what it likes
            handed.set_exception(error if self.deaths(error) else CancelledError(str(error)))
        return handed

    def deaths(self, error: BaseException) -> int:
        """How many workers an error tells the death of: a lost scheduler takes one along."""
        from distributed import CancelledError as Cancelled
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            return int(error.allowed_failures) + 1
        return int(isinstance(error, CancelledError | Cancelled | OSError))

    def is_there(self) -> bool:
        """Whether the scheduler has workers, and knows of all that is in hand."""
        client, remote = self._client, self._remote.copy()
        if client.status != "running":
            return False
        came = [handed for handed, it in remote.items() if it.done()]
        keys = [it.key for it in remote.values() if not it.done()]
        ask = client.scheduler.get_task_status
        try:
            known = client.sync(ask, keys=keys, callback_timeout=FETCHED)
            self._count()
        except Exception:  # a client that is cut off raises what it likes
            return False
        is_known = None not in known.values() and all(handed.done() for handed in came)
        return is_known and self._threads > 0

    def mend(self) -> None:
        """Find the scheduler again, and a worker. Raises WorkError."""
        self._leave()
        self._join()

    def __enter__(self) -> Self:
        """Join the cluster. Raises WorkError."""
        _quiet()
        self._join()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Leave the cluster, which stays; what is in hand is dropped."""
        self._leave()

    def _join(self) -> None:
        self._client = self._found()
        try:
            self._client.wait_for_workers(1, timeout=self.patience)
            self._count()
        except Exception as error:
            self._leave()
            raise WorkError(
                f"no worker has come to the scheduler at {self.address} within "
                f"{self.patience:.0f} seconds - start some: dask worker {self.address}; {GONE}"
            ) from error

    def _found(self) -> Any:
        """A client of the scheduler, which may take a while to come back."""
        import distributed

        join: Any = distributed.Client
        until = time.monotonic() + self.patience
        while True:
            try:
                left = max(1.0, until - time.monotonic())
                return join(self.address, timeout=left, set_as_default=False)
            except (OSError, ValueError) as error:
                if isinstance(error, ValueError) or time.monotonic() >= until:
                    raise WorkError(
                        f"no scheduler at {self.address} ({type(error).__name__}) - "
                        f"start it there: dask scheduler; {GONE}"
                    ) from error
                time.sleep(0.2)

    def _leave(self) -> None:
        self._remote = {}
        with contextlib.suppress(Exception):  # of what is lost, there is nothing to leave
            self._client.close(timeout=2)

    def _count(self) -> None:
        threads: dict[str, int] = self._client.nthreads(callback_timeout=FETCHED)
        self._threads = sum(threads.values())
        self._counted = time.monotonic()

    _client: Any = None
    _threads = 0
    _counted = 0.0


class LocalDask(Dask):
    """A Dask cluster of this machine, as many workers as asked for, gone when it is left."""

    def __init__(self, workers: int, patience: float = PATIENCE) -> None:
        """So many workers, each a process of one thread."""
        super().__init__("", patience)
        self.workers = workers

    def __enter__(self) -> Self:
        """Start scheduler and workers, reachable from this machine only."""
        _quiet()
        import distributed

        start: Any = distributed.LocalCluster
        self._cluster = start(
            n_workers=self.workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            death_timeout=self.patience,
        )
        self.address = self._cluster.scheduler_address
        try:
            self._join()
        except WorkError:
            self._stop()
            raise
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Stop workers and scheduler."""
        self._leave()
        self._stop()

    def _stop(self) -> None:
        with contextlib.suppress(TimeoutError):  # they end with this process then
            self._cluster.close(timeout=10)


def _pass_on(handed: Future[list[Report]], remote: Any) -> None:
    """Hand on what came back, or whatever kept it: somebody waits for one of the two."""
    try:
        handed.set_result(remote.result(timeout=FETCHED))
    except Exception as error:
        handed.set_exception(error)


def _quiet() -> None:
    """Dask says less: what matters is told by who asked for the work. Raises WorkError."""
    try:
        import distributed
    except ImportError as error:
        raise WorkError(
            "a cluster needs Dask, which is not installed here - pip install 'glasscity[cluster]'"
        ) from error
    del distributed
    for name in ("distributed", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

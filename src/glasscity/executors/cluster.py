"""Executors of Dask: a scheduler with workers elsewhere, or a small cluster of this machine."""

from __future__ import annotations

import contextlib
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
FRESH = 5.0
"""Seconds after which workers are counted anew: some may have come."""

GONE = "what is done is kept, and the same command goes on"


class Dask:
    """Workers of a scheduler at ``host:port``; a scheduler that is lost is waited for."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        """The address of a scheduler."""
        self.address = address
        self.patience = patience

    @property
    def slots(self) -> int:
        """Batches in hand at once, by the workers there are now."""
        if time.monotonic() - self._counted > FRESH:
            with contextlib.suppress(Exception):  # a lost scheduler is told by what is in hand
                self._count()
        return self._slots

    def submit(self, batch: Batch) -> Future[list[Report]]:
        """Hand a batch to the scheduler."""
        try:
            handed: Future[list[Report]] = self._pool.submit(carry_out, batch)
        except Exception as error:
            lost: Future[list[Report]] = Future()
            lost.set_exception(error if self.is_loss(error) else CancelledError(str(error)))
            return lost
        return handed

    def is_loss(self, error: BaseException) -> bool:
        """Whether the scheduler is gone, or too many workers died over a batch."""
        from distributed import CancelledError as Cancelled
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        return isinstance(error, CancelledError | Cancelled | CommClosedError | KilledWorker)

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
            raise WorkError(
                f"no worker has come to the scheduler at {self.address} within "
                f"{self.patience:.0f} seconds - start some: dask worker {self.address}; {GONE}"
            ) from error
        self._pool = self._client.get_executor(pure=False)

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
        with contextlib.suppress(Exception):  # of what is lost, there is nothing to leave
            self._client.close(timeout=2)

    def _count(self) -> None:
        threads: dict[str, int] = self._client.nthreads()
        self._slots = max(1, AHEAD * sum(threads.values()))
        self._counted = time.monotonic()

    _client: Any = None
    _pool: Any = None
    _slots = 1
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
            dashboard_address=None,
        )
        self.address = self._cluster.scheduler_address
        self._join()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Stop workers and scheduler."""
        self._leave()
        self._cluster.close(timeout=10)


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

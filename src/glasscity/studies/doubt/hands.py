"""Work done by this process, or by several others that are each told once what all of it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from glasscity.studies.doubt.parcel import register

Piece = TypeVar("Piece")
Done = TypeVar("Done")

_JOBS: list[Callable[[Any], Any]] = []
"""The job of this process, where it is a worker."""


@contextmanager
def hands(
    job: Callable[[Piece], Done], workers: int
) -> Iterator[Callable[[Piece], Callable[[], Done]]]:
    """What takes a piece of the job and returns what waits for it.

    With one worker a piece is done when it is waited for. Whoever leaves early leaves what was
    not begun.
    """
    if workers <= 1:
        yield lambda piece: partial(job, piece)
        return
    register()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _hire, (job,))
    try:
        yield lambda piece: pool.submit(_work, piece).result
    finally:
        pool.shutdown(cancel_futures=True)


def _hire(job: Callable[[Any], Any]) -> None:
    _JOBS[:] = [job]


def _work(piece: Any) -> Any:
    return _JOBS[0](piece)

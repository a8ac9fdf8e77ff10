"""Claims settled by several processes at once; the worlds they live are shared on disk."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context

from glasscity.documents.problem import DocumentError
from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.every import settle
from glasscity.studies.claims.finding import Finding

_BENCHES: list[Bench] = []
"""The bench of this process, where it is a worker."""


def by_processes(
    names: Sequence[str], workers: int, bench: Bench, tell: Callable[[str], None]
) -> tuple[Finding, ...]:
    """The findings in the order of ``names``. ``bench`` keeps its worlds in a folder.

    Raises ValueError for a document that is broken, and whatever else a claim raises.
    """
    tell(f"{len(names)} claims, {workers} at once")
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _hire, (bench,))
    try:
        waiting = {pool.submit(_settle, name): name for name in names}
        found: dict[str, Finding] = {}
        for done in as_completed(waiting):
            name = waiting[done]
            found[name] = done.result()
            tell(f"{name} settled ({len(found)} of {len(names)})")
        return tuple(found[name] for name in names)
    finally:
        pool.shutdown(cancel_futures=True)


def _hire(bench: Bench) -> None:
    """Whoever interrupts the command interrupts its workers: files are written whole or not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _BENCHES[:] = [bench]


def _settle(name: str) -> Finding:
    try:
        finding = settle(name, _BENCHES[0])
    except DocumentError as error:
        raise ValueError(f"{name}: {error}") from None  # which can be sent, as the other cannot
    return replace(finding, judge=None)

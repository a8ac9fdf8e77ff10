"""A town: the people of a place in chunks, and the threads that live their windows."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np

from glasscity.engine.children import count_children
from glasscity.engine.chunk import LARGEST, Chunk, Worker
from glasscity.engine.population import (
    beside,
    check_addresses,
    draw_openings,
    draw_people,
    first_person_of,
    settle_in,
)
from glasscity.engine.settle import Register
from glasscity.engine.society import Society
from glasscity.lowering.plan import Plan
from glasscity.tables.law import ENROLLED, I64, Frame, Law, People
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, look_alike_group

LEAST = 1 << 14
"""People below which a chunk of its own costs more than another thread saves."""


@dataclass
class Town:
    """Everybody of a place under one regime."""

    plan: Plan
    people: People
    counts: I64
    starts: I64
    chunks: list[Chunk]
    workers: list[Worker]
    pool: ThreadPoolExecutor

    def map_chunks(self, work: Callable[[Chunk, Worker], I64]) -> list[I64]:
        """Do the work on every chunk, each worker taking the next; results in order of chunks."""
        results: list[I64] = [np.empty(0, np.int64)] * len(self.chunks)
        queue, lock = itertools.count(), Lock()

        def labour(worker: Worker) -> None:
            while True:
                with lock:
                    k = next(queue)
                if k >= len(self.chunks):
                    return
                results[k] = work(self.chunks[k], worker)

        if len(self.workers) == 1:  # nobody to share with: a thread of its own would only wait
            labour(self.workers[0])
            return results
        for done in [self.pool.submit(labour, worker) for worker in self.workers]:
            done.result()
        return results

    def draw(self, key: tuple[int, int], drawn: People | None = None) -> None:
        """Draw everybody's traits and openings; ``drawn``: in another world these traits were."""
        if drawn is not None:
            self.people = beside(self.people, drawn)
        draw = draw_people if drawn is None else draw_openings

        def work(chunk: Chunk, worker: Worker) -> I64:
            del worker
            for g in np.flatnonzero(self.counts).tolist():
                start = int(self.starts[g])
                first = max(chunk.first, start)
                last = min(chunk.last, int(self.starts[g + 1]))
                if first < last:
                    draw(self.plan, self.people, key, g, first - start, first, last)
            return np.empty(0, np.int64)

        self.map_chunks(work)

    def register(self, weight: float, key: tuple[int, int]) -> Register:
        """Who is enrolled, and who is there, by look-alike group."""
        enrolled, everybody = [0] * N_LOOK_ALIKE, [0] * N_LOOK_ALIKE
        for g in np.flatnonzero(self.counts):
            marks = self.people.marks[self.starts[g] : self.starts[g + 1]]
            enrolled[look_alike_group(int(g))] += int(np.count_nonzero(marks & ENROLLED))
            everybody[look_alike_group(int(g))] += len(marks)
        by_stratum = [(g, int(self.counts[g])) for g in np.flatnonzero(self.counts).tolist()]
        return Register(enrolled, everybody, by_stratum, weight, key)

    def turn_over(self, society: Society, frame: Frame) -> tuple[I64, list[I64]]:
        """Newcomers take the places of those who leave; flows (strata, columns), lines traced.

        Called only where a population has people who come and go.
        """
        flows = np.zeros((N_STRATA, len(self.plan.columns)), np.int64)
        who, lines = society.turn_over(frame, flows)
        if who is not None:
            for chunk in self.chunks:
                chunk.forget(who)
        return flows, lines

    def meet(self, society: Society, frame: Frame, tally: I64) -> list[I64]:
        """People meet, are scored, ranked and looked into, and hear of it later; lines traced."""
        sent, lines = society.meet(frame, tally)
        lines += society.rate(frame, tally) + society.score(frame, tally)
        lines += society.grant(frame, tally)
        found, looked_into = society.investigate(frame, tally)
        for record in sent + found + society.pass_on(frame, tally):
            for chunk in self.chunks:
                day = frame.first_day + frame.n_days
                chunk.send(frame.window + 1, day, record.who, record.bits)
        society.cut(frame, tally)
        count_children(self.plan, self.people, self.counts, frame, tally)
        return lines + looked_into

    def live(self, law: Law, frame: Frame, window_of_day: I64) -> tuple[I64, list[I64]]:
        """Live one window everywhere; the tally of shape (strata, columns), and lines traced."""
        for worker in self.workers:
            worker.tally[:] = 0

        def work(chunk: Chunk, worker: Worker) -> I64:
            return chunk.live(
                law, self.people, self.plan.places, frame, self.starts, window_of_day, worker
            )

        lines = self.map_chunks(work)
        tally = self.workers[0].tally.copy()
        for worker in self.workers[1:]:
            tally += worker.tally
        return tally, lines


def _cut(n: int, most: int, threads: int, n_windows: int) -> list[Chunk]:
    """Chunks of at most so many people, and no fewer chunks than threads if these are worth it."""
    if not 0 < most <= LARGEST:
        raise ValueError(f"a chunk of {most} people is outside [1, {LARGEST}]")
    size = min(most, max(-(-n // threads), LEAST))
    return [Chunk(first, min(first + size, n), n_windows) for first in range(0, n, size)]


def open_town(
    plan: Plan,
    counts: I64,
    threads: int,
    chunk: int,
    pool: ThreadPoolExecutor,
) -> Town:
    """A town with its people settled in and no trait drawn."""
    check_addresses(counts)
    n = int(counts.sum())
    n_windows = len(plan.calendar.days)
    workers = [
        Worker.for_run(len(plan.conduct.factors), plan.width, N_STRATA, len(plan.columns))
        for _ in range(threads)
    ]
    starts = first_person_of(counts)
    chunks = _cut(n, chunk, threads, n_windows)
    return Town(plan, settle_in(plan, n), counts, starts, chunks, workers, pool)

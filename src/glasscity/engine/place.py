"""A place lives its windows: chunks on threads, then settlement, window after window."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple

import numpy as np

from glasscity.documents.resolve import City
from glasscity.engine.appeals import hear, last_heard
from glasscity.engine.chunk import LARGEST, Chunk, Worker
from glasscity.engine.population import (
    bytes_of,
    check_addresses,
    draw_people,
    first_person_of,
    settle_in,
    state_digest,
)
from glasscity.engine.settle import Register, opening_fields, rows_of, settle
from glasscity.engine.society import Society
from glasscity.engine.tallies import TallyBook
from glasscity.lowering.plan import Plan, lower
from glasscity.tables.census import Census
from glasscity.tables.fields import FieldRow, Fields
from glasscity.tables.law import ENROLLED, I64, Frame, Law, People
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import TRACE_WIDTH
from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA, look_alike_group

CHUNK = 65536
"""People per chunk unless asked otherwise: enough to drown the cost of a call."""

Progress = Callable[[int, int], None]
"""Called with (windows done, windows in all) after each settlement."""


class Traced(NamedTuple):
    """Whose lines are kept: every so-manieth person's (0: nobody's) from ``first`` on."""

    every: int
    first: int = 0


@dataclass
class _Place:
    """A place in the middle of a run."""

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

        for done in [self.pool.submit(labour, worker) for worker in self.workers]:
            done.result()
        return results

    def draw(self, key: tuple[int, int]) -> None:
        """Draw everybody's traits."""

        def work(chunk: Chunk, worker: Worker) -> I64:
            del worker
            for g in np.flatnonzero(self.counts).tolist():
                start = int(self.starts[g])
                first = max(chunk.first, start)
                last = min(chunk.last, int(self.starts[g + 1]))
                if first < last:
                    draw_people(self.plan, self.people, key, g, first - start, first, last)
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


def _cut(n: int, size: int, n_windows: int) -> list[Chunk]:
    if not 0 < size <= LARGEST:
        raise ValueError(f"a chunk of {size} people is outside [1, {LARGEST}]")
    return [Chunk(first, min(first + size, n), n_windows) for first in range(0, n, size)]


def open_place(
    plan: Plan, counts: I64, threads: int, chunk: int, pool: ThreadPoolExecutor
) -> _Place:
    """A place with its people settled in and no trait drawn."""
    check_addresses(counts)
    n = int(counts.sum())
    n_windows = len(plan.calendar.days)
    workers = [
        Worker.for_run(len(plan.conduct.factors), plan.width, N_STRATA, len(plan.columns))
        for _ in range(threads)
    ]
    starts = first_person_of(counts)
    chunks = _cut(n, chunk, n_windows)
    return _Place(plan, settle_in(plan, n), counts, starts, chunks, workers, pool)


def live(
    city: City,
    census: Census,
    n_windows: int,
    key: tuple[int, int],
    threads: int = 1,
    chunk: int = CHUNK,
    trace_every: int = 0,
    progress: Progress | None = None,
    trace_first: int = 0,
) -> Outcome:
    """Run a city's one place for ``n_windows`` windows.

    ``census`` gives the people by stratum; ``key`` is :func:`glasscity.chance.key_of`.
    ``threads``, ``chunk`` and ``trace_every`` (keep the lines of every so-manieth person from
    ``trace_first`` on; 0: of nobody) never change a bit of the result. Raises RunError where a
    small integer would overflow, ValueError for sizes that cannot be addressed.
    """
    started = time.perf_counter()
    plan = lower(city.regime, city.population, city.conduct, n_windows)
    followed = Traced(trace_every, trace_first)
    with ThreadPoolExecutor(threads) as pool:
        place = open_place(plan, census.counts, threads, chunk, pool)
        place.draw(key)
        book = TallyBook(plan, place.people, place.starts)
        lines, fields, peak = _live_windows(
            place, book, place.register(census.weight, key), key, followed, progress
        )
    book.close_run(n_windows - 1, place.people, place.starts)
    rows = book.rows()
    return Outcome(
        columns=tuple(book.columns),
        window=rows[:, 0].astype(np.int32),
        stratum=rows[:, 1].astype(np.int32),
        column=rows[:, 2].astype(np.int32),
        count=rows[:, 3],
        fields=tuple(fields),
        trace=np.concatenate(lines) if lines else np.empty((0, TRACE_WIDTH), np.int64),
        state_digest=state_digest(place.people),
        people=census.simulated,
        represented=census.represented,
        window_days=plan.calendar.days,
        seconds=time.perf_counter() - started,
        bytes_per_person=(bytes_of(place.people) + peak) / max(census.simulated, 1),
    )


def _live_windows(
    place: _Place,
    book: TallyBook,
    register: Register,
    key: tuple[int, int],
    followed: Traced,
    progress: Progress | None,
) -> tuple[list[I64], list[FieldRow], int]:
    plan = place.plan
    society = Society(plan, place.people, place.starts, key, register.weight)
    populated = [int(g) for g in np.flatnonzero(place.counts)]
    window_of_day = window_of_day_table(plan)
    fields = opening_fields(plan, key)
    lines: list[I64] = []
    rows: list[FieldRow] = []
    peak = 0
    for window in range(len(plan.calendar.days)):
        if plan.calendar.opens_year[window]:
            place.people.slots[:] = 0
        frame = frame_of(plan, window, key, followed)
        parts: list[I64] = []
        flows: I64 | None = None
        if plan.population.turnover is not None:
            flows, parts = place.turn_over(society, frame)
            register = place.register(register.weight, key)
        rows += rows_of(plan, fields, window, populated)
        book.open_window(place.people, place.starts)
        tally, traced = place.live(plan.law(window, fields), frame, window_of_day)
        if flows is not None:
            tally += flows
        parts += [*traced, *place.meet(society, frame, tally)]
        lines += [part for part in parts if len(part)]
        book.close_window(window, tally)
        peak = max(peak, sum(chunk.pending_bytes() for chunk in place.chunks))
        heard = last_heard(plan, place.chunks, fields.appeals_heard, window, register.weight)
        hear(plan, place.chunks, heard, window, window_of_day)
        fields = replace(settle(plan, fields, tally, window, register), appeals_heard=heard)
        if progress is not None:
            progress(window + 1, len(plan.calendar.days))
    rows += closing_rows(plan, fields)
    return lines, rows, peak


def closing_rows(plan: Plan, fields: Fields) -> list[FieldRow]:
    """What the last window left undelivered: the pool rates of a window never lived."""
    window = len(plan.calendar.days)
    return [
        (window, f"undelivered_{name}", key, value)
        for (_, name, key, value) in rows_of(plan, fields, window, [])
        if name == "pool_rate"
    ]


def window_of_day_table(plan: Plan) -> I64:
    """The window of each day of the horizon, shape (days)."""
    return np.repeat(np.arange(len(plan.calendar.days)), plan.calendar.days).astype(np.int64)


def frame_of(plan: Plan, window: int, key: tuple[int, int], followed: Traced) -> Frame:
    """The window as the kernel sees it; place 0."""
    calendar = plan.calendar
    opening = [w for w, opens in enumerate(calendar.opens_year) if opens]
    resets = any(ledger.resets for ledger in plan.regime.banded)
    return Frame(
        key0=key[0],
        key1=key[1],
        window=window,
        place=0,
        first_day=calendar.starts[window],
        n_days=calendar.days[window],
        horizon=calendar.horizon,
        trace_every=followed.every,
        trace_first=followed.first,
        is_reset=int(resets and window in opening),
        next_reset=next((calendar.starts[w] for w in opening if w > window), calendar.horizon),
    )

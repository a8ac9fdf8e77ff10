"""A chunk: a range of people, and what is still to happen to them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from glasscity.engine.calendar import Calendar
from glasscity.engine.docket import Docket, items_of, without
from glasscity.engine.trouble import RunError
from glasscity.kernels.items import (
    BELIEF_FULL,
    COUNT_FULL,
    DAY_MASK,
    ITEM_DAY_SHIFT,
    NOTED,
    OUT,
    OUT_OF_ROOM,
    PERSON_SHIFT,
    QUEUE_FULL,
    SCORE_FULL,
    TRACED,
    TROUBLE,
    group_by_person,
    sort_by_window,
)
from glasscity.kernels.live import live_window
from glasscity.kernels.scratch import CEASES, N_CURSORS, Scratch, scratch_for
from glasscity.tables.fields import Turn
from glasscity.tables.law import I64, IN_TURN, Frame, Law, People, Places
from glasscity.vocabulary.codes import TRACE_WIDTH

LARGEST = 1 << 22
"""People a chunk can hold: their place in it fits a pending item."""

ROOM = 1 << 18
TROUBLES = {
    QUEUE_FULL: "somebody met more than 1,024 events in one window; shorten the window",
    COUNT_FULL: "somebody has more than 255 records on one list; shorten its period or the window",
    BELIEF_FULL: "somebody learns from more than 255 own deeds of one kind; shorten the run, or "
    "write 'belief: place'",
    SCORE_FULL: "points netted in one window go beyond 32,766; shorten the window or lower them",
}


@dataclass
class Worker:
    """Working room of one thread."""

    scratch: Scratch
    tally: I64
    out: I64 = field(default_factory=lambda: np.empty(ROOM, np.int64))
    sorted_out: I64 = field(default_factory=lambda: np.empty(ROOM, np.int64))
    trace: I64 = field(default_factory=lambda: np.empty((0, TRACE_WIDTH), np.int64))

    @classmethod
    def for_run(cls, n_factors: int, width: int, n_strata: int, n_columns: int) -> Worker:
        """A worker for people with at most ``width`` candidates per factor and window."""
        return cls(scratch_for(n_factors, width), np.zeros((n_strata, n_columns), np.int64))

    def make_room(self, is_traced: bool, has_queue: bool) -> None:
        """Double the buffers that a window fills."""
        self.out = np.concatenate([self.out, np.empty_like(self.out)])
        if has_queue:
            noted = self.scratch.noted
            n_more = max(len(noted), 1 << 14)
            rows = np.empty((n_more, CEASES + 1), np.int64)
            self.scratch = self.scratch._replace(noted=np.concatenate([noted, rows]))
        if is_traced:
            more = max(len(self.trace), 1 << 16)
            self.trace = np.concatenate([self.trace, np.empty((more, TRACE_WIDTH), np.int64)])


@dataclass
class Chunk:
    """The people ``[first, last)`` and their pending items by window."""

    first: int
    last: int
    n_windows: int
    pending: Calendar = field(init=False)
    cancelled: Calendar = field(init=False)
    docket: Docket = field(default_factory=Docket)

    def __post_init__(self) -> None:
        self.pending = Calendar(self.n_windows)
        self.cancelled = Calendar(self.n_windows)

    def due(self, window: int) -> I64:
        """The pending items of a window, person by person; they leave the calendar."""
        items = self.pending.take(window)
        gone = self.cancelled.take(window)
        if len(gone):
            items.sort()
            items = without(items, gone)
        due = np.empty_like(items)
        group_by_person(items, np.zeros(self.last - self.first + 1, np.int32), due)
        return due

    def send(self, window: int, day: int, who: I64, bits: int) -> None:
        """File an item for those of ``who`` (ascending) in this chunk, due on a day."""
        first, last = np.searchsorted(who, (self.first, self.last))
        if first < last and window < self.n_windows:
            mine = who[first:last] - self.first
            items = (mine << PERSON_SHIFT) | (day << ITEM_DAY_SHIFT) | bits
            self.pending.add(window, items)

    def forget(self, who: npt.NDArray[np.bool_]) -> None:
        """Drop whatever is pending for the people in the mask (of all the place)."""
        mine = who[self.first : self.last]
        if mine.any():
            self.pending.forget(mine)
            self.cancelled.forget(mine)
            self.docket.forget(mine)

    def pending_bytes(self) -> int:
        """Bytes of all items still to fall due, and of the appeals not heard."""
        return self.pending.nbytes + self.cancelled.nbytes + self.docket.nbytes

    def live(
        self,
        law: Law,
        people: People,
        places: Places,
        frame: Frame,
        stratum_first: I64,
        window_of_day: I64,
        worker: Worker,
    ) -> I64:
        """Live one window; returns the lines traced. Raises RunError rather than cut anything."""
        due = self.due(frame.window)
        cursor = worker.scratch.cursor
        cursor[:N_CURSORS] = 0
        at = self.first
        while at < self.last:
            at = live_window(
                law,
                people,
                places,
                frame,
                stratum_first,
                worker.scratch,
                worker.tally,
                due,
                worker.out,
                worker.trace,
                self.first,
                at,
                self.last,
            )
            trouble = int(cursor[TROUBLE])
            if trouble == OUT_OF_ROOM:
                worker.make_room(frame.trace_every > 0, law.way_back.place[IN_TURN] >= 0)
            elif trouble:
                raise RunError(f"window {frame.window}: {TROUBLES[trouble]}")
        self.docket.add(worker.scratch.noted[: int(cursor[NOTED])])
        self._file(worker, int(cursor[OUT]), window_of_day, frame.window)
        return worker.trace[: int(cursor[TRACED])].copy()

    def hear(self, last: Turn, lag: int, first_day: int, horizon: int, window_of_day: I64) -> None:
        """Hear the appeals up to a turn; decisions fall due from ``first_day`` on."""
        decided, lapsed = items_of(self.docket.take(last), lag, first_day, horizon)
        for items, calendar in ((decided, self.pending), (lapsed, self.cancelled)):
            window = window_of_day[(items >> ITEM_DAY_SHIFT) & DAY_MASK]
            for w in np.unique(window).tolist():
                calendar.add(w, items[window == w])

    def _file(self, worker: Worker, n: int, window_of_day: I64, window: int) -> None:
        if n == 0:
            return
        if len(worker.sorted_out) < n:
            worker.sorted_out = np.empty(len(worker.out), np.int64)
        starts = np.zeros(self.n_windows + 1, np.int64)
        sort_by_window(worker.out, n, window_of_day, worker.sorted_out, starts, starts.copy())
        for w in range(window + 1, self.n_windows):
            if starts[w] < starts[w + 1]:
                self.pending.add(w, worker.sorted_out[starts[w] : starts[w + 1]].copy())

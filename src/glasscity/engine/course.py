"""A course: one world of a place on its way through the windows, one step at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from glasscity.engine.appeals import hear, last_heard
from glasscity.engine.population import bytes_of, state_digest
from glasscity.engine.settle import opening_fields, rows_of, settle
from glasscity.engine.society import Represented, Society
from glasscity.engine.tallies import TallyBook
from glasscity.engine.town import Town
from glasscity.lowering.plan import Plan
from glasscity.tables.census import Census
from glasscity.tables.fields import FieldRow, Fields
from glasscity.tables.law import I64, Frame
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import TRACE_WIDTH

CHUNK = 1 << 17
"""Most people of a chunk unless asked otherwise: enough to drown the cost of a call."""

Progress = Callable[[int, int], None]
"""Called with (windows done, windows in all) after each settlement."""


class Traced(NamedTuple):
    """Whose lines are kept: every so-manieth person's (0: nobody's) from ``first`` on."""

    every: int
    first: int = 0


NOBODY = Traced(0)


class Course:
    """A town between two windows: what it has settled, and all that was booked so far.

    ``fields`` are in force in the next window; ``before``, in the last one lived.
    """

    def __init__(
        self,
        town: Town,
        census: Census,
        key: tuple[int, int],
        followed: Traced = NOBODY,
        firms: Represented | None = None,
    ) -> None:
        started = time.perf_counter()
        self.town = town
        self.plan = town.plan
        self.census = census
        self.key = key
        self.followed = followed
        self.book = TallyBook(town.plan, town.people, town.starts)
        self.register = town.register(census.weight, key)
        self.society = Society(town.plan, town.people, town.starts, key, census.weight)
        self.society.firms = firms
        self.populated = [int(g) for g in np.flatnonzero(town.counts)]
        self.window_of_day = window_of_day_table(town.plan)
        self.fields = self.before = opening_fields(town.plan, key)
        self.lines: list[I64] = []
        self.rows: list[FieldRow] = []
        self.peak = 0
        self.seconds = time.perf_counter() - started

    def step(self, window: int, lent: tuple[Fields, Fields] | None = None) -> None:
        """Live a window and settle it.

        ``lent``: the fields to live it under and those of the next, of another world, in place
        of the own ones.
        """
        started = time.perf_counter()
        town, plan = self.town, self.plan
        fields = self.before = self.fields if lent is None else lent[0]
        if plan.calendar.opens_year[window]:
            town.people.slots[:] = 0
        frame = frame_of(plan, window, self.key, self.followed)
        parts: list[I64] = []
        flows: I64 | None = None
        if plan.population.turnover is not None:
            flows, parts = town.turn_over(self.society, frame)
            self.register = town.register(self.register.weight, self.key)
        self.rows += rows_of(plan, fields, window, self.populated)
        self.book.open_window(town.people, town.starts)
        tally, traced = town.live(plan.law(window, fields), frame, self.window_of_day)
        if flows is not None:
            tally += flows
        if self.society.firms is not None:
            self.society.firms.step(window)
        parts += [*traced, *town.meet(self.society, frame, tally)]
        self.lines += [part for part in parts if len(part)]
        self.book.close_window(window, tally)
        self.peak = max(self.peak, sum(chunk.pending_bytes() for chunk in town.chunks))
        self.fields = self._settled(window, tally) if lent is None else lent[1]
        hear(plan, town.chunks, self.fields.appeals_heard, window, self.window_of_day)
        self.seconds += time.perf_counter() - started

    def _settled(self, window: int, tally: I64) -> Fields:
        """The place's own fields of the next window."""
        plan, register = self.plan, self.register
        fields, chunks = self.before, self.town.chunks
        heard = last_heard(plan, chunks, fields.appeals_heard, window, register.weight)
        return replace(settle(plan, fields, tally, window, register), appeals_heard=heard)

    def bytes_peak(self) -> int:
        """Bytes of the people's columns, and of what was pending when most was."""
        return bytes_of(self.town.people) + self.peak

    def end(self) -> Outcome:
        """Close the books behind the last window."""
        town, plan = self.town, self.plan
        self.book.close_run(len(plan.calendar.days) - 1, town.people, town.starts)
        rows = self.book.rows()
        return Outcome(
            columns=tuple(self.book.columns),
            window=rows[:, 0].astype(np.int32),
            stratum=rows[:, 1].astype(np.int32),
            column=rows[:, 2].astype(np.int32),
            count=rows[:, 3],
            fields=(*self.rows, *closing_rows(plan, self.fields)),
            trace=np.concatenate(self.lines)
            if self.lines
            else np.empty((0, TRACE_WIDTH), np.int64),
            state_digest=state_digest(town.people),
            people=self.census.simulated,
            represented=self.census.represented,
            window_days=plan.calendar.days,
            seconds=self.seconds,
            bytes_per_person=self.bytes_peak() / max(self.census.simulated, 1),
        )


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

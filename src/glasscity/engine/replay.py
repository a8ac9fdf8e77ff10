"""Replay: one person of a finished run, from the settled fields alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from glasscity.documents.resolve import City
from glasscity.engine.appeals import hear
from glasscity.engine.chunk import Chunk, Worker
from glasscity.engine.course import CHUNK, Traced, frame_of, window_of_day_table
from glasscity.engine.place import live
from glasscity.engine.population import draw_people, first_person_of, settle_in
from glasscity.engine.settle import fields_of
from glasscity.lowering.plan import lower
from glasscity.lowering.stand import COLUMNS
from glasscity.tables.census import Census
from glasscity.tables.fields import FieldRow
from glasscity.tables.law import ENROLLED, I64
from glasscity.vocabulary.strata import N_STRATA


@dataclass(frozen=True)
class Replay:
    """A life: its lines (n, 8) as in vocabulary.codes.Event, and the traits behind it.

    ``propensity`` holds the class mean of each factor, ``aware_from`` the first window in which
    the person knew the rules (None: never), ``opening`` the first score by ledger.
    """

    person: int
    stratum: int
    row: int
    lines: I64
    propensity: tuple[float, ...]
    is_enrolled: bool
    look_alike: float
    aware_from: int | None
    opening: tuple[int, ...]


def address_of(census: Census, person: int) -> tuple[int, int]:
    """Stratum and row of a person's number in the census order. Raises ValueError beyond it."""
    if not 0 <= person < census.simulated:
        raise ValueError(
            f"person {person} is not in this run; choose a number from 0 to {census.simulated - 1}"
        )
    starts = first_person_of(census.counts)
    stratum = int(np.searchsorted(starts, person, side="right")) - 1
    return stratum, person - int(starts[stratum])


def replay(
    city: City,
    census: Census,
    saved: Iterable[FieldRow],
    n_windows: int,
    key: tuple[int, int],
    person: int,
) -> Replay:
    """The life of one person, bit for bit that of the run the fields were saved from.

    Where people meet or come and go a life hangs on all others, and the whole place is lived
    again to tell it.
    """
    plan = lower(city.regime, city.population, city.conduct, n_windows)
    stratum, row = address_of(census, person)
    people = settle_in(plan, 1)
    draw_people(plan, people, key, stratum, row, 0, 1)
    opening = tuple(people.score[::COLUMNS, 0].tolist())
    fields = fields_of(plan, saved)
    worker = Worker.for_run(len(plan.conduct.factors), plan.width, N_STRATA, len(plan.columns))
    chunk = Chunk(0, 1, n_windows)
    bounds = np.full(N_STRATA + 1, 1, np.int64)
    bounds[: stratum + 1] = -row
    days = window_of_day_table(plan)
    lines, aware_from = [], None
    for window in range(n_windows):
        if plan.calendar.opens_year[window]:
            people.slots[:] = 0
        law = plan.law(window, fields[window])
        if aware_from is None and people.awareness[0] < law.accept.aware_below[stratum]:
            aware_from = window
        frame = frame_of(plan, window, key, Traced(1))
        lines.append(chunk.live(law, people, plan.places, frame, bounds, days, worker))
        if window + 1 < n_windows:
            hear(plan, [chunk], fields[window + 1].appeals_heard, window, days)
    told = np.concatenate(lines)
    told[:, 0] = person
    if plan.is_shared:
        everyone = census.simulated
        told = live(city, census, n_windows, key, 1, CHUNK, everyone, trace_first=person).trace
    return Replay(
        person=person,
        stratum=stratum,
        row=row,
        lines=told,
        propensity=tuple(
            plan.classes[f][int(people.quantile[f, 0])] for f in range(len(plan.classes))
        ),
        is_enrolled=bool(people.marks[0] & ENROLLED),
        look_alike=plan.psi[int(people.look_alike[0])],
        aware_from=aware_from,
        opening=opening,
    )

"""Joint tallies: how the same people stand in two worlds, booked at windows' ends."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.engine.course import Course
from glasscity.engine.crossing import I16, Crossed, cross, present, summed
from glasscity.lowering.grasp import Grasp, grasp_of
from glasscity.lowering.plan import Plan
from glasscity.lowering.stand import COLUMNS
from glasscity.tables.joint import Joint
from glasscity.tables.law import I64, U16
from glasscity.vocabulary.joint import SIDES, SUMS, WHERE
from glasscity.vocabulary.strata import N_STRATA

WORLD_BYTES = 2 * len(SIDES)
STRATUM_BYTES = 2
"""Bytes a person that joint tallies keep for each world, and once for all."""


@dataclass
class _World:
    """A world as joint tallies see it: how many windows each person ended under a consequence."""

    course: Course
    grasp: Grasp
    windows: dict[str, U16]

    @classmethod
    def of(cls, course: Course) -> _World:
        n, plan = int(course.town.starts[-1]), course.plan
        return cls(
            course,
            grasp_of(plan.regime, plan.calendar),
            {side: np.zeros(n, np.uint16) for side in SIDES},
        )

    def which(self, side: str) -> npt.NDArray[np.bool_]:
        """The consequences of a side, shape (C)."""
        return self.grasp.eases if side == "eased" else ~self.grasp.eases

    def close_window(self, window: int, stratum: I16) -> None:
        """Count who is under a burden, and who under a favour, at a window's end."""
        standing = self.course.town.people.standing
        found = present(standing)
        for side in SIDES:
            held = self.grasp.at_end(window, self.which(side), found.values)
            if held.any():
                self.windows[side] += held[stratum, found.place[standing]]


class _Pair:
    """Two worlds, and what can be compared between them."""

    def __init__(self, here: _World, there: _World) -> None:
        self.here, self.there = here, there
        ours, theirs = here.course.plan, there.course.plan
        self.ledgers = [
            (k, [led.id for led in theirs.regime.banded].index(ledger.id))
            for k, ledger in enumerate(ours.regime.banded)
            if ledger.id in {led.id for led in theirs.regime.banded}
        ]
        self.lists = [
            (q, [it.id for it in theirs.regime.lists].index(listing.id))
            for q, listing in enumerate(ours.regime.lists)
            if listing.id in {it.id for it in theirs.regime.lists}
        ]
        self.consequences = list(dict.fromkeys((*here.grasp.ids, *there.grasp.ids)))


class JointBook:
    """Books, window after window, how people stand in each pair of worlds."""

    def __init__(self, courses: dict[str, Course]) -> None:
        first = next(iter(courses.values()))
        counts = np.diff(first.town.starts)
        self.starts = first.town.starts
        self.stratum: I16 = np.repeat(np.arange(N_STRATA, dtype=np.int16), counts)
        self.worlds = {name: _World.of(course) for name, course in courses.items()}
        self.names = tuple(itertools.combinations(courses, 2))
        self.pairs = [_Pair(self.worlds[a], self.worlds[b]) for a, b in self.names]
        self.columns: dict[tuple[str, str], int] = {}
        self.parts: list[I64] = []

    def close_window(self, window: int) -> None:
        """Book the end of a window that every world has lived."""
        for world in self.worlds.values():
            world.close_window(window, self.stratum)
        for p, pair in enumerate(self.pairs):
            people = (world.course.town.people for world in (pair.here, pair.there))
            found = cross(self.stratum, *(each.standing for each in people))
            self._bands(window, p, pair, found)
            self._lists(window, p, pair, found)
            self._days(window, p, pair, found)
            self._sides(window, p, pair, found)

    def close_run(self, window: int) -> Joint:
        """Book the scores of the last day, and give all rows."""
        for p, pair in enumerate(self.pairs):
            ours, theirs = pair.here.course, pair.there.course
            for k, j in pair.ledgers:
                name = ours.plan.regime.banded[k].id
                here = ours.town.people.score[COLUMNS * k].astype(np.int64)
                there = theirs.town.people.score[COLUMNS * j].astype(np.int64)
                self._paired(window, p, "score", name, here, there)
            for side in SIDES:
                here, there = (
                    world.windows[side].astype(np.int64) for world in (pair.here, pair.there)
                )
                self._paired(window, p, "windows", side, here, there)
                self._held(window, p, side, {"here": here, "there": there})
        table = np.concatenate([np.empty((0, 5), np.int64), *self.parts])
        table = table[np.lexsort((table[:, 3], table[:, 2], table[:, 1], table[:, 0]))]
        names = ("window", "pair", "stratum", "column")
        return Joint(
            pairs=self.names,
            columns=tuple(self.columns),
            **{name: table[:, c].astype(np.int32) for c, name in enumerate(names)},
            count=table[:, 4],
            window_days=next(iter(self.worlds.values())).course.plan.calendar.days,
        )

    def _bands(self, window: int, p: int, pair: _Pair, found: Crossed) -> None:
        """People by the bands in which they are published, here and there."""
        ours, theirs = pair.here.course.plan, pair.there.course.plan
        for k, j in pair.ledgers:
            ledger, other = ours.regime.banded[k], theirs.regime.banded[j]
            names = [f"{ledger.id}/{a.id}/{b.id}" for a in ledger.bands for b in other.bands]
            code = _digit(ours, k, found.here) * len(other.bands) + _digit(theirs, j, found.there)
            table = summed(found.stratum, code, len(names), found.people)
            self._add(window, p, "people_in_bands", names, table)

    def _lists(self, window: int, p: int, pair: _Pair, found: Crossed) -> None:
        """People by whether they are listed, here and there."""
        ours, theirs = pair.here.course.plan, pair.there.course.plan
        for q, j in pair.lists:
            name = ours.regime.lists[q].id
            here = _digit(ours, len(ours.regime.banded) + q, found.here)
            there = _digit(theirs, len(theirs.regime.banded) + j, found.there)
            self._where(window, p, "people_on_lists", name, found, (here, there))

    def _days(self, window: int, p: int, pair: _Pair, found: Crossed) -> None:
        """Person-days under each consequence, those of the window's end standing for all of it."""
        for name in pair.consequences:
            days = (
                _days_under(pair.here.grasp, name, window, found.stratum, found.here),
                _days_under(pair.there.grasp, name, window, found.stratum, found.there),
            )
            self._where(window, p, "days_under", name, found, days)

    def _sides(self, window: int, p: int, pair: _Pair, found: Crossed) -> None:
        """People under any burden, and under any favour."""
        for side in SIDES:
            held = tuple(
                _held(world, window, side, found.stratum, standing)
                for world, standing in ((pair.here, found.here), (pair.there, found.there))
            )
            self._where(window, p, "people_under", side, found, (held[0], held[1]))

    def _where(
        self, window: int, p: int, measure: str, name: str, found: Crossed, each: tuple[I64, I64]
    ) -> None:
        """Book amounts that a person has here only, there only and in both."""
        both = np.minimum(*each)
        amounts = (each[0] - both, each[1] - both, both)
        nothing = np.zeros_like(found.stratum)
        table = np.concatenate(
            [summed(found.stratum, nothing, 1, found.people * amount) for amount in amounts], axis=1
        )
        self._add(window, p, measure, [f"{name}/{where}" for where in WHERE], table)

    def _paired(self, window: int, p: int, what: str, name: str, here: I64, there: I64) -> None:
        """Book who differs by how much, and what the variance of the difference needs."""
        stratum = self.stratum.astype(np.int64)
        values, code = np.unique(here - there, return_inverse=True)
        names = [f"{name}/{value}" for value in values.tolist()]
        table = summed(stratum, code, len(names), np.ones_like(here))
        self._add(window, p, f"{what}_difference", names, table)
        parts = (here, there, here * here, there * there, here * there)
        nothing = np.zeros_like(stratum)
        table = np.concatenate([summed(stratum, nothing, 1, part) for part in parts], axis=1)
        self._add(window, p, f"{what}_sums", [f"{name}/{part}" for part in SUMS], table)

    def _held(self, window: int, p: int, side: str, each: dict[str, I64]) -> None:
        """Book how many people ended so many windows under a side, in either world."""
        stratum = self.stratum.astype(np.int64)
        for world, windows in each.items():
            n = int(windows.max(initial=0)) + 1
            names = [f"{side}/{world}/{number}" for number in range(n)]
            table = summed(stratum, windows, n, np.ones_like(windows))
            self._add(window, p, "windows_held", names, table)

    def _add(self, window: int, p: int, measure: str, names: list[str], table: I64) -> None:
        strata, places = np.nonzero(table)
        columns = np.full(len(names), -1, np.int64)
        for place in np.unique(places).tolist():
            column = (measure, names[place])
            columns[place] = self.columns.setdefault(column, len(self.columns))
        part = np.empty((len(strata), 5), np.int64)
        part[:, 0], part[:, 1], part[:, 2] = window, p, strata
        part[:, 3], part[:, 4] = columns[places], table[strata, places]
        self.parts.append(part)


def _digit(plan: Plan, place: int, standing: I64) -> I64:
    """The band of a ledger, or whether a list holds, by standing."""
    return plan.standings.digits(place)[standing]


def _days_under(grasp: Grasp, name: str, window: int, stratum: I64, standing: I64) -> I64:
    """Days of a window on which these people are under a consequence, were it all like its end."""
    days = np.zeros(len(stratum), np.int64)
    for c, other in enumerate(grasp.ids):
        if other == name:
            held = grasp.named[c][standing] & grasp.bears_on[c][stratum]
            days = held.astype(np.int64) * grasp.days(window)[c]
    return days


def _held(world: _World, window: int, side: str, stratum: I64, standing: I64) -> I64:
    """Whether each of these is under a consequence of a side at a window's end, 0 or 1."""
    standings, place = np.unique(standing, return_inverse=True)
    held = world.grasp.at_end(window, world.which(side), standings)
    return held[stratum, place].astype(np.int64)

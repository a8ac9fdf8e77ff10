"""How long people are under a burden in one world, and how much longer than in another.

A burden is any consequence that is no privilege. A person is under one for all of a window at
whose end they are; days under several at once count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from glasscity.measures.fairness import Confusion
from glasscity.measures.groups import EVERYBODY, Group, groups_of
from glasscity.measures.intersections import Crossing
from glasscity.measures.interval import Interval, dispersion_of, rate, share, spread_rate
from glasscity.measures.names import consequences_of
from glasscity.results.pair import Pair
from glasscity.results.tallies import Tallies
from glasscity.tables.rows import Verb
from glasscity.vocabulary.joint import SIDES, WHERE

BURDENED, EASED = SIDES
Number = int
Cells = dict[tuple[str, ...], dict[Number, int]]
"""Simulated people by a number, by levels of dimensions."""


def people_by(
    tallies: Tallies, measure: str, number: str, wanted: Mapping[str, str], *dimensions: str
) -> Cells:
    """People of a measure by a number of its key, where its other parts are as wanted."""
    frame = tallies.total(measure, *dimensions, *wanted, number)
    for part, value in wanted.items():
        frame = frame[frame[part] == value]
    found: Cells = {}
    for row in frame[[*dimensions, number, "count"]].itertuples(index=False):
        level = tuple(str(it) for it in row[: len(dimensions)])
        cell = found.setdefault(level, {})
        cell[int(row[-2])] = cell.get(int(row[-2]), 0) + int(row[-1])
    return found


def mean_days(pair: Pair) -> float:
    """Days of a window on average."""
    days = pair.joint.window_days
    return sum(days) / len(days)


@dataclass(frozen=True)
class Days:
    """Person-days of a group per 1,000 people and year, and the share of people with any."""

    group: Group
    days: Interval
    any_of_them: Interval


Select = Callable[[int], int]
"""Windows that are meant, of a number of windows."""


def held(pair: Pair, side: str = BURDENED, *, there: bool = False) -> tuple[Days, ...]:
    """Days under a side in the first world of a pair (or the second), by group."""
    wanted = {"side": side, "world": "there" if there else "here"}
    return _by_group(pair, "windows_held", "windows", wanted, lambda windows: windows)


def more_here(pair: Pair, side: str = BURDENED) -> tuple[Days, ...]:
    """Days that people are longer under a side in the first world than in the second, by group.

    Of each person what is more; that others are under it for less does not make up for it.
    """
    return _by_group(pair, "windows_difference", "difference", {"side": side}, _above)


def more_there(pair: Pair, side: str = BURDENED) -> tuple[Days, ...]:
    """Days that people are shorter under a side in the first world than in the second."""
    return _by_group(pair, "windows_difference", "difference", {"side": side}, _below)


def _above(difference: int) -> int:
    return max(0, difference)


def _below(difference: int) -> int:
    return max(0, -difference)


def _by_group(
    pair: Pair, measure: str, number: str, wanted: Mapping[str, str], select: Select
) -> tuple[Days, ...]:
    found = []
    cells: dict[str, Cells] = {}
    for group in groups_of(pair.here):
        by = () if group.dimension == EVERYBODY else (group.dimension,)
        if group.dimension not in cells:
            cells[group.dimension] = people_by(pair.tallies, measure, number, wanted, *by)
        cell = cells[group.dimension].get((group.level,) if by else (), {})
        found.append(_days(pair, group, cell, select))
    return tuple(found)


def _days(pair: Pair, group: Group, cell: Mapping[int, int], select: Select) -> Days:
    length = mean_days(pair)
    amounts = [(select(number) * length, people) for number, people in cell.items()]
    total = sum(days * people for days, people in amounts)
    squares = sum(days * days * people for days, people in amounts)
    touched = sum(people for days, people in amounts if days > 0.0)
    return Days(
        group,
        spread_rate(total, squares, group.n, group.person_years),
        share(touched, group.n),
    )


def more_here_crossed(pair: Pair, crossings: Iterable[Crossing]) -> tuple[Days, ...]:
    """As :func:`more_here`, where two dimensions cross, in the order given."""
    cells: dict[tuple[str, str], Cells] = {}
    found = []
    for it in crossings:
        if it.dimensions not in cells:
            wanted = {"side": BURDENED}
            cells[it.dimensions] = people_by(
                pair.tallies, "windows_difference", "difference", wanted, *it.dimensions
            )
        n = it.found.n
        group = Group(" x ".join(it.dimensions), " x ".join(it.levels), n, n * pair.here.years)
        found.append(_days(pair, group, cells[it.dimensions].get(it.levels, {}), _above))
    return tuple(found)


@dataclass(frozen=True)
class Under:
    """Person-days under a consequence in two worlds, per 1,000 people and year.

    ``here_only`` and ``there_only`` are days in one of the two worlds alone.
    """

    consequence: str
    title: str
    verb: Verb
    group: Group
    here_only: Interval
    there_only: Interval
    both: Interval

    @property
    def is_favour(self) -> bool:
        """Whether it is a privilege."""
        return self.verb == "eased"


def under_each(pair: Pair) -> tuple[Under, ...]:
    """Days under each consequence of the first world, by group, in file order."""
    bunch = {side: _bunch(pair, side) for side in SIDES}
    found = []
    cells: dict[str, dict[tuple[str, ...], int]] = {}
    for name, row in consequences_of(pair.here.city.regime).items():
        verb = row.row().verb
        size = bunch[EASED if row.row().eases else BURDENED]
        for group in groups_of(pair.here):
            by = () if group.dimension == EVERYBODY else (group.dimension,)
            if group.dimension not in cells:
                cells[group.dimension] = _counts(pair, by)
            level = (group.level,) if by else ()
            days = [cells[group.dimension].get((*level, name, where), 0) for where in WHERE]
            rates = [rate(n, group.n, group.person_years, 1000.0, size) for n in days]
            found.append(Under(name, row.title.en, verb, group, *rates))
    return tuple(found)


def _counts(pair: Pair, by: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    frame = pair.tallies.total("days_under", *by, "consequence", "where")
    rows = frame.itertuples(index=False)
    return {tuple(str(it) for it in row[:-1]): int(row[-1]) for row in rows}


def _bunch(pair: Pair, side: str) -> float:
    """Days that come together for one person: variance over mean of the days under a side."""
    found = people_by(pair.tallies, "windows_held", "windows", {"side": side, "world": "here"})
    cell = found.get((), {})
    total = sum(number * people for number, people in cell.items())
    squares = sum(number * number * people for number, people in cell.items())
    return max(1.0, mean_days(pair) * (dispersion_of(total, squares, pair.n) if total else 1.0))


def selected_and_named(pair: Pair, side: str = BURDENED) -> dict[tuple[str, str], Confusion]:
    """People at the end by group: under a side in the first world, and in the second.

    The second world is to be one of perfect sight and of the same deeds.
    """
    last = len(pair.joint.window_days) - 1
    found: dict[tuple[str, str], Confusion] = {}
    frames: dict[str, dict[tuple[str, ...], int]] = {}
    for group in groups_of(pair.here):
        by = () if group.dimension == EVERYBODY else (group.dimension,)
        if group.dimension not in frames:
            frame = pair.tallies.total("people_under", "window", "side", *by, "where")
            frame = frame[(frame["window"] == last) & (frame["side"] == side)]
            rows = frame.drop(columns=["window", "side"]).itertuples(index=False)
            frames[group.dimension] = {tuple(str(x) for x in r[:-1]): int(r[-1]) for r in rows}
        level = (group.level,) if by else ()
        here, there, both = (frames[group.dimension].get((*level, w), 0) for w in WHERE)
        cell = Confusion(both, here, there, group.n - here - there - both)
        found[group.dimension, group.level] = cell
    return found

"""Several worlds of the same people and the same luck, window by window side by side."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.engine.course import CHUNK, Course, Progress
from glasscity.engine.firms import firms_beside
from glasscity.engine.joint import STRATUM_BYTES, WORLD_BYTES, JointBook
from glasscity.engine.lend import lent
from glasscity.engine.population import bytes_shared
from glasscity.engine.town import open_town
from glasscity.engine.trouble import RunError
from glasscity.lowering.plan import Plan, lower
from glasscity.tables.census import Census
from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import SUBJECTS


@dataclass(frozen=True)
class World:
    """A city, and whose settled fields its people live under.

    ``fields_of``: None for its own, where everyone is treated; or the name of a world with
    fields of its own, in which each person lives as if the only one treated (semantics 15.3).
    """

    name: str
    city: City
    fields_of: str | None = None


@dataclass(frozen=True)
class Together:
    """What worlds lived together leave behind.

    ``outcomes`` by name: with own fields exactly what ``live`` gives. Bytes a person:
    ``bytes_shared`` once for all worlds, ``bytes_by_world`` for each besides.
    """

    outcomes: dict[str, Outcome]
    joint: Joint
    bytes_shared: float
    bytes_by_world: dict[str, float]


def live_together(
    worlds: Sequence[World],
    census: Census,
    n_windows: int,
    key: tuple[int, int],
    threads: int = 1,
    chunk: int = CHUNK,
    progress: Progress | None = None,
) -> Together:
    """Live several worlds of one population and conduct for ``n_windows`` windows.

    Pairs of ``joint`` are in the order of ``worlds``. Raises ValueError where the worlds cannot
    be compared person by person, RunError as ``live`` does, naming the world.
    """
    check_comparable(worlds)
    plans = {
        it.name: lower(it.city.regime, it.city.population, it.city.conduct, n_windows)
        for it in worlds
    }
    _check_lending(worlds, plans)
    cities = {it.name: it.city for it in worlds}
    with ThreadPoolExecutor(threads) as pool:
        courses: dict[str, Course] = {}
        for name, plan in plans.items():
            first = next(iter(courses.values())).town.people if courses else None
            town = open_town(plan, census.counts, threads, chunk, pool)
            town.draw(key, first)
            firms = firms_beside(cities[name], census, n_windows, key, threads, chunk, pool)
            courses[name] = Course(town, census, key, firms=firms)
        book = JointBook(courses)
        for window in range(n_windows):
            _step(worlds, courses, window, key)
            book.close_window(window)
            if progress is not None:
                progress(window + 1, n_windows)
    return _leave(courses, book, n_windows)


def _leave(courses: dict[str, Course], book: JointBook, n_windows: int) -> Together:
    """Close all books."""
    people = next(iter(courses.values())).town.people
    n, shared = max(len(people.marks), 1), bytes_shared(people)
    return Together(
        outcomes={name: course.end() for name, course in courses.items()},
        joint=book.close_run(n_windows - 1),
        bytes_shared=shared / n + STRATUM_BYTES,
        bytes_by_world={
            name: (course.bytes_peak() - shared) / n + WORLD_BYTES
            for name, course in courses.items()
        },
    )


def _step(
    worlds: Sequence[World], courses: dict[str, Course], window: int, key: tuple[int, int]
) -> None:
    """Live a window in every world, those that lend their fields before those that borrow."""
    for world in sorted(worlds, key=lambda it: it.fields_of is not None):
        course = courses[world.name]
        try:
            if world.fields_of is None:
                course.step(window)
                continue
            lender = courses[world.fields_of]
            course.step(
                window,
                (
                    lent(course.plan, lender.plan, lender.before, window, key),
                    lent(course.plan, lender.plan, lender.fields, window + 1, key),
                ),
            )
        except RunError as error:
            raise RunError(f"world '{world.name}': {error}") from error


def check_comparable(worlds: Sequence[World]) -> None:
    """Only worlds with the same people, deeds and clock have anybody in common.

    Raises ValueError for others, and for two of one name.
    """
    if not worlds:
        raise ValueError("no world is given; name at least one")
    first = worlds[0]
    names = [world.name for world in worlds]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two worlds are called '{name}'; give each its own name")
    for world in worlds[1:]:
        ours, theirs = first.city, world.city
        clocks = [it.regime.clock for it in (ours, theirs)]
        units = [it.population.unit for it in (ours, theirs)]
        if units[0] != units[1]:
            raise ValueError(
                f"{world.name}: population - is of {SUBJECTS[units[1]].many}, and that of "
                f"'{first.name}' of {SUBJECTS[units[0]].many}, so they have nobody in common - "
                f"compare {SUBJECTS[units[0]].many} with {SUBJECTS[units[0]].many}"
            )
        parts = (
            ("population", ours.population == theirs.population, ours.population.id, PEOPLE),
            ("conduct", ours.conduct == theirs.conduct, ours.conduct.id, DEEDS),
            ("clock.start", clocks[0].start == clocks[1].start, clocks[0].start, DAYS),
            ("clock.window", clocks[0].window == clocks[1].window, _said(clocks[0].window), ENDS),
        )
        for part, is_same, mine, why in parts:
            if not is_same:
                raise ValueError(
                    f"{world.name}: {part} - is not that of '{first.name}' ({mine}), so {why} - "
                    f"name the same one in both files, or compare '{first.name}' with a world "
                    "made from it (none, perfect-sight, without-error)"
                )


PEOPLE = "its people are not the same people"
DEEDS = "people are not tempted to the same deeds"
DAYS = "the same day is not the same date, and rules come into force by dates"
ENDS = "their windows do not end together, and people are compared at ends of windows"
"""Why worlds in which one of these differs have nothing that can be held side by side."""


def _said(window: object) -> str:
    return str(getattr(window, "value", window))


def can_be_lent(city: City) -> bool:
    """Whether people of a city can be lived one at a time: nobody acts on anybody else."""
    return not lower(city.regime, city.population, city.conduct, 1).is_between_people


def _check_lending(worlds: Sequence[World], plans: dict[str, Plan]) -> None:
    """Fields are lent by a world that has its own, to one whose people meet through them alone."""
    own = {world.name for world in worlds if world.fields_of is None}
    for world in worlds:
        if world.fields_of is not None and world.fields_of not in own:
            raise ValueError(
                f"'{world.name}' would live under the fields of '{world.fields_of}', which has "
                f"none of its own; worlds that have: {', '.join(sorted(own)) or 'none'}"
            )
        if world.fields_of is not None and plans[world.name].is_between_people:
            raise ValueError(
                f"'{world.name}' cannot be lived one person at a time: its people meet, rate, rank "
                f"or follow one another, so what happens to one hangs on what happens to all"
            )

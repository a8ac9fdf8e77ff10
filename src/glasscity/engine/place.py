"""A place lives its windows under one regime, from the first to the last."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from glasscity.documents.resolve import City
from glasscity.engine.course import CHUNK as CHUNK
from glasscity.engine.course import Course, Progress, Traced
from glasscity.engine.firms import firms_beside
from glasscity.engine.town import open_town
from glasscity.lowering.plan import Plan, lower
from glasscity.tables.census import Census
from glasscity.tables.outcome import Outcome


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
    plan: Plan | None = None,
) -> Outcome:
    """Run a city's one place for ``n_windows`` windows.

    ``census`` gives the people by stratum; ``key`` is :func:`glasscity.chance.key_of`.
    ``threads``, ``chunk`` and ``trace_every`` (keep the lines of every so-manieth person from
    ``trace_first`` on; 0: of nobody) never change a bit of the result. ``plan``: the city as it
    was lowered before for as many windows; nobody else may live by it meanwhile. Raises RunError
    where a small integer would overflow, ValueError for sizes that cannot be addressed.
    """
    started = time.perf_counter()
    if plan is None:
        plan = lower(city.regime, city.population, city.conduct, n_windows)
    with ThreadPoolExecutor(threads) as pool:
        town = open_town(plan, census.counts, threads, chunk, pool)
        town.draw(key)
        firms = firms_beside(city, census, n_windows, key, threads, chunk, pool)
        course = Course(town, census, key, Traced(trace_every, trace_first), firms)
        for window in range(n_windows):
            course.step(window)
            if progress is not None:
                progress(window + 1, n_windows)
    return replace(course.end(), seconds=time.perf_counter() - started)

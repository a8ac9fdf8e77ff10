"""The firms of a place, lived beside its people, and who represents them (semantics 14.3)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from glasscity.chance import Stream, draw
from glasscity.documents.resolve import City
from glasscity.engine.course import Course
from glasscity.engine.ties import tie_words
from glasscity.engine.town import open_town
from glasscity.lowering.census import census_of_firms
from glasscity.lowering.impose import standings_named
from glasscity.lowering.plan import lower
from glasscity.lowering.spread import Passing, strata_of
from glasscity.tables.census import Census
from glasscity.tables.law import I64
from glasscity.vocabulary.strata import N_STRATA

Mask = npt.NDArray[np.bool_]
LEADERS = 65535
"""Ordinal of the ties between firms and people."""


def key_of_firms(key: tuple[int, int]) -> tuple[int, int]:
    """The key of the firms of a run: their luck is their own."""
    words = draw(key, Stream.TIE, 0, ordinal=LEADERS, place=1)
    return words[0], words[1]


class Firms:
    """A city of firms on its way through the same windows as the people around them.

    ``leader`` is the person who represents each firm, -1 without one; ``turn`` how many firms
    that person represents before it.
    """

    def __init__(
        self,
        city: City,
        census: Census,
        n_windows: int,
        key: tuple[int, int],
        threads: int,
        chunk: int,
        pool: ThreadPoolExecutor,
    ) -> None:
        if city.firms is None or city.regime.firms is None:
            raise ValueError("this regime reads firms, and the city has none")
        of, mine = city.firms, census_of_firms(city.firms.population, census)
        plan = lower(of.regime, of.population, of.conduct, n_windows)
        own = key_of_firms(key)
        town = open_town(plan, mine.counts, threads, chunk, pool)
        town.draw(own)
        self.course = Course(town, mine, own)
        may_lead = strata_of(city.regime.firms.led_by)[
            np.repeat(np.arange(N_STRATA), census.counts)
        ]
        people = _in_order(np.concatenate([[0], np.cumsum(census.counts)]), key)
        people = people[may_lead[people]]
        order = np.argsort(_in_order(town.starts, own), kind="stable")
        n = max(len(people), 1)
        self.turn = order // n
        self.leader = people[order % n] if len(people) else np.full(len(order), -1, np.int64)
        self.named = {
            i: standings_named(of.regime, spread.when)
            for i, spread in enumerate(city.regime.spreads)
            if spread.of == "firms"
        }
        self.stood = {i: np.zeros(len(order), np.bool_) for i in self.named}

    def step(self, window: int) -> None:
        """Live and settle a window; firms that are new have not stood anywhere."""
        self.course.step(window)
        for stood in self.stood.values():
            stood[self.course.society.renewed] = False

    def told(self, place: int, spread: Passing, n: int) -> list[Mask]:
        """On which of n people a spread falls, round by round of the firms that each represents."""
        stands = self.named[place][self.course.town.people.standing] != 0
        tells = stands if spread.each_window else stands & ~self.stood[place]
        tells = tells & (self.leader >= 0)
        self.stood[place] = stands
        found = []
        for turn in range(int(self.turn.max()) + 1):
            told = np.zeros(n, np.bool_)
            told[self.leader[tells & (self.turn == turn)]] = True
            found.append(told)
        return found


def firms_beside(
    city: City,
    census: Census,
    n_windows: int,
    key: tuple[int, int],
    threads: int,
    chunk: int,
    pool: ThreadPoolExecutor,
) -> Firms | None:
    """The firms of a city, None where nothing of what they come to is read.

    Raises ValueError where a regime names firms that the city has not.
    """
    if not any(spread.of == "firms" for spread in city.regime.spreads):
        return None
    return Firms(city, census, n_windows, key, threads, chunk, pool)


def _in_order(starts: I64, key: tuple[int, int]) -> I64:
    """Everybody in the order of the words for who represents whom (ties by place)."""
    words = tie_words(LEADERS, starts, key, 0, 0)
    return np.lexsort((words[1], words[0])).astype(np.int64)

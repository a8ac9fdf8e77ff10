"""The bench on which claims are settled: worlds lived once, and kept for whoever asks again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City, load
from glasscity.results.code import code_digest, engine_digest
from glasscity.results.identity import ID_LENGTH, run_id
from glasscity.results.pair import HERE, THERE, Pair
from glasscity.results.parts import write_whole
from glasscity.results.request import Request
from glasscity.results.run import Run
from glasscity.studies.claims.numbers import at_end, words_of
from glasscity.studies.lived import in_turn, lived, lived_pair
from glasscity.studies.run import asked_of, simulate
from glasscity.studies.worlds import live_pair

PEOPLE, FEWER = 50_000, 10_000
"""Simulated people in each world of a claim, and with ``--quick``."""
HELD = 16
"""Worlds in memory at most, where they are kept on disk too: each takes some 20 MB."""
Tell = Callable[[str], None]
Held = TypeVar("Held", Run, Pair)


def silent(words: str) -> None:
    """Tell nobody."""
    del words


class Span(NamedTuple):
    """How far a number goes over the ranges of what it may lean on.

    ``path`` is the one that moves it most over its range, ``words`` what that is called;
    both empty where none moves it.
    """

    low: float
    high: float
    path: str
    words: str


@dataclass(frozen=True)
class Bench:
    """So many people, one luck; worlds lived so far are kept in memory and under ``folder``.

    ``quick``: fewer people (unless told how many), and claims try fewer settings.
    """

    people: int = PEOPLE
    seed: int = 1
    threads: int = 1
    folder: Path | None = None
    quick: bool = False
    tell: Tell = silent
    _runs: dict[str, Run] = field(default_factory=dict, init=False, repr=False, compare=False)
    _pairs: dict[str, Pair] = field(default_factory=dict, init=False, repr=False, compare=False)
    _sizes: set[int] = field(default_factory=set, init=False, repr=False, compare=False)

    def city(self, name: str) -> City:
        """The city of a regime or scenario of the catalogue. Raises DocumentError."""
        return _loaded(name)

    def run(self, city: City, years: float, people: int | None = None, name: str = "") -> Run:
        """A city lived for so many years; ``name`` says in what way it is another."""
        asked = self._asked(city, years, people)
        key = run_id(city, asked, engine_digest())
        if key not in self._runs:

            def live() -> Run:
                self.tell(": ".join(it for it in (city.regime.id, name) if it))
                return simulate(city, asked)

            self._hold(self._runs, key, lived(city, asked, self.folder, live))
        return self._runs[key]

    def other_luck(self) -> Bench:
        """The same bench with another luck, for what chance alone makes of two worlds."""
        return dataclasses.replace(self, seed=self.seed ^ 1)

    def pair(self, here: City, there: City, years: float, people: int | None = None) -> Pair:
        """Two worlds of the same people, deeds and clock, lived side by side."""
        asked = self._asked(here, years, people)
        ids = [run_id(city, asked, engine_digest()) for city in (here, there)]
        key = hashlib.sha256(" ".join(ids).encode()).hexdigest()[:ID_LENGTH]
        if key not in self._pairs:
            titles = (HERE, THERE)

            def live() -> Pair:
                self.tell(f"{here.regime.id} beside {there.regime.id}")
                pair = live_pair(here, there, asked, titles, lends=False)
                return dataclasses.replace(pair, bytes_shared=0.0, bytes_by_world={})

            self._hold(self._pairs, key, lived_pair(here, there, titles, asked, self.folder, live))
        return self._pairs[key]

    def over(
        self,
        city: City,
        measure: Callable[[City], float],
        candidates: Sequence[str] | Mapping[str, str],
    ) -> Span:
        """How far a number of a city goes over the ranges at these paths, one at a time.

        Each is set to the low and the high end of its range; a mapping says what each is called
        in plain words. Ends that make no city, or at which the number is not estimable, are left
        out. With ``quick`` only the first candidate is tried.
        """
        stated = measure(city)
        found = [stated] if math.isfinite(stated) else []
        widest, path = 0.0, ""
        for name in list(candidates)[: 1 if self.quick else None]:
            ends = [stated, *self._ends(city, measure, name)]
            ends = [value for value in ends if math.isfinite(value)]
            found += ends
            if ends and max(ends) - min(ends) > widest:
                widest, path = max(ends) - min(ends), name
        low, high = (min(found), max(found)) if found else (math.nan, math.nan)
        if isinstance(candidates, Mapping):
            return Span(low, high, path, candidates.get(path, "nothing that was tried"))
        return Span(low, high, path, words_of(city, path) if path else "nothing that was tried")

    def memo(
        self,
        name: str,
        work: Callable[[], Mapping[str, float]],
        people: int | None = None,
        **asked: object,
    ) -> dict[str, float]:
        """Named numbers of a study of its own, kept under its name and what was asked.

        ``people``: how many it simulates, where it lives a city.
        """
        if people is not None:
            self._sizes.add(people)
            asked["people"] = people
        if self.folder is None:
            return {name: float(value) for name, value in work().items()}
        told = json.dumps({**asked, "seed": self.seed, "code": code_digest()}, sort_keys=True)
        key = hashlib.sha256(f"{name} {told}".encode()).hexdigest()[:ID_LENGTH]
        path = self.folder / f"{name}-{key}.json"
        with in_turn(path):
            if not path.is_file():
                self.tell(name)
                found = {name: float(value) for name, value in work().items()}
                write_whole(path, json.dumps(found).encode())
            return {str(k): float(v) for k, v in json.loads(path.read_text("utf-8")).items()}

    def sizes(self) -> tuple[int, int] | None:
        """The fewest and the most people simulated in a world since this was last asked."""
        found = (min(self._sizes), max(self._sizes)) if self._sizes else None
        self._sizes.clear()
        return found

    def _ends(self, city: City, measure: Callable[[City], float], path: str) -> Sequence[float]:
        found = []
        for end in (0, 1):
            try:
                moved = at_end(city, path, end)
                if moved is not None:
                    found.append(measure(moved))
            except DocumentError:
                continue
        return found

    def _asked(self, city: City, years: float, people: int | None) -> Request:
        size = min(people or self.people, int(city.population.people.value))
        self._sizes.add(size)
        return asked_of(city, size, years, self.seed, self.threads)

    def _hold(self, held: dict[str, Held], key: str, found: Held) -> None:
        """Hold a world in memory, and let the one go that was lived first where there are many."""
        held[key] = found
        if self.folder is not None and len(held) > HELD:
            held.pop(next(iter(held)))


@cache
def _loaded(name: str) -> City:
    return load(name)

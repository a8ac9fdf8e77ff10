"""The places of a nation: each closed, lived alone, with luck and addresses of its own."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np

from glasscity.chance import Stream, draw
from glasscity.documents.places import Place, places_of, sampled
from glasscity.documents.resolve import City
from glasscity.engine.place import live
from glasscity.lowering.census import build_census
from glasscity.lowering.plan import Plan
from glasscity.tables.census import Census
from glasscity.tables.outcome import Outcome


def key_of_place(key: tuple[int, int], number: int) -> tuple[int, int]:
    """The key of the place of that number (from 1) in a run of this key (semantics 16.2)."""
    words = draw(key, Stream.KEY, 0, place=number)
    return words[0], words[1]


@dataclass(frozen=True)
class Nation:
    """A city whose population has places, one person in ``one_in`` of each simulated."""

    city: City
    one_in: int

    @functools.cached_property
    def places(self) -> tuple[Place, ...]:
        """The places in the order of the file."""
        return places_of(self.city.population)

    @functools.cached_property
    def firsts(self) -> tuple[int, ...]:
        """The number of the first simulated person of each place, and of all: (places + 1)."""
        sizes = [sampled(place.people, self.one_in) for place in self.places]
        return tuple(np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).tolist())

    @property
    def simulated(self) -> int:
        """Simulated people of all places."""
        return self.firsts[-1]

    def census(self, place: Place) -> Census:
        """The simulated people of a place, and how many they act for in sizes of documents.

        That is the people of the place; of all places where sizes are those of the nation.
        """
        mine = sampled(place.people, self.one_in)
        census, _ = build_census(place.population, mine)
        if self.city.regime.sizes == "place":
            return census
        return replace(census, represented=self.city.population.people.value)

    def city_of(self, place: Place) -> City:
        """The city of one place."""
        return replace(self.city, population=place.population)

    def place_of(self, person: int) -> Place:
        """The place in which a person of the run lives. Raises ValueError beyond the last."""
        if not 0 <= person < self.simulated:
            raise ValueError(
                f"person {person} is not in this run; choose a number from 0 to "
                f"{self.simulated - 1}"
            )
        return self.places[int(np.searchsorted(self.firsts, person, side="right")) - 1]

    def live(
        self,
        place: Place,
        n_windows: int,
        key: tuple[int, int],
        plan: Plan,
        threads: int = 1,
        trace_every: int = 0,
    ) -> Outcome:
        """Live one place alone, as the city of that place under its own key.

        ``plan``: the nation's, lowered for as many windows; places differ by margins alone, and
        no table knows those. Lines of lives hold the numbers of persons in the whole run.
        """
        first = self.firsts[place.number - 1]
        outcome = live(
            self.city_of(place),
            self.census(place),
            n_windows,
            key_of_place(key, place.number),
            threads=threads,
            trace_every=trace_every,
            trace_first=-first % trace_every if trace_every else 0,
            plan=plan,
        )
        lines = outcome.trace.copy()
        lines[:, 0] += first
        return replace(outcome, trace=lines, represented=float(place.people))

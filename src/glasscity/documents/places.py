"""The places of a nation: how its people are split over them, by a published count and one rule.

Regions are published parts (provinces); each is split into places alike. A place is closed: it
has its own people, pools and fields.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction

from glasscity.documents.population import Population


@dataclass(frozen=True)
class Place:
    """One place of a nation. ``number`` counts from 1 in the order of the file, for ever.

    ``population`` is that of the place by itself: its people and its margins.
    """

    number: int
    id: str
    region: str
    population: Population

    @property
    def people(self) -> int:
        """The people it stands for."""
        return int(self.population.people.value)


def seats(cells: dict[str, float], number: int) -> dict[str, int]:
    """How many places each region is split into: by highest averages (Webster, Sainte-Laguë).

    At least one each; the others one by one to the region whose people per 2n + 1 are the most,
    n its places so far. Equals go by their order in the file.
    """
    found = dict.fromkeys(cells, 1)
    queue = [(-Fraction(people) / 3, k, name) for k, (name, people) in enumerate(cells.items())]
    heapq.heapify(queue)
    for _ in range(number - len(cells)):
        _, k, name = heapq.heappop(queue)
        found[name] += 1
        heapq.heappush(queue, (-Fraction(cells[name]) / (2 * found[name] + 1), k, name))
    return found


def places_of(population: Population) -> tuple[Place, ...]:
    """The places of a population in the order of the file; none where it is one place itself.

    People are split in proportion to the regions' cells, within a region evenly, cut to whole
    people as the sum so far says: they add up, and places of a region differ by one at most.
    """
    places = population.places
    if places is None:
        return ()
    total = sum((Fraction(cell) for cell in places.cells.values()), Fraction(0))
    people = int(population.people.value)
    found: list[Place] = []
    before, upto = Fraction(0), 0
    for region, n in seats(places.cells, int(places.number.value)).items():
        cell = Fraction(places.cells[region])
        for k in range(1, n + 1):
            first, upto = upto, int(people * (before + cell * k / n) / total)
            one = _alone(population, region, upto - first)
            found.append(Place(len(found) + 1, f"{region}-{k}", region, one))
        before += cell
    return tuple(found)


def _alone(population: Population, region: str, people: int) -> Population:
    """The population of one place: its people, and the margins of its region where it has any."""
    own = population.places.own.get(region) if population.places is not None else None
    margins = population.margins
    if own is not None:
        replaced = {frozenset(margin.over): margin for margin in own.margins}
        margins = tuple(replaced.get(frozenset(margin.over), margin) for margin in margins)
    number = population.people.model_copy(update={"value": float(people), "range": None})
    return population.model_copy(update={"people": number, "margins": margins, "places": None})


def sampled(people: int, one_in: int) -> int:
    """Simulated people of a place where one in so many is simulated: to the nearest, one at least.

    A half is rounded up.
    """
    return max(1, (2 * people + one_in) // (2 * one_in))

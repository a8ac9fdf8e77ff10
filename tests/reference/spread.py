"""Standings that are passed on (clause 13.10)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.mechanisms.spread import Spread
from glasscity.vocabulary.strata import labels_of
from reference.clock import Window
from reference.friends import Friends
from reference.leaders import Leaders
from reference.person import Person
from reference.reading import Reading


class Spreading:
    """All spreads of a regime; who stood so at the last settlement, by spread and person."""

    def __init__(
        self, reading: Reading, friends: dict[str, Friends], leaders: Leaders | None
    ) -> None:
        self._reading = reading
        self._leaders = leaders
        self._friends = friends
        self._stood: set[tuple[int, int]] = set()

    def forget(self, person: Person) -> None:
        """Whoever comes has not stood anywhere."""
        for place in range(len(self._reading.regime.spreads)):
            self._stood.discard((place, person.index))

    def pass_on(self, people: Sequence[Person], window: Window) -> None:
        """Send what is passed on at a window's end."""
        before = len(self._reading.deliveries) + len(self._reading.findings)
        first = len(self._reading.pairs) + before - len(self._reading.regime.spreads)
        for place, spread in enumerate(self._reading.regime.spreads):
            if not self._reading.clock.in_force(spread.in_force, window.end - 1):
                continue
            for one in self._of(place, spread, people):
                labels = labels_of(one.traits.stratum)
                if spread.whom is not None and labels[spread.whom.by] not in spread.whom.levels:
                    continue
                one.deeds.unwritten[window.number, "spread", spread.id] += 1
                one.expect(window.end, first + place)

    def _of(self, place: int, spread: Spread, people: Sequence[Person]) -> list[Person]:
        """On whom a spread falls at this settlement, as often as it does."""
        if spread.of == "firms":
            assert self._leaders is not None
            return [people[leader] for leader in self._leaders.told(spread)]
        found: list[Person] = []
        for person in people:
            key = (place, person.index)
            stands, stood = person.standing.meets(spread.when), key in self._stood
            (self._stood.add if stands else self._stood.discard)(key)
            if stands and not (stood and spread.each == "entry"):
                found += self._told(spread.along, person, people)
        return found

    def _told(self, along: str | None, person: Person, people: Sequence[Person]) -> list[Person]:
        if along is None:
            return [person]
        return [people[friend] for friend in self._friends[along].of(person)]

"""Scorecards, and what friends are worth in them (clause 13.5)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.evidence import value_in
from glasscity.mechanisms.instruments.scorecard import Factor, Scorecard
from glasscity.vocabulary.codes import Column
from glasscity.vocabulary.strata import labels_of
from reference.friends import Friends
from reference.person import Person
from reference.reading import Reading


class Card:
    """One scorecard over all people of a place; ``last`` holds unrounded scores by column."""

    def __init__(self, reading: Reading, card: Scorecard, friends: Friends | None) -> None:
        self._reading = reading
        self._card = card
        self._friends = friends
        self._place = reading.ledger_place[card.id]
        self.last: dict[tuple[int, int], float] = {}

    def forget(self, person: Person) -> None:
        """A newcomer has no last score."""
        for column in Column:
            self.last.pop((column, person.index), None)

    def work_out(self, people: Sequence[Person], day: int) -> None:
        """Give everybody a new score in every column."""
        for column in Column:
            own = [self._own(person, column) for person in people]
            score = [self._with_friends(place, own, people, column) for place in range(len(own))]
            for person, value in zip(people, score, strict=True):
                self.last[column, person.index] = value
                floor, ceiling = int(self._card.floor.value), int(self._card.ceiling.value)
                row = person.standing.scores[3 * self._place + column]
                row.set(day, max(floor, min(ceiling, round(value))))

    def _own(self, person: Person, column: Column) -> float:
        points = value_in(self._card.base, labels_of(person.traits.stratum))
        for factor in self._card.factors:
            place = self._reading.ledger_place[factor.reads]
            points = points + _points(factor, person.standing.scores[3 * place + column].score)
        return points

    def _with_friends(
        self, place: int, own: Sequence[float], people: Sequence[Person], column: Column
    ) -> float:
        friends = self._card.friends
        if friends is None:
            return own[place]
        values = [
            own[friend] if friends.reads == "raw" else self._last(people[friend], column)
            for friend in ([] if self._friends is None else self._friends.of(people[place]))
        ]
        total = 0.0
        for value in values:
            total = total + value
        share = friends.share.value
        if friends.combine == "sum":
            return own[place] + share * total
        return (1.0 - share) * own[place] + share * (total / len(values)) if values else own[place]

    def _last(self, person: Person, column: Column) -> float:
        opened = float(person.traits.opening[self._place])
        return self.last.get((column, person.index), opened)


def _points(factor: Factor, score: int) -> float:
    value = float(score)
    if factor.steps:
        value = 0.0
        for step in factor.steps:
            if step.from_.value <= score:
                value = step.points.value
    return value * factor.weight.value

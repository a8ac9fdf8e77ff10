"""Ratings by whom one meets (clause 13.7)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.chance import Stream, threshold
from glasscity.evidence import value_in
from glasscity.mechanisms.instruments.rating import Rating
from glasscity.vocabulary.codes import Column
from glasscity.vocabulary.strata import labels_of, levels_of
from reference.clock import Window
from reference.person import Person
from reference.reading import Reading


class Ratings:
    """One rating over all people of a place; ``average`` is by column and person."""

    def __init__(self, reading: Reading, rating: Rating, number: int) -> None:
        self._rating = rating
        self._number = number
        self._place = reading.ledger_place[rating.id]
        self._average: dict[tuple[int, int], float] = {}

    def forget(self, person: Person) -> None:
        """A newcomer has no ratings."""
        for column in Column:
            self._average.pop((column, person.index), None)

    def meet(self, people: Sequence[Person], window: Window) -> None:
        """Everybody rates one other; averages are published."""
        words = {person.index: self._words(person, window) for person in people}
        queue = sorted(people, key=lambda person: (words[person.index][:2], person.index))
        for first, second in zip(queue[::2], queue[1::2], strict=False):
            self._rate(first, second, words[first.index])
            self._rate(second, first, words[second.index])
        for person in people:
            self._publish(person, window.end - 1)

    def _words(self, person: Person, window: Window) -> tuple[int, ...]:
        return person.luck.draw(Stream.RATING, window.number, self._number)

    def _rate(self, rater: Person, rated: Person, words: tuple[int, ...]) -> None:
        rating = self._rating
        quality = value_in(rating.quality, labels_of(rated.traits.stratum))
        for column in Column:
            given = quality
            if column is Column.RECORDED and rating.bias is not None:
                by = rating.bias.by
                levels = [levels_of(one.traits.stratum)[by] for one in (rater, rated)]
                if levels[0] != levels[1]:
                    given = quality + rating.bias.points.value
            given = max(rating.floor.value, min(rating.ceiling.value, given))
            if column is Column.RECORDED and words[2] < threshold(rating.careless.value):
                span = rating.ceiling.value - rating.floor.value
                given = rating.floor.value + span * (words[3] / 2**32)
            memory = rating.memory.value
            before = self._of(rated, column)
            self._average[column, rated.index] = memory * before + (1.0 - memory) * given

    def _of(self, person: Person, column: Column) -> float:
        opened = float(person.traits.opening[self._place])
        return self._average.get((column, person.index), opened)

    def _publish(self, person: Person, day: int) -> None:
        floor, ceiling = int(self._rating.floor.value), int(self._rating.ceiling.value)
        for column in Column:
            score = max(floor, min(ceiling, round(self._of(person, column))))
            person.standing.scores[3 * self._place + column].set(day, score)

"""Whoever comes first: gates of a status, and investigations (clauses 13.8 and 13.9)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from glasscity.chance import Stream, threshold
from glasscity.mechanisms.instruments.ascribed_status import AscribedStatus
from glasscity.mechanisms.investigations import Investigation
from glasscity.vocabulary.codes import Column, Event
from reference.clock import Window
from reference.laws import DAYS_OF_YEAR
from reference.person import Person
from reference.reading import Reading


@dataclass(frozen=True)
class Turns:
    """People take turns: so many represented people a day, each person standing for ``weight``."""

    a_day: float
    weight: float

    def in_window(self, window: Window) -> int:
        """How many people have their turn in a window."""
        return self._until(window.end) - self._until(window.first_day)

    def _until(self, day: int) -> int:
        return math.floor(self.a_day / self.weight * day)


class Ranking:
    """Grants and investigations over all people of a place."""

    def __init__(self, reading: Reading, weight: float) -> None:
        self._reading = reading
        self._weight = weight
        self._gated = [
            status
            for status in reading.regime.instruments
            if isinstance(status, AscribedStatus) and status.gate is not None
        ]

    def grant(self, people: Iterable[Person], window: Window) -> None:
        """Let every gate grant its status, in each column apart."""
        for number, status in enumerate(self._gated):
            for column in Column:
                self._open(number, status, column, people, window)

    def _open(
        self,
        number: int,
        status: AscribedStatus,
        column: Column,
        people: Iterable[Person],
        window: Window,
    ) -> None:
        gate = status.gate
        assert gate is not None
        turns = Turns(gate.quota.value / DAYS_OF_YEAR, self._weight)
        queue = []
        for person in people:
            points = self._score(person, gate.reads, column)
            if self._score(person, status.id, column) == 0 and points >= gate.least.value:
                lot = person.luck.draw(Stream.STATUS, window.number, number)[:2]
                queue.append((-points, lot, person.index, person))
        for *_, person in sorted(queue)[: turns.in_window(window)]:
            row = 3 * self._reading.ledger_place[status.id] + column
            person.standing.scores[row].set(window.end - 1, 1)

    def investigate(self, people: Iterable[Person], window: Window) -> None:
        """Look into whoever comes first, investigation after investigation."""
        sent = sum(
            kind is not None
            for met in self._reading.regime.encounters
            for kind in (met.fails_as, met.refuses_as)
        )
        for number, inquiry in enumerate(self._reading.regime.investigations):
            turns = Turns(inquiry.capacity.value / (DAYS_OF_YEAR / 12), self._weight)
            queue = []
            for person in people:
                points = self._score(person, inquiry.reads, Column.RECORDED)
                words = person.luck.draw(Stream.INVESTIGATE, window.number, number)
                place = points if inquiry.first == "lowest" else -points
                queue.append((place, words[:2], person.index, words[2], person))
            for *_, word, person in sorted(queue)[: turns.in_window(window)]:
                self._look_into(number, inquiry, person, word, window, sent)
            sent += (inquiry.found_as is not None) + (inquiry.accused_as is not None)

    def _look_into(
        self,
        number: int,
        inquiry: Investigation,
        person: Person,
        word: int,
        window: Window,
        sent: int,
    ) -> None:
        if person.deeds.is_guilty:
            came_to, chance, kind = 1, inquiry.finds, inquiry.found_as
        else:
            came_to, chance, kind = 2, inquiry.accuses, inquiry.accused_as
            sent += inquiry.found_as is not None
        day = window.end - 1
        if word >= threshold(chance.value):
            person.diary.write(day, Event.INVESTIGATED, number)
            return
        claim = 0 if inquiry.claim is None else round(inquiry.claim.value * 100)
        person.diary.write(day, Event.INVESTIGATED, number, came_to, claim)
        if kind is not None:
            person.expect(window.end, len(self._reading.pairs) + sent)

    def _score(self, person: Person, name: str, column: Column) -> int:
        return person.standing.scores[3 * self._reading.ledger_place[name] + column].score

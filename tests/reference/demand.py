"""Attempts to get a service, and what a standing does to them (section 10)."""

from __future__ import annotations

from glasscity.chance import Stream
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.consequences.bar import Bar
from glasscity.vocabulary.codes import Event
from reference.agenda import Agenda, instant
from reference.clock import Window
from reference.diary import Diary
from reference.laws import DAYS_OF_YEAR, poisson
from reference.luck import Luck
from reference.reading import Reading, rate_in
from reference.standing import Standing
from reference.traits import Traits


class Demand:
    """The attempts of one person."""

    def __init__(
        self,
        reading: Reading,
        traits: Traits,
        luck: Luck,
        standing: Standing,
        diary: Diary,
        agenda: Agenda,
    ) -> None:
        self._reading = reading
        self._traits = traits
        self._luck = luck
        self._standing = standing
        self._diary = diary
        self._agenda = agenda
        self._undrawn: set[int] = set()

    def open_window(self) -> None:
        """Forget the attempts of the last window."""
        self._undrawn = set(range(len(self._reading.conduct.services)))

    def look(self, window: Window) -> None:
        """Draw the attempts at services that a consequence on this standing concerns.

        Each service is drawn once in a window; attempts before now were granted.
        """
        for service in sorted(self._undrawn):
            if any(self._standing.meets(words.when) for _, words in self._consequences(service)):
                self._undrawn.remove(service)
                self._draw(service, window)

    def attempt(self, day: int, service: int) -> None:
        """Try to get a service (clause 10.2)."""
        met = [
            (place, words)
            for place, words in self._consequences(service)
            if self._reading.clock.in_force(words.in_force, day)
            and self._standing.meets(words.when)
        ]
        if not met:
            return  # granted, like all that nothing bears on
        self._diary.write(day, Event.ATTEMPT, service)
        bars = [place for place, words in met if isinstance(words, Bar)]
        if bars:
            self._diary.write(day, Event.REFUSED, bars[0], service)
            return
        for place, words in met:
            if not isinstance(words, Bar):
                fen = round(words.amount.value * 100)
                self._diary.write(day, Event.BOOKED, place, service, fen)

    def _consequences(self, service: int) -> list[tuple[int, Consequence]]:
        name = self._reading.conduct.services[service].id
        consequences = enumerate(self._reading.regime.consequences)
        return [(place, words) for place, words in consequences if words.service == name]

    def _draw(self, service: int, window: Window) -> None:
        words = self._reading.conduct.services[service]
        rate = rate_in(words.rate.value, words.by, self._traits.stratum)
        number, block = window.number, service << 4
        word = self._luck.draw(Stream.DEMAND, number, block=block)[0]
        for ordinal in range(poisson(rate * window.n_days / DAYS_OF_YEAR, word)):
            words_of_it = self._luck.draw(Stream.DEMAND, number, ordinal, block | 1)
            day = window.day_of(words_of_it[0])
            moment = instant(day, Stream.DEMAND, service, ordinal, words_of_it)
            if moment > self._agenda.now:
                self._agenda.put(moment)

"""Attempts to get a service, and what a standing does to them (section 10)."""

from __future__ import annotations

from collections import Counter

from glasscity.chance import ONE, Stream, threshold
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.consequences.bar import Bar
from glasscity.mechanisms.consequences.delay import Delay
from glasscity.mechanisms.consequences.limit import Limit
from glasscity.mechanisms.consequences.publish import Publish
from glasscity.mechanisms.responses.discouragement import Discouragement
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import labels_of
from reference.agenda import Agenda, instant
from reference.clock import Window
from reference.diary import Diary
from reference.laws import DAYS_OF_YEAR, poisson
from reference.luck import Luck, Words
from reference.outcomes import Outcomes
from reference.reading import Reading, rate_in
from reference.season import Season
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
        outcomes: Outcomes,
    ) -> None:
        self._reading = reading
        self._traits = traits
        self._luck = luck
        self._standing = standing
        self._diary = diary
        self._agenda = agenda
        self._outcomes = outcomes
        self._undrawn: set[int] = set()
        self._granted: Counter[int] = Counter()
        self._was_refused: set[int] = set()

    def open_window(self, *, opens_year: bool) -> None:
        """Forget the attempts of the last window, and what limits counted in it or in the year."""
        self._undrawn = set(range(len(self._reading.conduct.services)))
        if opens_year:
            self._was_refused = set()
        for place, words in enumerate(self._reading.regime.consequences):
            if isinstance(words, Limit) and (opens_year or words.per == "window"):
                self._granted[place] = 0

    def look(self, window: Window) -> None:
        """Draw the attempts at services that a consequence on this standing concerns.

        Each service is drawn once in a window; attempts before now were granted.
        """
        for service in sorted(self._undrawn):
            if self._outcomes.of(service) is not None or any(
                self._standing.meets(words.when) for _, words in self._consequences(service)
            ):
                self._undrawn.remove(service)
                self._draw(service, window)

    def attempt(self, day: int, season: Season, service: int, ordinal: int, words: Words) -> None:
        """Try to get a service (clause 10.2); its luck is the second of the ``words``."""
        if self._is_untried(day, service, word=words[2]):
            self._diary.write(day, Event.UNTRIED, service)
            return
        grant = self._outcomes.of(service)
        met = [
            (place, row)
            for place, row in self._consequences(service)
            if self._is_met(row, day, luck=words[1])
        ]
        if not met and grant is None:
            return  # granted, like all that nothing bears on
        self._diary.write(day, Event.ATTEMPT, service)
        refusals = [place for place, row in met if self._refuses(place, row)]
        if refusals:
            self._diary.write(day, Event.REFUSED, refusals[0], service)
            self._was_refused.add(service)
            return
        wait = sum(self._pass(day, place, row, service) for place, row in met)
        if grant is not None:
            self._outcomes.follow(day, wait, season, service, ordinal, words[0])

    def _is_untried(self, day: int, service: int, word: int) -> bool:
        """Whether a person who was refused does not try (clause 8.12)."""
        name, still = self._reading.conduct.services[service].id, 1.0
        for response in self._reading.regime.responses:
            if isinstance(response, Discouragement) and name in response.services:
                still = still * (1.0 - response.fall.value)
        return (
            service in self._was_refused
            and word < threshold(1.0 - still)
            and any(self._is_met(row, day, luck=0) for _, row in self._consequences(service))
        )

    def children_affected(self, window: Window) -> list[tuple[int, str]]:
        """Of each consequence that bears on children now: how many, and its id (10.8)."""
        services = self._reading.conduct.services
        return [
            (self._traits.children, row.id)
            for service, words in enumerate(services)
            if words.each == "child"
            for _, row in self._consequences(service)
            if self._is_named(row, window.end - 1)
        ]

    def _is_met(self, words: Consequence, day: int, luck: int) -> bool:
        is_lucky = words.chance is not None and luck >= threshold(words.chance.value)
        return self._is_named(words, day) and not is_lucky

    def _is_named(self, words: Consequence, day: int) -> bool:
        is_of_them = words.whom is None or (
            labels_of(self._traits.stratum)[words.whom.by] in words.whom.levels
        )
        return (
            self._reading.clock.in_force(words.in_force, day)
            and self._standing.meets(words.when)
            and is_of_them
        )

    def _refuses(self, place: int, words: Consequence) -> bool:
        if isinstance(words, Limit):
            return self._granted[place] >= words.attempts.value
        return isinstance(words, Bar)

    def _pass(self, day: int, place: int, words: Consequence, service: int) -> int:
        """Meet a consequence that does not refuse; the days to wait."""
        if isinstance(words, Limit):
            self._granted[place] += 1
            return 0
        fen, wait = 0, 0
        if isinstance(words, Delay):
            wait = int(words.days.value)
        elif not isinstance(words, Bar | Publish):
            fen = round(words.amount.value * 100)
        self._diary.write(day, Event.BOOKED, place, service, fen, wait)
        return wait

    def _consequences(self, service: int) -> list[tuple[int, Consequence]]:
        name = self._reading.conduct.services[service].id
        consequences = enumerate(self._reading.regime.consequences)
        return [(place, words) for place, words in consequences if words.service == name]

    def _draw(self, service: int, window: Window) -> None:
        number, block = window.number, service << 4
        word = self._luck.draw(Stream.DEMAND, number, block=block)[0]
        for ordinal in range(self._count(service, window, word)):
            words = self._luck.draw(Stream.DEMAND, number, ordinal, block | 1)
            moment = instant(window.day_of(words[0]), Stream.DEMAND, service, ordinal, words)
            if moment > self._agenda.now:
                self._agenda.put(moment)

    def _count(self, service: int, window: Window, word: int) -> int:
        words = self._reading.conduct.services[service]
        rate = rate_in(words.rate.value, words.by, self._traits.stratum)
        if words.rate.unit == "per window":
            return int(word >= ONE - threshold(rate))
        if words.each == "child":
            rate = rate * self._traits.children
        return poisson(rate * window.n_days / DAYS_OF_YEAR, word)

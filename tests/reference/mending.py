"""Putting right what a standing holds against a person (clause 10.7)."""

from __future__ import annotations

from collections import Counter

from glasscity.chance import ONE, Stream, threshold
from glasscity.mechanisms.recourse.repair import Repair
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import labels_of
from reference.agenda import Agenda, instant
from reference.clock import Window
from reference.diary import Diary
from reference.laws import DAYS_OF_YEAR, poisson
from reference.luck import Luck, Words
from reference.reading import Reading, rate_in
from reference.standing import Standing
from reference.traits import Traits


class Mending:
    """The attempts of one person, in every way there is."""

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
        ways = enumerate(reading.regime.recourse)
        self._ways = [(place, way) for place, way in ways if isinstance(way, Repair)]
        self._undrawn: set[int] = set()
        self._succeeded: Counter[int] = Counter()

    def open_window(self, *, opens_year: bool) -> None:
        """Forget the attempts of the last window, and what was counted in the last year."""
        self._undrawn = set(range(len(self._ways)))
        if opens_year:
            self._succeeded.clear()

    def look(self, window: Window) -> None:
        """Draw the attempts in ways that this standing opens, once in a window."""
        labels = labels_of(self._traits.stratum)
        for number in sorted(self._undrawn):
            way = self._ways[number][1]
            is_of_them = way.whom is None or labels[way.whom.by] in way.whom.levels
            if is_of_them and self._standing.meets(way.when):
                self._undrawn.remove(number)
                self._draw(number, way, window)

    def attempt(self, day: int, number: int, words: Words) -> None:
        """Try, if the standing still asks for it."""
        place, way = self._ways[number]
        if not self._reading.clock.in_force(way.in_force, day):
            return
        if not self._standing.meets(way.when):
            return
        if way.at_most is not None and self._succeeded[number] >= way.at_most.value:
            return
        succeeds = words[1] < threshold(way.success.value)
        fen = 0 if way.pays is None else round(way.pays.value * 100)
        hours = 0 if way.gives is None else int(way.gives.value)
        self._diary.write(day, Event.TRIED, place, int(succeeds), fen, hours)
        if not succeeds:
            return
        self._succeeded[number] += 1
        if way.points is None:
            self._standing.lists[self._reading.list_place[way.when.instrument]].put_right(day)
        else:
            row = 3 * self._reading.ledger_place[way.when.instrument]
            self._standing.scores[row].give_back(day, int(way.points.value), Event.MENDED)

    def _draw(self, number: int, way: Repair, window: Window) -> None:
        block = number << 4
        word = self._luck.draw(Stream.REPAIR, window.number, block=block)[0]
        rate = rate_in(way.rate.value, way.by, self._traits.stratum)
        if way.rate.unit == "per window":
            count = int(word >= ONE - threshold(rate))
        else:
            count = poisson(rate * window.n_days / DAYS_OF_YEAR, word)
        for ordinal in range(count):
            words = self._luck.draw(Stream.REPAIR, window.number, ordinal, block | 1)
            moment = instant(window.day_of(words[0]), Stream.REPAIR, number, ordinal, words)
            if moment > self._agenda.now:
                self._agenda.put(moment)

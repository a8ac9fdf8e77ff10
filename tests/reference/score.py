"""One column of one ledger, for one person (clauses 7.2 to 7.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.vocabulary.codes import Event
from reference.agenda import Agenda, Due
from reference.clock import Clock
from reference.diary import Diary
from reference.record import Record


def band_of(ledger: Ledger, score: int) -> int:
    """The place of the band that holds a score."""
    return bisect_right([band.from_.value for band in ledger.bands], score) - 1


class Score:
    """A score and its published band: row ``row``, whose rules are numbered from ``first_rule``.

    ``opening`` is the person's own opening score.
    """

    def __init__(
        self,
        ledger: Ledger,
        row: int,
        first_rule: int,
        opening: int,
        clock: Clock,
        diary: Diary,
        agenda: Agenda,
    ) -> None:
        self.ledger = ledger
        self.row = row
        self.score = opening
        self.band = band_of(ledger, opening)
        self._first_rule = first_rule
        self._clock = clock
        self._diary = diary
        self._agenda = agenda
        self._records_this_year: Counter[int] = Counter()
        self._moved_this_year: Counter[int] = Counter()

    def open_year(self) -> None:
        """Start counting steps and caps anew."""
        self._records_this_year.clear()
        self._moved_this_year.clear()

    def take(self, record: Record) -> None:
        """Let every rule that answers the record move the score."""
        for place, rule in enumerate(self.ledger.rules):
            if rule.on != record.kind or not self._clock.in_force(rule.in_force, record.day):
                continue
            moved = self._move(self._points(place, rule))
            number = self._first_rule + place
            self._diary.write(record.day, Event.POINTS, self.row, moved, self.score, number)
            self._promise_back(record, rule, moved)
            self._publish_if_prompt(record.day)
            if rule.exclusive:
                break

    def give_back(self, day: int, points: int, why: Event) -> None:
        """Let an expiry or a correction move the score."""
        moved = self._move(points)
        self._diary.write(day, why, self.row, moved, self.score)
        self._publish_if_prompt(day)

    def publish(self, day: int) -> None:
        """Copy the band from the score."""
        before, self.band = self.band, band_of(self.ledger, self.score)
        if before != self.band:
            self._diary.write(day, Event.BAND, self.row, before, self.band)

    def publish_at_end(self, day: int) -> None:
        """Publish on the last day of a window what is published by windows."""
        if self.ledger.update == "each window":
            self.publish(day)

    def _publish_if_prompt(self, day: int) -> None:
        if self.ledger.update == "each record":
            self.publish(day)

    def _points(self, place: int, rule: Rule) -> int:
        step = min(self._records_this_year[place], len(rule.points) - 1)
        self._records_this_year[place] += 1
        points = int(rule.points[step].value)
        if rule.cap is None:
            return points
        left = int(rule.cap.value) - self._moved_this_year[place]
        points = max(-left, min(left, points))
        self._moved_this_year[place] += abs(points)
        return points

    def _move(self, points: int) -> int:
        before = self.score
        floor, ceiling = int(self.ledger.floor.value), int(self.ledger.ceiling.value)
        self.score = max(floor, min(ceiling, before + points))
        return self.score - before

    def _promise_back(self, record: Record, rule: Rule, moved: int) -> None:
        if moved == 0:
            return
        expires = None if rule.expires is None else int(rule.expires.value)
        if record.struck_after is not None and record.is_struck_within(expires):
            day = record.day + record.struck_after
            self._agenda.put_due(day, Due.CORRECTION, self.row, -moved)
        elif expires is not None:
            self._agenda.put_due(record.day + expires, Due.EXPIRY, self.row, -moved)
        if record.appeal is not None:
            lapse = None if expires is None else record.day + expires
            record.appeal.effects.append((self.row, -moved, lapse))

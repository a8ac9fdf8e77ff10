"""One column of one ledger, for one person (clauses 7.2 to 7.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from glasscity.evidence import Quantity
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
            moved = self._answer(place, rule)
            number = self._first_rule + place
            self._diary.write(record.day, Event.POINTS, self.row, moved, self.score, number)
            self._promise_back(record, rule, moved)
            self._publish_if_prompt(record.day)
            if rule.exclusive:
                break

    def reset(self, day: int) -> None:
        """With the year, return to the opening, if the ledger does so."""
        opening = self.ledger.opening
        if self.ledger.resets is None or not isinstance(opening, Quantity):
            return
        moved, self.score = int(opening.value) - self.score, int(opening.value)
        if not moved:
            return
        self._diary.write(day, Event.RESET, self.row, moved, self.score)
        self._publish_if_prompt(day)

    def set(self, day: int, score: int) -> None:
        """Stand at a score that was worked out anew, and publish it."""
        moved, self.score = score - self.score, score
        if moved:
            self._diary.write(day, Event.SCORED, self.row, moved, score)
        self.publish(day)

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
        """Publish on the last day of a window what is published by windows, netted points cut."""
        if self.ledger.update == "each window":
            within = self.within_bounds(self.score)
            if within != self.score:
                moved, self.score = within - self.score, within
                self._diary.write(day, Event.CLAMPED, self.row, moved, within)
            self.publish(day)

    def _publish_if_prompt(self, day: int) -> None:
        if self.ledger.update == "each record":
            self.publish(day)

    def _answer(self, place: int, rule: Rule) -> int:
        """What a rule moves: points, or straight to a band."""
        if rule.to is None:
            return self._move(self._points(place, rule))
        before = self.score
        inside = [
            score
            for score in range(int(self.ledger.floor.value), int(self.ledger.ceiling.value) + 1)
            if self.ledger.bands[band_of(self.ledger, score)].id == rule.to
        ]
        self.score = min(inside, key=lambda score: abs(score - before))
        return self.score - before

    def _points(self, place: int, rule: Rule) -> int:
        assert rule.points is not None
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
        self.score += points
        if self.ledger.clamp == "each record":
            self.score = self.within_bounds(self.score)
        return self.score - before

    def within_bounds(self, score: int) -> int:
        """The nearest score within floor and ceiling."""
        return max(int(self.ledger.floor.value), min(int(self.ledger.ceiling.value), score))

    def _promise_back(self, record: Record, rule: Rule, moved: int) -> None:
        if moved == 0:
            return
        expires = None if rule.expires is None else int(rule.expires.value)
        if record.struck_after is not None and record.is_struck_within(expires):
            self._promise(record.day + record.struck_after, Due.CORRECTION, -moved)
        elif expires is not None:
            self._promise(record.day + expires, Due.EXPIRY, -moved)
        if record.appeal is not None:
            lapse = None if expires is None else record.day + expires
            record.appeal.effects.append((self.row, -moved, lapse))

    def _promise(self, day: int, why: Due, points: int) -> None:
        """Put what comes back on the agenda, unless the score is reset by then."""
        if self.ledger.resets is None or day < self._clock.next_year(self._diary.window):
            self._agenda.put_due(day, why, self.row, points)

"""One list, for one person (clauses 7.5 and 7.10)."""

from __future__ import annotations

import math

from glasscity.chance import Stream, threshold
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.vocabulary.codes import Event
from reference.agenda import Agenda, Due
from reference.clock import Clock
from reference.diary import Diary
from reference.luck import Luck
from reference.record import Record

TERM_OVER, STRUCK, PUT_RIGHT, COMPLIED = range(4)
"""Why a listing ends."""
NO_LATER = 60000
"""The last day on which a listing may be made to end."""


class PlaceOnList:
    """Records that count now, and until when the person is listed.

    ``number`` is the list's place among lists, ``row`` its row after all ledgers. ``end`` is a
    day, or None where the listing has no term. ``is_relapse`` tells of the present listing that
    it followed closely on one that ended on ``left_on``.
    """

    def __init__(
        self,
        listing: Listing,
        number: int,
        row: int,
        luck: Luck,
        clock: Clock,
        diary: Diary,
        agenda: Agenda,
    ) -> None:
        self._luck = luck
        self.count = 0
        self.is_listed = False
        self.is_relapse = False
        self.end: int | None = None
        self.left_on: int | None = None
        self.listing = listing
        self._times_forgotten = 0
        self._number = number
        self._row = row
        self._clock = clock
        self._diary = diary
        self._agenda = agenda

    @property
    def shown_end(self) -> int | None:
        """The day of the end, None where there is none, -1 for who is not listed."""
        return self.end if self.is_listed else -1

    def take(self, record: Record) -> None:
        """Count a ground, and list whoever has enough; or let compliance end a listing."""
        listing = self.listing
        if not self._clock.in_force(listing.in_force, record.day):
            return
        if record.kind in listing.grounds:
            self._count_up(record)
        elif listing.ends_on and record.kind in listing.ends_on.deeds and record.is_true:
            self._comply(record.day)

    def drop(self, day: int, payload: int) -> None:
        """A record no longer counts."""
        if payload == self._payload:
            self.count -= 1
            self._diary.write(day, Event.DROPPED, self._number, self.count)

    def strike(self, day: int, payload: int) -> None:
        """A false record is struck; a listing it was needed for ends."""
        if payload == self._payload:
            self.count -= 1
            self._diary.write(day, Event.CORRECTED, self._row, -1, self.count)
            if self.is_listed and self.count < self._enough(self.is_relapse):
                self._leave(day, STRUCK)

    def end_term(self, day: int, payload: int) -> None:
        """The end that was set for a day has come, if it is that of the present listing."""
        if self.is_listed and self.end == day:
            self._leave(day, COMPLIED if payload else TERM_OVER)

    @property
    def _payload(self) -> int:
        """What tells records that count now from those counted before the list forgot."""
        return 1 + self._times_forgotten % 256

    def _enough(self, is_relapse: bool) -> int:
        again = self.listing.relapse
        count = again.count if is_relapse and again else None
        return int((count or self.listing.count).value)

    def _term(self, is_relapse: bool) -> int | None:
        again = self.listing.relapse
        term = (again.term if is_relapse and again else None) or self.listing.term
        return None if term is None else int(term.value)

    def _would_relapse(self, day: int) -> bool:
        again = self.listing.relapse
        if again is None or self.left_on is None:
            return False
        return day < self.left_on + again.within.value

    def _count_up(self, record: Record) -> None:
        self.count += 1
        period = self._period(record)
        told = 0 if self.listing.lapse == "fixed" else -1 if period is None else period
        self._diary.write(record.day, Event.COUNTED, self._number, self.count, told)
        self._promise_drop(record, period)
        if self.is_listed:
            if self.count >= self._enough(self.is_relapse):
                self._extend(record)
        elif self.count >= self._enough(self._would_relapse(record.day)):
            self._enter(record)

    def put_right(self, day: int) -> None:
        """The person has put things right, and leaves at once."""
        self._leave(day, PUT_RIGHT)

    def _period(self, record: Record) -> int | None:
        """For how many days a record counts; None for good."""
        mean = self.listing.period.value
        if self.listing.lapse == "fixed":
            return int(mean)
        word = self._luck.draw(Stream.LAPSE, self._diary.window, record.number, self._number)[0]
        for days in range(1, NO_LATER):
            if word < threshold(-math.expm1(-(days / mean))):
                return days
        return None

    def _promise_drop(self, record: Record, period: int | None) -> None:
        row, payload = self._row, self._payload
        if record.struck_after is not None and record.is_struck_within(period):
            self._agenda.put_due(record.day + record.struck_after, Due.CORRECTION, row, payload)
        elif period is not None:
            self._agenda.put_due(record.day + period, Due.EXPIRY, row, payload)
        if record.appeal is not None:
            ends = None if period is None else record.day + period
            record.appeal.effects.append((row, payload, ends))

    def _enter(self, record: Record) -> None:
        day, was_false = record.day, int(not record.is_true)
        self.is_relapse = self._would_relapse(day)
        term = self._term(self.is_relapse)
        self.is_listed = True
        self.end = None if term is None else day + term
        self._diary.write(day, Event.LISTED, self._number, self._shown(), was_false)
        if self.end is not None:
            self._agenda.put_due(self.end, Due.TERM_OVER, self._row, 0)

    def _shown(self) -> int:
        return -1 if self.end is None else self.end

    def _extend(self, record: Record) -> None:
        further, before = self.listing.extension, self.end
        if further is None:
            return
        if isinstance(further, str):
            term = self._term(self.is_relapse)
            if term is None:
                self.end = None
            elif self.end is not None:
                self.end = max(self.end, min(record.day + term, NO_LATER))
        elif self.end is not None:
            self.end = min(self.end + int(further.value), NO_LATER)
        if self.end != before:
            was_false = int(not record.is_true)
            self._diary.write(record.day, Event.EXTENDED, self._number, self._shown(), was_false)
            if self.end is not None:
                self._agenda.put_due(self.end, Due.TERM_OVER, self._row, 0)

    def _comply(self, day: int) -> None:
        ends = self.listing.ends_on
        if not self.is_listed or ends is None:
            return
        end = day + (0 if ends.after is None else int(ends.after.value))
        if end == day:
            self._leave(day, COMPLIED)
        elif self.end is None or end < self.end:
            self.end = end
            self._diary.write(day, Event.COMPLIED, self._number, end)
            self._agenda.put_due(end, Due.TERM_OVER, self._row, -1)

    def _leave(self, day: int, why: int) -> None:
        self.is_listed = self.is_relapse = False
        self.end, self.left_on = None, day
        if self.listing.forgets:
            self.count = 0
            self._times_forgotten += 1
        self._diary.write(day, Event.RELEASED, self._number, why)

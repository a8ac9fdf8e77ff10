"""One list, for one person (clause 7.5)."""

from __future__ import annotations

from glasscity.mechanisms.instruments.listing import Listing
from glasscity.vocabulary.codes import Event
from reference.agenda import Agenda, Due
from reference.clock import Clock
from reference.diary import Diary
from reference.record import Record

TERM_OVER, STRUCK, PUT_RIGHT = range(3)
"""Why a listing ends."""


class PlaceOnList:
    """Records that count now, and until when the person is listed.

    ``number`` is the list's place among lists, ``row`` its row after all ledgers. ``end`` is a
    day, or None where the listing has no term.
    """

    def __init__(
        self, listing: Listing, number: int, row: int, clock: Clock, diary: Diary, agenda: Agenda
    ) -> None:
        self.count = 0
        self.is_listed = False
        self.end: int | None = None
        self.listing = listing
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
        """Count the record if it is among the grounds, and list whoever has enough."""
        listing = self.listing
        if record.kind not in listing.grounds:
            return
        if not self._clock.in_force(listing.in_force, record.day):
            return
        self.count += 1
        self._diary.write(record.day, Event.COUNTED, self._number, self.count)
        self._promise_drop(record)
        if self.count >= listing.count.value and not self.is_listed:
            self._enter(record)

    def drop(self, day: int) -> None:
        """A record no longer counts."""
        self.count -= 1
        self._diary.write(day, Event.DROPPED, self._number, self.count)

    def strike(self, day: int) -> None:
        """A false record is struck; a listing it was needed for ends."""
        self.count -= 1
        self._diary.write(day, Event.CORRECTED, self._row, -1, self.count)
        if self.is_listed and self.count < self.listing.count.value:
            self._leave(day, STRUCK)

    def end_term(self, day: int) -> None:
        """The term that was to end on a day is over, if it is that of the present listing."""
        if self.is_listed and self.end == day:
            self._leave(day, TERM_OVER)

    def put_right(self, day: int) -> None:
        """The person has put things right, and leaves at once."""
        self._leave(day, PUT_RIGHT)

    def _promise_drop(self, record: Record) -> None:
        period = int(self.listing.period.value)
        if record.struck_after is not None and record.is_struck_within(period):
            self._agenda.put_due(record.day + record.struck_after, Due.CORRECTION, self._row, 1)
        else:
            self._agenda.put_due(record.day + period, Due.EXPIRY, self._row, 1)
        if record.appeal is not None:
            record.appeal.effects.append((self._row, 1, record.day + period))

    def _enter(self, record: Record) -> None:
        term = self.listing.term
        self.is_listed = True
        self.end = None if term is None else record.day + int(term.value)
        shown = -1 if self.end is None else self.end
        day, was_false = record.day, int(not record.is_true)
        self._diary.write(day, Event.LISTED, self._number, shown, was_false)
        if self.end is not None:
            self._agenda.put_due(self.end, Due.TERM_OVER, self._row, 0)

    def _leave(self, day: int, why: int) -> None:
        self.is_listed = False
        self.end = None
        self._diary.write(day, Event.RELEASED, self._number, why)

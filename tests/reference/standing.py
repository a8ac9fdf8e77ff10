"""What the instruments hold about one person (clauses 7.1 and 10.1)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.mechanisms.standing import When
from glasscity.vocabulary.codes import Column, Event
from reference.agenda import Agenda
from reference.diary import Diary
from reference.luck import Luck
from reference.place_on_list import PlaceOnList
from reference.reading import Reading
from reference.record import Record
from reference.score import Score


class Standing:
    """Scores by ledger row (``3 * ledger + column``) and places on lists, of one person."""

    def __init__(
        self,
        reading: Reading,
        opening: Sequence[int],
        luck: Luck,
        diary: Diary,
        agenda: Agenda,
    ) -> None:
        self._reading = reading
        rest = (reading.clock, diary, agenda)
        self.scores = [
            Score(ledger, 3 * place + column, reading.first_rule(place), opening[place], *rest)
            for place, ledger in enumerate(reading.ledgers)
            for column in Column
        ]
        rows = len(self.scores)
        self.lists = [
            PlaceOnList(listing, number, rows + number, luck, *rest)
            for number, listing in enumerate(reading.lists)
        ]

    @property
    def bands(self) -> tuple[int, ...]:
        """The published band of the recorded column of each ledger."""
        return tuple(score.band for score in self.scores[Column.RECORDED :: len(Column)])

    @property
    def listed(self) -> tuple[bool, ...]:
        """Of each list, whether the person is on it."""
        return tuple(one.is_listed for one in self.lists)

    def open_year(self, day: int) -> None:
        """Reset what is counted by calendar year, and the scores that are."""
        for score in self.scores:
            score.open_year()
            score.reset(day)

    def take(self, record: Record) -> None:
        """Hand a record to the instruments of its column, in document order."""
        for instrument in self._reading.regime.instruments:
            for ledger in instrument.ledger_rows():
                row = 3 * self._reading.ledger_place[ledger.id] + record.column
                self.scores[row].take(record)
            for listing in instrument.list_rows():
                if record.column is Column.RECORDED:
                    self.lists[self._reading.list_place[listing.id]].take(record)

    def expire(self, day: int, row: int, payload: int) -> None:
        """Points come back, or a record no longer counts."""
        if row < len(self.scores):
            self.scores[row].give_back(day, payload, Event.GIVEN_BACK)
        else:
            self.lists[row - len(self.scores)].drop(day, payload)

    def correct(self, day: int, row: int, payload: int) -> None:
        """A false record is struck."""
        if row < len(self.scores):
            self.scores[row].give_back(day, payload, Event.CORRECTED)
        else:
            self.lists[row - len(self.scores)].strike(day, payload)

    def end_term(self, day: int, row: int, payload: int) -> None:
        """The term of a listing may be over."""
        self.lists[row - len(self.scores)].end_term(day, payload)

    def publish_at_end(self, day: int) -> None:
        """Publish, on the last day of a window, the ledgers that are published by windows."""
        for score in self.scores:
            score.publish_at_end(day)

    def meets(self, when: When) -> bool:
        """Whether a consequence reads this standing."""
        if when.bands is None:
            regime = self._reading.regime
            rows = next(it for it in regime.instruments if it.id == when.instrument).list_rows()
            names = [row.id for row in rows]
            if when.codes is not None:
                names = [f"{when.instrument}-{code}" for code in when.codes]
            return any(self.lists[self._reading.list_place[name]].is_listed for name in names)
        place = self._reading.ledger_place[when.instrument]
        bands = self._reading.ledgers[place].bands
        return bands[self.bands[place]].id in when.bands

"""Contesting records: who does, and what comes of it (sections 6 and 12)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glasscity.chance import Stream, threshold
from glasscity.evidence import Quantity, Varied, value_in
from glasscity.mechanisms.recourse.appeal import Appeal as AppealWords
from glasscity.mechanisms.recourse.correction import Correction
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.strata import labels_of
from reference.agenda import Agenda
from reference.appeal import Appeal
from reference.diary import Diary
from reference.luck import Luck, Words
from reference.reading import Reading
from reference.season import Season
from reference.traits import Traits


@dataclass(frozen=True)
class Fate:
    """What comes of contesting a record: struck after so many days, or in its turn, or neither."""

    struck_after: int | None = None
    appeal: Appeal | None = None
    number: int = -1


class Contest:
    """What one person does about records on them; ``appeals`` are those not heard."""

    def __init__(
        self, reading: Reading, traits: Traits, luck: Luck, diary: Diary, agenda: Agenda
    ) -> None:
        self.appeals: list[Appeal] = []
        self._reading = reading
        self._traits = traits
        self._luck = luck
        self._diary = diary
        self._agenda = agenda
        self._n_records = 0

    def open_window(self) -> None:
        """Count records from 0."""
        self._n_records = 0

    def of(
        self, day: int, season: Season, false: int | None = None, *, is_false: bool = False
    ) -> Fate:
        """The fate of a record: a false one (of this number, or sent or misread), or a true one."""
        n, self._n_records = self._n_records, self._n_records + 1
        return replace(self._fate(n, day, season, false, is_false=is_false), number=n)

    def _fate(self, n: int, day: int, season: Season, false: int | None, *, is_false: bool) -> Fate:
        reading, number = self._reading, season.window.number
        correction = reading.correction if is_false else None
        if correction is None and reading.appeal is None:
            return Fate()
        words = self._luck.draw(Stream.APPEAL, number, n)
        notice = reading.notice
        if notice is not None and words[2] >= self._threshold(notice.learns):
            self._diary.write(day, Event.UNTOLD)
            return Fate()
        known = day + (0 if notice is None else int(notice.after.value))
        is_aware = season.is_aware(self._traits)
        if correction is not None:
            place = (n, 1) if false is None else (false, 0)
            these = self._luck.draw(Stream.CORRECT, number, *place)
            if self._files(correction, these, day, is_aware=is_aware):
                return self._corrected(correction, these[1], day, known)
        if reading.appeal is None or not self._files(reading.appeal, words, day, is_aware=is_aware):
            return Fate()
        if known >= self._agenda.horizon:
            return Fate()
        turn = known, self._luck.draw(Stream.APPEAL, number, n, 1)[0], self._luck.address
        success = reading.appeal.success_if_wrong if is_false else reading.appeal.success_if_right
        is_struck = words[1] < threshold(success.value)
        appeal = Appeal(turn, not is_false, is_struck, n % 32, self._agenda)
        self.appeals.append(appeal)
        self._diary.write(day, Event.APPEALED, int(is_false), known, n % 32)
        return Fate(appeal=appeal)

    def _threshold(self, share: Quantity | Varied[Quantity]) -> int:
        return threshold(value_in(share, labels_of(self._traits.stratum)))

    def _files(
        self, way: Correction | AppealWords, words: Words, day: int, *, is_aware: bool
    ) -> bool:
        if words[0] >= self._threshold(way.files_if_aware if is_aware else way.files_if_unaware):
            return False
        if way.deterred is not None and words[3] < self._threshold(way.deterred):
            self._diary.write(day, Event.DETERRED, self._reading.ways.index(way.id))
            return False
        return True

    def _corrected(self, way: Correction, word: int, day: int, known: int) -> Fate:
        is_struck = word < threshold(way.success.value)
        decided = known + int(way.lag.value)
        self._diary.write(day, Event.FILED, int(is_struck), decided)
        return Fate(struck_after=decided - day if is_struck else None)

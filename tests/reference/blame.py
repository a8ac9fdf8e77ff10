"""False records on one person, and the way back (clauses 6.2 and 6.3)."""

from __future__ import annotations

from glasscity.chance import Stream, threshold
from glasscity.evidence import value_in
from glasscity.vocabulary.codes import Column, Event
from glasscity.vocabulary.strata import labels_of
from reference.agenda import Agenda, instant
from reference.diary import Diary
from reference.luck import Luck, Words
from reference.reading import Reading
from reference.record import Record
from reference.season import Season
from reference.standing import Standing
from reference.traits import Traits


class Blame:
    """What one person is said to have done, and did not."""

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

    def foresee(self, season: Season, word: int) -> None:
        """Put the false records of a window on the agenda; ``word`` decides how many."""
        window = season.window
        for k in range(season.mistakes(self._traits).count(self._traits.look_alike, word)):
            words = self._luck.draw(Stream.FALSE_RECORD, window.number, k)
            self._agenda.put(instant(window.day_of(words[0]), Stream.FALSE_RECORD, 0, k, words))

    def fall(self, day: int, season: Season, k: int, words: Words) -> None:
        """The k-th false record of the window takes effect."""
        source = season.mistakes(self._traits).source(words[1])
        kind = self._reading.sources[source][1]
        is_aware = season.is_aware(self._traits)
        self._diary.write(day, Event.FALSE, source, kind, int(is_aware))
        lag = self._seek_correction(day, season, k, is_aware=is_aware)
        name = self._reading.conduct.kinds[kind].id
        record = Record(name, Column.RECORDED, day, is_true=False, struck_after=lag)
        self._standing.take(record)

    def _seek_correction(self, day: int, season: Season, k: int, *, is_aware: bool) -> int | None:
        """After how many days the record will be struck, if it will."""
        recourse = self._reading.recourse
        if recourse is None:
            return None
        files, succeeds, _, _ = self._luck.draw(Stream.CORRECT, season.window.number, k)
        chance = recourse.files_if_aware if is_aware else recourse.files_if_unaware
        if files >= threshold(value_in(chance, labels_of(self._traits.stratum))):
            return None
        lag = int(recourse.lag.value)
        is_struck = succeeds < threshold(recourse.success.value)
        self._diary.write(day, Event.FILED, int(is_struck), day + lag)
        return lag if is_struck else None

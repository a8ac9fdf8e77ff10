"""False records on one person (clauses 6.2 and 6.3)."""

from __future__ import annotations

from glasscity.chance import Stream
from glasscity.vocabulary.codes import Column, Event
from reference.agenda import Agenda, instant
from reference.contest import Contest
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
        contest: Contest,
    ) -> None:
        self._reading = reading
        self._traits = traits
        self._luck = luck
        self._standing = standing
        self._diary = diary
        self._agenda = agenda
        self._contest = contest

    def foresee(self, season: Season, word: int) -> None:
        """Put the false records of a window on the agenda; ``word`` decides how many."""
        window = season.window
        for k in range(season.mistakes(self._traits).count(self._traits.look_alike, word)):
            words = self._luck.draw(Stream.FALSE_RECORD, window.number, k)
            self._agenda.put(instant(window.day_of(words[0]), Stream.FALSE_RECORD, 0, k, words))

    def fall(self, day: int, season: Season, k: int, words: Words) -> None:
        """The k-th false record of the window takes effect."""
        source = season.mistakes(self._traits).source(words[1], self._traits.look_alike)
        self._record(day, season, source, k)

    def is_misread(self, pair: int) -> bool:
        """Whether a pair takes the kind it sees for another one."""
        sensor, kind = self._reading.pairs[pair]
        return self._reading.recorded_as(sensor, kind) != kind

    def fall_misread(self, day: int, season: Season, pair: int) -> None:
        """A deed that a sensor took for another one goes on record (clause 6.4)."""
        sensor, kind = self._reading.pairs[pair]
        source = self._reading.sources.index((sensor, kind, "misread"))
        self._record(day, season, source, None)

    def _record(self, day: int, season: Season, source: int, false: int | None) -> None:
        sensor, kind, _ = self._reading.sources[source]
        kind = self._reading.recorded_as(sensor, kind)
        is_aware = season.is_aware(self._traits)
        self._diary.write(day, Event.FALSE, source, kind, int(is_aware))
        fate = self._contest.of(day, season, false, is_false=True)
        name = self._reading.conduct.kinds[kind].id
        self._standing.take(
            Record(
                name,
                Column.RECORDED,
                day,
                is_true=False,
                struck_after=fate.struck_after,
                appeal=fate.appeal,
                number=fate.number,
            )
        )

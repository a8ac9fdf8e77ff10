"""What a person does, and who sees it (clauses 3.3, 5.3, 5.4 and 5.5)."""

from __future__ import annotations

from collections import Counter

from glasscity.chance import Stream
from glasscity.vocabulary.codes import Column, Event
from reference.agenda import Agenda, Due, instant
from reference.contest import Contest, Fate
from reference.diary import Diary
from reference.luck import Luck, Words
from reference.record import Record
from reference.response import Past
from reference.season import Season
from reference.sensing import Doer
from reference.standing import Standing
from reference.traits import Traits
from reference.ways import Ways


class Deeds:
    """The deeds of one person.

    ``unwritten`` counts, by (window, measure, key), what leaves no line in the diary;
    ``is_guilty`` tells whether one of them was harmful.
    """

    def __init__(
        self,
        ways: Ways,
        traits: Traits,
        luck: Luck,
        standing: Standing,
        diary: Diary,
        agenda: Agenda,
        contest: Contest,
    ) -> None:
        self.unwritten: Counter[tuple[int, str, str]] = Counter()
        self.is_guilty = False
        self._past: dict[int, Past] = {}
        self._reading = ways.reading
        self._temptations = ways.temptations
        self._sensing = ways.sensing
        self._traits = traits
        self._luck = luck
        self._standing = standing
        self._diary = diary
        self._agenda = agenda
        self._contest = contest

    def remember(self, former: Deeds) -> None:
        """Take over what was noted and learnt."""
        self.unwritten.update(former.unwritten)
        self._past.update(former._past)
        self.is_guilty = former.is_guilty

    def foresee(self, season: Season, head: list[int]) -> None:
        """Put the candidates of a window on the agenda; ``head`` holds a word for each factor."""
        window = season.window
        for f, temptation in enumerate(self._temptations):
            count = temptation.count(self._traits.propensity[f], window, head[f])
            self._note(window.number, "candidates", "", count)
            for ordinal in range(count):
                words = self._luck.draw(Stream.TEMPT, window.number, ordinal, f)
                day = window.day_of(words[0])
                self._agenda.put(instant(day, Stream.TEMPT, f, ordinal, words))

    def be_tempted(self, day: int, season: Season, factor: int, ordinal: int, words: Words) -> None:
        """Meet a candidate: do it or not, and be seen or not."""
        kind = self._temptations[factor].kind(self._traits.stratum, words[1])
        if kind is None:
            return
        is_aware = season.is_aware(self._traits)
        past = self._past_of(kind)
        if words[2] < season.acceptance(kind, self._standing, past, is_aware=is_aware):
            self.do(day, season, kind, words[0], (factor, ordinal))

    def _past_of(self, kind: int) -> Past:
        """The own deeds of a kind that a person learns from."""
        return self._past.get(kind, Past(0, 0))

    def do(
        self, day: int, season: Season, kind: int, instant: int, address: tuple[int, int]
    ) -> None:
        """Do a deed, and be seen or not; ``address`` is the factor and ordinal of its sensors."""
        self._diary.write(day, Event.DEED, kind, instant, int(season.is_aware(self._traits)))
        season.sightings.deeds[kind] += 1
        self._note_guilt(kind)
        recorders = [
            sensor
            for sensor in self._reading.sensors_of[kind]
            if self._is_recorded_by(sensor, day, season, (*address, kind))
        ]
        if kind in self._reading.own_kinds:
            past = self._past_of(kind)
            self._past[kind] = Past(past.deeds + 1, past.seen + bool(recorders))
        self._take_records(day, season, kind, recorders)

    def arrive(self, day: int, season: Season, pair: int) -> None:
        """A delayed record takes effect."""
        if pair >= len(self._reading.pairs):
            self._be_told(day, season, pair - len(self._reading.pairs))
            return
        sensor, kind = self._reading.pairs[pair]
        self._diary.write(day, Event.ARRIVED, sensor, kind)
        self._record(day, kind, Column.RECORDED, self._contest.of(day, season))

    def _be_told(self, day: int, season: Season, delivery: int) -> None:
        """What came of an encounter is known to all yardsticks; a finding is a mere record."""
        n_met = len(self._reading.deliveries)
        if delivery >= n_met:
            self._be_found(day, season, delivery, *self._reading.findings[delivery - n_met])
            return
        kind = self._reading.deliveries[delivery]
        self._diary.write(day, Event.DELIVERED, delivery, kind)
        self._note_guilt(kind)
        fate = self._contest.of(day, season)
        self._record(day, kind, Column.ALL_SEEN)
        self._record(day, kind, Column.UNERRING)
        self._record(day, kind, Column.RECORDED, fate)

    def _be_found(self, day: int, season: Season, delivery: int, kind: int, is_false: bool) -> None:
        self._diary.write(day, Event.DELIVERED, delivery, kind, int(is_false))
        fate = self._contest.of(day, season, is_false=is_false)
        name = self._reading.conduct.kinds[kind].id
        rest = (not is_false, fate.struck_after, fate.appeal, fate.number)
        self._standing.take(Record(name, Column.RECORDED, day, *rest))

    def _is_recorded_by(
        self, sensor: int, day: int, season: Season, deed: tuple[int, int, int]
    ) -> bool:
        factor, ordinal, kind = deed
        if not season.looks_at(sensor, self._traits):
            return False
        traits, sightings, number = self._traits, season.sightings, season.window.number
        block = factor << 8 | sensor // 4
        word = self._luck.draw(Stream.OBSERVE, number, ordinal, block)[sensor % 4]
        is_aware = season.is_aware(traits)
        left = season.in_view(sensor, kind, is_aware=is_aware)
        doer = Doer(traits.stratum, traits.enrolled, is_aware, left)
        sight = self._sensing.sight(sensor, kind, doer, season.review_share(sensor))
        name = self._reading.pair_name(sensor, kind)
        if word < sight.view:
            sightings.in_view[sensor, kind, traits.stratum] += 1
            self._note(number, "in_view", name, 1)
        if word < sight.hit:
            sightings.hits[sensor] += 1
            sightings.noted[sensor, traits.stratum] += 1
            self._note(number, "hits", name, 1)
        if word < sight.recorded:
            seen_as = self._reading.recorded_as(sensor, kind)
            arrival = day + self._delay(sensor)
            if seen_as == kind:
                self._diary.write(day, Event.RECORDED, sensor, kind, arrival)
            else:
                self._diary.write(day, Event.MISREAD, sensor, kind, arrival, seen_as)
            return True
        if word < sight.pinned:
            sightings.pinned[sensor, kind, traits.group] += 1
            self._diary.write(day, Event.PINNED, sensor, kind)
        return False

    def _take_records(self, day: int, season: Season, kind: int, recorders: list[int]) -> None:
        if not recorders:
            self._record(day, kind, Column.ALL_SEEN)
            return
        season.sightings.seen[kind] += 1
        first = min(recorders, key=self._delay)  # ties: the first in file order
        is_misread = self._reading.recorded_as(first, kind) != kind
        is_prompt = self._delay(first) == 0 and not is_misread
        fate = self._contest.of(day, season) if is_prompt else Fate()
        self._record(day, kind, Column.ALL_SEEN)
        self._record(day, kind, Column.UNERRING)
        if is_prompt:
            self._record(day, kind, Column.RECORDED, fate)
        else:
            pair = self._reading.pairs.index((first, kind))
            self._agenda.put_due(day + self._delay(first), Due.ARRIVAL, pair, 0)

    def _record(self, day: int, kind: int, column: Column, fate: Fate | None = None) -> None:
        fate = Fate() if fate is None else fate
        name = self._reading.conduct.kinds[kind].id
        self._standing.take(Record(name, column, day, appeal=fate.appeal, number=fate.number))

    def _note_guilt(self, kind: int) -> None:
        harmful = self._reading.conduct.kinds[kind].valence == "harmful"
        self.is_guilty = self.is_guilty or harmful

    def _delay(self, sensor: int) -> int:
        return int(self._reading.regime.sensors[sensor].delay.value)

    def _note(self, window: int, measure: str, key: str, count: int) -> None:
        if count:
            self.unwritten[window, measure, key] += count

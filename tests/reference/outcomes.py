"""What comes of attempts that were granted (clause 10.4)."""

from __future__ import annotations

from glasscity.chance import Stream
from glasscity.evidence import Varied
from glasscity.mechanisms.grant import Branch, Grant
from glasscity.vocabulary.codes import Column, Event
from glasscity.vocabulary.strata import labels_of
from reference.agenda import Agenda, Due
from reference.deeds import Deeds
from reference.diary import Diary
from reference.laws import settled_threshold
from reference.luck import Luck
from reference.reading import Reading
from reference.season import Season
from reference.standing import Standing
from reference.traits import Traits

FIRST_FACTOR = 64


class Outcomes:
    """What comes of the granted attempts of one person."""

    def __init__(
        self,
        reading: Reading,
        traits: Traits,
        luck: Luck,
        standing: Standing,
        diary: Diary,
        agenda: Agenda,
        deeds: Deeds,
    ) -> None:
        self._reading = reading
        self._labels = labels_of(traits.stratum)
        self._luck = luck
        self._standing = standing
        self._diary = diary
        self._agenda = agenda
        self._deeds = deeds
        self._by_service = {grant.service: grant for grant in reading.regime.outcomes}

    def of(self, service: int) -> Grant | None:
        """What is declared for a service, None where nothing is."""
        return self._by_service.get(self._reading.conduct.services[service].id)

    def follow(
        self, day: int, wait: int, season: Season, service: int, ordinal: int, instant: int
    ) -> None:
        """Let something come of an attempt, perhaps nothing, now or after ``wait`` days."""
        window = season.window.number
        word = self._luck.draw(Stream.DEMAND, window, ordinal, service << 4 | 2)[0]
        place = self._branch(service, word)
        if place is None:
            return
        if wait == 0:
            self._do(day, season, service, place, instant, ordinal)
            return
        sent = len(self._reading.deliveries) + len(self._reading.findings)
        row = len(self._reading.pairs) + sent + service
        payload = place * 8192 + (window % 32) * 256 + ordinal - 32768
        self._agenda.put_due(day + wait, Due.ARRIVAL, row, payload)

    def come_due(self, day: int, season: Season, service: int, payload: int) -> None:
        """A delayed grant takes effect."""
        self._diary.write(day, Event.GRANTED, service)
        place, rest = divmod(payload + 32768, 8192)
        self._do(day, season, service, place, 0, rest + 256)

    def _do(
        self, day: int, season: Season, service: int, place: int, instant: int, ordinal: int
    ) -> None:
        grant = self.of(service)
        assert grant is not None
        kind = self._reading.kind_place[grant.deeds[place].deed]
        self._deeds.do(day, season, kind, instant, (FIRST_FACTOR + service, ordinal))

    def _branch(self, service: int, word: int) -> int | None:
        grant = self.of(service)
        assert grant is not None
        row = 3 * self._reading.ledger_place[grant.ledger] + Column.RECORDED
        book = self._standing.scores[row]
        score = book.within_bounds(book.score)
        total = 0.0
        for place, branch in enumerate(grant.deeds):
            if branch.chances is None:
                return place
            total = total + self._chance(branch, score)
            if word < settled_threshold(total):
                return place
        return None

    def _chance(self, branch: Branch, score: int) -> float:
        chances = branch.chances
        assert chances is not None
        steps = chances.levels[self._labels[chances.by]] if isinstance(chances, Varied) else chances
        return [step.chance.value for step in steps if step.from_.value <= score][-1]

"""One person, who lives one window at a time."""

from __future__ import annotations

from dataclasses import replace

from glasscity.chance import Stream
from glasscity.vocabulary.codes import Event
from reference.agenda import Agenda, Due, Moment
from reference.appeal import NEWS
from reference.blame import Blame
from reference.clock import Window
from reference.contest import Contest
from reference.deeds import Deeds
from reference.demand import Demand
from reference.diary import Diary, Line
from reference.luck import Luck
from reference.mending import Mending
from reference.outcomes import Outcomes
from reference.season import Season
from reference.shown import Shown
from reference.standing import Standing
from reference.traits import Traits, traits_of
from reference.ways import Ways


class Person:
    """Traits, a standing, and what lies ahead."""

    def __init__(
        self, ways: Ways, index: int, traits: Traits, luck: Luck, lines: list[Line]
    ) -> None:
        reading = ways.reading
        self.traits = traits
        self.first_opening = traits.opening
        self._n_factors = len(reading.conduct.factors)
        self._n_pairs = len(reading.pairs)
        self._n_sent = len(reading.deliveries) + len(reading.findings)
        self._ways = ways
        self._lines = lines
        self.luck = luck
        self.diary = Diary(index, lines)
        self._agenda = Agenda(reading.clock.horizon)
        self.standing = Standing(reading, traits.opening, self.luck, self.diary, self._agenda)
        self.contest = Contest(reading, traits, luck, self.diary, self._agenda)
        rest = (traits, luck, self.standing, self.diary, self._agenda)
        self.deeds = Deeds(ways, *rest, self.contest)
        self._blame = Blame(reading, *rest, self.contest)
        self._outcomes = Outcomes(reading, *rest, self.deeds)
        self.shown = Shown(reading, traits, self.standing, self.diary)
        self._mending = Mending(reading, *rest)
        self._demand = Demand(reading, *rest, self._outcomes)

    @property
    def index(self) -> int:
        """The person's place in the city."""
        return self.diary.person

    def successor(self, window: Window) -> Person:
        """The newcomer who takes this person's place at the start of a window."""
        traits = traits_of(self._ways.reading, self.traits.stratum, self.luck, window.number)
        newcomer = Person(self._ways, self.index, traits, self.luck, self._lines)
        newcomer.deeds.unwritten.update(self.deeds.unwritten)
        newcomer.shown.counts.update(self.shown.counts)
        newcomer.first_opening = self.first_opening
        newcomer.diary.window = window.number
        newcomer.diary.write(window.first_day, Event.LEFT)
        for place, score in enumerate(traits.opening):
            newcomer.diary.write(window.first_day, Event.OPENED, place, score)
        return newcomer

    def mover(self, window: Window) -> Person:
        """This person in another place: with what follows people, and nothing else recorded."""
        reading = self._ways.reading
        drawn = traits_of(reading, self.traits.stratum, self.luck, window.number).opening
        kept = [k for k, ledger in enumerate(reading.ledgers) if ledger.follows]
        opening = tuple(
            self.traits.opening[k] if k in kept else score for k, score in enumerate(drawn)
        )
        traits = replace(self.traits, opening=opening)
        mover = Person(self._ways, self.index, traits, self.luck, self._lines)
        mover.deeds.remember(self.deeds)
        mover.shown.counts.update(self.shown.counts)
        mover.first_opening = self.first_opening
        mover.diary.window = window.number
        mover.diary.write(window.first_day, Event.MOVED)
        for k, score in enumerate(opening):
            if k not in kept:
                mover.diary.write(window.first_day, Event.OPENED, k, score)
                continue
            for row in range(3 * k, 3 * k + 3):
                mover.standing.scores[row].score = self.standing.scores[row].score
                mover.standing.scores[row].band = self.standing.scores[row].band
        return mover

    def count_children(self, window: Window) -> None:
        """Count the children on whom consequences bear at the window's end."""
        for number, name in self._demand.children_affected(window):
            self.deeds.unwritten[window.number, "children_affected", name] += number

    def expect(self, day: int, row: int) -> None:
        """Be sent a record that arrives on a day."""
        self._agenda.put_due(day, Due.ARRIVAL, row, 0)

    def live(self, season: Season) -> None:
        """Live one window, event by event (section 4)."""
        window = season.window
        self.diary.window = window.number
        if window.opens_year:
            self.standing.open_year(window.first_day)
        self.contest.open_window()
        self.shown.open_window(window)
        head = self._head(window.number)
        self._blame.foresee(season, head[0])
        self.deeds.foresee(season, head[1:])
        self._demand.open_window(opens_year=window.opens_year)
        self._demand.look(window)
        self._mending.open_window(opens_year=window.opens_year)
        self._mending.look(window)
        while moment := self._agenda.next(window.end):
            self._meet(moment, season)
            self.shown.look(window, (moment[0], 2))
            self._demand.look(window)
            self._mending.look(window)
        self.standing.publish_at_end(window.end - 1)
        self.shown.close_window(window)

    def _head(self, window: int) -> list[int]:
        blocks = range(self._n_factors // 4 + 1)
        return [
            word for block in blocks for word in self.luck.draw(Stream.HEAD, window, block=block)
        ]

    def _meet(self, moment: Moment, season: Season) -> None:
        day, phase = moment[:2]
        if phase == 0:
            self._come_due(day, season, Due(moment[2]), row=moment[3], payload=moment[4])
            return
        _, _, _, stream, place, ordinal, words = moment
        if stream == Stream.TEMPT:
            self.deeds.be_tempted(day, season, place, ordinal, words)
        elif stream == Stream.FALSE_RECORD:
            self._blame.fall(day, season, ordinal, words)
        elif stream == Stream.REPAIR:
            self._mending.attempt(day, place, words)
        else:
            self._demand.attempt(day, season, place, ordinal, words)

    def _come_due(self, day: int, season: Season, item: Due, row: int, payload: int) -> None:
        if item is Due.EXPIRY and row >= NEWS:
            news = row - NEWS
            self.diary.write(day, Event.HEARD, news & 1, news >> 1 & 1, payload, news >> 3)
        elif item is Due.EXPIRY:
            self.standing.expire(day, row, payload)
        elif item is Due.TERM_OVER:
            self.standing.end_term(day, row, payload)
        elif item is Due.CORRECTION:
            self.standing.correct(day, row, payload)
        elif row < self._n_pairs and self._blame.is_misread(row):
            self._blame.fall_misread(day, season, row)
        elif row < self._n_pairs + self._n_sent:
            self.deeds.arrive(day, season, row)
        else:
            self._outcomes.come_due(day, season, row - self._n_pairs - self._n_sent, payload)

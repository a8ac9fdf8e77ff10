"""The place: everybody lives a window alone, then what they share is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from glasscity.chance import person_address
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.tables.census import Census
from reference.diary import Line
from reference.fields import Row, SavedFields
from reference.hearing import hear, last_heard
from reference.luck import Key, Luck
from reference.person import Person
from reference.reading import Reading
from reference.result import Result
from reference.season import Season
from reference.settlement import Settlement, enrolment, opening_fields
from reference.society import Society
from reference.tallies import tallies_of
from reference.traits import traits_of
from reference.ways import ways_of


def run(
    regime: Regime,
    conduct: Conduct,
    population: Population,
    census: Census,
    n_windows: int,
    key: Key,
    fields: Iterable[Row] | None = None,
    only: frozenset[int] | None = None,
) -> Result:
    """Run a place for ``n_windows``, or replay the people in ``only`` under saved ``fields``.

    People are numbered by stratum, then row. Raises ValueError where ``only`` comes without
    ``fields`` (the few cannot settle for all), TooMany where a rate leaves what a window can hold.
    """
    if only is not None and fields is None:
        raise ValueError("'only' needs the saved fields of the run; pass them as 'fields'")
    reading = Reading(regime, conduct, population, n_windows)
    city = City(reading, census, key, only)
    saved = None if fields is None else SavedFields(reading, fields, city.strata)
    city.live(saved)
    return city.result()


class City:
    """The people of one place, all or only those numbered."""

    def __init__(
        self, reading: Reading, census: Census, key: Key, only: frozenset[int] | None
    ) -> None:
        self._reading = reading
        self._key = key
        self._weight = census.weight
        self._lines: list[Line] = []
        self._fields: list[Row] = []
        self.strata = [g for g, count in enumerate(census.counts.tolist()) if count]
        ways = ways_of(reading)
        self.people = []
        for index, (stratum, row) in enumerate(_addresses(census)):
            if only is None or index in only:
                luck = Luck(key, person_address(stratum, row))
                traits = traits_of(reading, stratum, luck)
                self.people.append(Person(ways, index, traits, luck, self._lines))

    def live(self, saved: SavedFields | None) -> None:
        """Live all windows, each under what was saved for it, else under what was settled."""
        reading = self._reading
        society = Society(reading, self.people, self._weight)
        fields = opening_fields(reading, self.strata, self._key) if saved is None else saved.of(0)
        for window in reading.clock.windows:
            society.turn_over(window)
            enrolled = enrolment((person.traits for person in self.people), self._weight)
            self._fields.extend(fields.rows(reading))
            season = Season(reading, window, fields)
            for person in self.people:
                person.live(season)
            society.meet(window)
            contests = [person.contest for person in self.people]
            society.score(window)
            society.rank(window)
            society.pass_on(window)
            society.cut(window)
            for person in self.people:
                person.count_children(window)
            if saved is None:
                heard = last_heard(reading, contests, fields.appeals_heard, window, self._weight)
                fields = Settlement(
                    reading, enrolled, window, fields, season.sightings, self._key
                ).fields()
                fields = replace(fields, appeals_heard=heard)
            elif window.end < reading.clock.horizon:
                fields = saved.of(window.number + 1)
            hear(reading, contests, fields.appeals_heard, window)
        if saved is None:
            self._fields.extend(fields.pool_rows(reading, "undelivered_pool_rate"))

    def result(self) -> Result:
        """What the run leaves behind."""
        people = {person.index: person.standing for person in self.people}
        rows = range(3 * len(self._reading.ledgers))
        lists = range(len(self._reading.lists))
        return Result(
            self._lines,
            [{i: one.scores[row].score for i, one in people.items()} for row in rows],
            [{i: one.scores[row].band for i, one in people.items()} for row in rows],
            [{i: one.lists[q].count for i, one in people.items()} for q in lists],
            [{i: one.lists[q].shown_end for i, one in people.items()} for q in lists],
            tallies_of(self._reading, self.people, self._lines),
            self._fields,
        )


def _addresses(census: Census) -> Iterator[tuple[int, int]]:
    """Stratum and row of every person, in order."""
    for stratum, count in enumerate(census.counts.tolist()):
        for row in range(count):
            yield stratum, row

"""The place: everybody lives a window alone, then what they share is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glasscity.chance import person_address
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.tables.census import Census
from reference.clock import Window
from reference.diary import Line
from reference.fields import Row, SavedFields
from reference.hearing import hear, last_heard
from reference.leaders import Leaders, key_of_firms
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


@dataclass(frozen=True)
class Firms:
    """The documents and the census of the firms of a place."""

    regime: Regime
    conduct: Conduct
    population: Population
    census: Census


def run(
    regime: Regime,
    conduct: Conduct,
    population: Population,
    census: Census,
    n_windows: int,
    key: Key,
    fields: Iterable[Row] | None = None,
    only: frozenset[int] | None = None,
    firms: Firms | None = None,
) -> Result:
    """Run a place for ``n_windows``, or replay the people in ``only`` under saved ``fields``.

    ``firms`` live there beside the people, where the regime names any.

    People are numbered by stratum, then row. Raises ValueError where ``only`` comes without
    ``fields`` (the few cannot settle for all), TooMany where a rate leaves what a window can hold.
    """
    if only is not None and fields is None:
        raise ValueError("'only' needs the saved fields of the run; pass them as 'fields'")
    reading = Reading(regime, conduct, population, n_windows)
    beside = None
    if firms is not None:
        of_firms = Reading(firms.regime, firms.conduct, firms.population, n_windows)
        beside = City(of_firms, firms.census, key_of_firms(key), None)
    city = City(reading, census, key, only, beside)
    saved = None if fields is None else SavedFields(reading, fields, city.strata)
    city.live(saved)
    return city.result()


class City:
    """The people of one place, all or only those numbered."""

    def __init__(
        self,
        reading: Reading,
        census: Census,
        key: Key,
        only: frozenset[int] | None,
        firms: City | None = None,
    ) -> None:
        self._firms = firms
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

        leaders = None
        if firms is not None and reading.regime.firms is not None:
            leaders = Leaders(firms.people, self.people, reading.regime.firms.led_by)
        self._society = Society(reading, self.people, self._weight, leaders)

    def live(self, saved: SavedFields | None) -> None:
        """Live all windows, each under what was saved for it, else under what was settled."""
        self.begin(saved)
        for window in self._reading.clock.windows:
            self.step(window, saved)
        if saved is None:
            self.end()

    def begin(self, saved: SavedFields | None = None) -> None:
        """Settle in, with the firms."""
        if self._firms is not None:
            self._firms.begin()
        reading = self._reading
        opening = opening_fields(reading, self.strata, self._key) if saved is None else saved.of(0)
        self._settled = opening

    def step(self, window: Window, saved: SavedFields | None = None) -> None:
        """Live one window and settle it."""
        reading, society, fields = self._reading, self._society, self._settled
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
        if self._firms is not None:
            self._firms.step(window)
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
        self._settled = fields

    def end(self) -> None:
        """Note what is not delivered any more."""
        self._fields.extend(self._settled.pool_rows(self._reading, "undelivered_pool_rate"))
        if self._firms is not None:
            self._firms.end()

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
            None if self._firms is None else self._firms.result(),
        )


def _addresses(census: Census) -> Iterator[tuple[int, int]]:
    """Stratum and row of every person, in order."""
    for stratum, count in enumerate(census.counts.tolist()):
        for row in range(count):
            yield stratum, row

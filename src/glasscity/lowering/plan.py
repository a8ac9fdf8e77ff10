"""A city lowered: everything a run needs that is not a person."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from glasscity.chance import gamma_classes, threshold
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.evidence import value_in
from glasscity.lowering.accept import Answering, lower_acceptance, own_kinds_of
from glasscity.lowering.blame import Circles, circles_of, lower_mistakes
from glasscity.lowering.cards import Card, lower_cards
from glasscity.lowering.children import bearing_on_children, lower_children
from glasscity.lowering.clock import Calendar, calendar_of
from glasscity.lowering.columns import Name, lower_columns
from glasscity.lowering.contest import lower_way_back
from glasscity.lowering.cuts import Shears, lower_cuts
from glasscity.lowering.grant import lower_grants
from glasscity.lowering.impose import door_slots, lower_doors, lower_shown
from glasscity.lowering.latest import Latest
from glasscity.lowering.mend import lower_mends, mending_slots
from glasscity.lowering.observe import (
    Pair,
    Sights,
    Source,
    lower_observation,
    pairs_of,
    sources_of,
    turned,
)
from glasscity.lowering.opening import Openings, lower_openings, newcomers_openings
from glasscity.lowering.plain import lower_oddities
from glasscity.lowering.ranking import Gate, Inquiry, lower_gates, lower_inquiries
from glasscity.lowering.ratings import Marks, lower_ratings
from glasscity.lowering.respond import evaded
from glasscity.lowering.society import Delivery, deliveries_of, going_below, lower_meetings
from glasscity.lowering.spread import Passing, lower_spreads
from glasscity.lowering.stand import Standings, lower_books, standings_of
from glasscity.lowering.tempt import common_quantile_threshold, lower_temptation, shares_upto
from glasscity.lowering.ties import Tie, lower_ties
from glasscity.tables.fields import Fields
from glasscity.tables.law import (
    I64,
    Acceptance,
    Books,
    Doors,
    Grants,
    Law,
    Meetings,
    Mends,
    Mistakes,
    Observation,
    Oddities,
    Places,
    Shown,
    Temptation,
    WayBack,
)
from glasscity.tables.rows import AttentionRow, SensorRow
from glasscity.vocabulary.strata import N_STRATA, labels_of


@dataclass(frozen=True)
class Plan:
    """The static tables of a run, and the law of each window from its settled fields."""

    regime: Regime
    conduct: Conduct
    population: Population
    calendar: Calendar
    pairs: list[Pair]
    sources: list[Source]
    places: Places
    columns: tuple[Name, ...]
    books: Books
    grants: Grants
    shown: Shown
    first_limit: int  # slot of the first counter of a limit, behind those of the instruments
    n_slots: int
    standings: Standings
    way_back: WayBack
    psi: tuple[float, ...]
    deliveries: list[Delivery]
    meetings: Meetings
    cards: tuple[Card, ...]
    ties: tuple[Tie, ...]
    ratings: tuple[Marks, ...]
    spreads: tuple[Passing, ...]
    cuts: tuple[Shears, ...]
    gates: tuple[Gate, ...]
    inquiries: tuple[Inquiry, ...]

    @functools.cached_property
    def enrolled_below(self) -> list[int]:
        """Threshold of being in the register, by stratum."""
        share = self.population.enrolled
        return [threshold(value_in(share, labels_of(g))) for g in range(N_STRATA)]

    @functools.cached_property
    def openings(self) -> tuple[Openings, ...]:
        """Opening scores that are drawn."""
        return lower_openings(self.regime)

    @functools.cached_property
    def children(self) -> I64 | None:
        """Thresholds of so many children, by stratum; None where nobody has any."""
        return lower_children(self.population)

    @functools.cached_property
    def on_children(self) -> list[int]:
        """Places of the consequences that bear on children."""
        return bearing_on_children(self.regime, self.conduct)

    @functools.cached_property
    def laws(self) -> list[SensorRow]:
        """The rest of each sensor's law."""
        return [sensor.row() for sensor in self.regime.sensors]

    @functools.cached_property
    def attentive(self) -> dict[int, AttentionRow]:
        """The sensors whose effort follows records, by place."""
        return {s: law.attention for s, law in enumerate(self.laws) if law.attention is not None}

    @functools.cached_property
    def sensor_place(self) -> dict[str, int]:
        """The place of each sensor in the file."""
        return {sensor.id: s for s, sensor in enumerate(self.regime.sensors)}

    @functools.cached_property
    def pairs_of_sensor(self) -> list[list[int]]:
        """The pairs of each sensor."""
        found: list[list[int]] = [[] for _ in self.regime.sensors]
        for r, pair in enumerate(self.pairs):
            found[pair.sensor].append(r)
        return found

    @functools.cached_property
    def circles(self) -> Circles:
        """The circles of people who are blamed alike."""
        return circles_of(self.sources)

    @functools.cached_property
    def common_below(self) -> int:
        """Threshold of sharing the common quantile."""
        return common_quantile_threshold(self.conduct)

    @functools.cached_property
    def own_kinds(self) -> tuple[int, ...]:
        """The kinds about whose risk people learn from their own deeds, in file order."""
        return own_kinds_of(self.regime, self.conduct)

    @functools.cached_property
    def classes(self) -> tuple[tuple[float, ...], ...]:
        """Class means of each factor's propensity."""
        return tuple(gamma_classes(factor.spread.value) for factor in self.conduct.factors)

    @functools.cached_property
    def width(self) -> int:
        """The most candidates of one factor that a person can meet in a window."""
        return max(int(tempt.count_rows.shape[2]) for tempt, _, _ in self._tables.values())

    @functools.cached_property
    def newcomers(self) -> tuple[Openings, ...]:
        """Where newcomers open in each ledger."""
        return newcomers_openings(self.regime)

    @property
    def ties_read(self) -> list[int]:
        """The places of the population's ties that are read, or cut."""
        read = {card.ties for card in self.cards} | {cut.ties for cut in self.cuts}
        return sorted((read | {spread.ties for spread in self.spreads}) - {-1})

    @property
    def is_shared(self) -> bool:
        """Whether a life hangs on other lives by more than the settled fields."""
        return self.population.turnover is not None or self.is_between_people

    @property
    def is_between_people(self) -> bool:
        """Whether people meet, rate, rank, follow or are ranked against one another."""
        shared = (self.cards, self.ratings, self.gates, self.inquiries, self.spreads, self.cuts)
        return any(map(len, (self.regime.encounters, *shared)))

    def going_below(self, window: int) -> tuple[I64, I64]:
        """Thresholds of leaving and of moving at a window's start, by stratum.

        Nobody goes before the first window.
        """
        turnover, n_days = self.population.turnover, self.calendar.days[window]
        if window == 0 or turnover is None:
            return going_below(None, n_days), going_below(None, n_days)
        return going_below(turnover.leaves, n_days), going_below(turnover.moves, n_days)

    def source_name(self, source: int) -> str:
        """``sensor/kind`` of a source of false records."""
        pair = self.pairs[self.sources[source].pair]
        return f"{self.regime.sensors[pair.sensor].id}/{self.conduct.kinds[pair.kind].id}"

    def law(self, window: int, fields: Fields) -> Law:
        """Everything in force in a window, given what the place settled before it."""
        n_days, first_day = self.calendar.days[window], self.calendar.starts[window]
        tempt, doors, mends = self._by_length(n_days)
        seen = evaded(self.regime, self.conduct, self.pairs, fields.beliefs, first_day)
        return Law(
            tempt=tempt,
            accept=self._acceptance(first_day, fields),
            observe=turned(self._observation(fields, seen), self.pairs, fields.visited),
            mistakes=self._mistakes.get(
                (n_days, fields.pool_rate), lambda: self._mistakes_in(window, fields)
            ),
            books=self.books,
            doors=doors,
            grants=self.grants,
            shown=self.shown,
            mends=mends,
            way_back=self.way_back,
            oddities=self.oddities,
        )

    @functools.cached_property
    def oddities(self) -> Oddities:
        """What takes the long way through a window."""
        return lower_oddities(self.books, self.shown, self.way_back, self.pairs, self.own_kinds)

    def _observation(self, fields: Fields, seen: list[Pair]) -> Observation:
        """What sensors make of deeds wherever they look; kept while reviews stay as they are.

        Where people evade, views move with what they believe, and nothing is kept.
        """
        shares = tuple(fields.review_share)
        if shares not in self._observations or seen is not self.pairs:
            self._observations.clear()
            self._observations[shares] = lower_observation(
                seen,
                self.deliveries,
                len(self.conduct.kinds),
                fields.review_share,
                self._sights,
            )
        return self._observations[shares]

    @functools.cached_property
    def _observations(self) -> dict[tuple[float, ...], Observation]:
        return {}

    @functools.cached_property
    def _sights(self) -> Sights:
        return Sights()

    @functools.cached_property
    def _mistakes(self) -> Latest[Mistakes]:
        return Latest()

    @functools.cached_property
    def _acceptances(self) -> Latest[Acceptance]:
        return Latest()

    @functools.cached_property
    def _answering(self) -> Answering:
        return Answering(self.regime, self.conduct, self.own_kinds)

    def _acceptance(self, first_day: int, fields: Fields) -> Acceptance:
        """The day matters to responses only, for the rules in force on it."""
        day = first_day if self.regime.responses else 0
        return self._acceptances.get(
            (day, fields.beliefs, fields.aware_share),
            lambda: lower_acceptance(self._answering, fields.beliefs, fields.aware_share, day),
        )

    def _mistakes_in(self, window: int, fields: Fields) -> Mistakes:
        try:
            return lower_mistakes(
                self.pairs,
                self.sources,
                self.circles,
                self.psi,
                fields.pool_rate,
                self.calendar.days[window],
            )
        except ValueError as error:
            raise ValueError(f"window {window}: {error}") from error

    @functools.cached_property
    def _tables(self) -> dict[int, tuple[Temptation, Doors, Mends]]:
        upto = shares_upto(self.conduct)
        return {
            n_days: (
                lower_temptation(self.conduct, upto, n_days),
                lower_doors(self.regime, self.conduct, n_days, self.first_limit),
                lower_mends(
                    self.regime, n_days, self.first_limit + door_slots(self.regime, self.conduct)
                ),
            )
            for n_days in set(self.calendar.days)
        }

    def _by_length(self, n_days: int) -> tuple[Temptation, Doors, Mends]:
        return self._tables[n_days]


def lower(regime: Regime, population: Population, conduct: Conduct, n_windows: int) -> Plan:
    """Lower checked documents to the plan of a run of ``n_windows`` windows."""
    pairs = pairs_of(regime, conduct)
    sources = sources_of(pairs)
    places, columns = lower_columns(regime, conduct, pairs)
    books, first_limit = lower_books(regime, conduct, places)
    return Plan(
        regime=regime,
        conduct=conduct,
        population=population,
        calendar=calendar_of(regime.clock, n_windows),
        pairs=pairs,
        sources=sources,
        places=places,
        columns=columns,
        books=books,
        grants=lower_grants(regime, conduct),
        shown=lower_shown(regime),
        first_limit=first_limit,
        n_slots=first_limit + door_slots(regime, conduct) + mending_slots(regime),
        standings=standings_of(regime),
        way_back=lower_way_back(regime),
        psi=gamma_classes(population.look_alike_spread.value),
        deliveries=deliveries_of(regime, conduct),
        meetings=lower_meetings(regime),
        cards=lower_cards(regime, population),
        ties=lower_ties(population),
        ratings=lower_ratings(regime),
        spreads=lower_spreads(regime, population),
        cuts=lower_cuts(regime, population),
        gates=lower_gates(regime),
        inquiries=lower_inquiries(regime),
    )

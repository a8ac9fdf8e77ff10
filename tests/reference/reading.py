"""The three documents of a run, with places in the file in place of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.evidence import Multipliers
from glasscity.mechanisms.instruments.scorecard import Scorecard
from glasscity.mechanisms.recourse.appeal import Appeal
from glasscity.mechanisms.recourse.correction import Correction
from glasscity.mechanisms.recourse.notice import Notice
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.tie_cutting import TieCutting
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.monitor import Monitor
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import labels_of
from reference.clock import Clock


class Reading:
    """What a regime, a population and a conduct say together, for a run of ``n_windows``.

    ``pairs`` are the (sensor, kind) pairs in order of sensors, then of ``sees``; ``sources`` are
    those that false records come from and how (clause 6.1), ``pooled`` the pairs with a pool.
    ``own_kinds`` are the kinds about whose risk people learn from their own deeds (clause 8.6),
    ``ways`` the ids of the ways to contest a record.
    """

    def __init__(
        self, regime: Regime, conduct: Conduct, population: Population, n_windows: int
    ) -> None:
        self.regime = regime
        self.conduct = conduct
        self.population = population
        self.clock = Clock(regime.clock, n_windows)
        self.kind_place = _places(kind.id for kind in conduct.kinds)
        self.ledgers = regime.banded
        self.lists = regime.lists
        self.ledger_place = _places(ledger.id for ledger in self.ledgers)
        self.list_place = _places(listing.id for listing in self.lists)
        ways = regime.recourse
        self.notice = next((way for way in ways if isinstance(way, Notice)), None)
        self.correction = next((way for way in ways if isinstance(way, Correction)), None)
        self.appeal = next((way for way in ways if isinstance(way, Appeal)), None)
        self.ways = tuple(way.id for way in ways if isinstance(way, Correction | Appeal))
        sensors = regime.sensors
        self.pairs = tuple(
            (s, self.kind_place[name]) for s, sensor in enumerate(sensors) for name in sensor.sees
        )
        self.sources = tuple(
            (s, kind, how)
            for s, kind in self.pairs
            for how in _errors(sensors[s], conduct.kinds[kind].id)
        )
        self.pooled = tuple((s, kind) for s, kind, how in self.sources if how == "pool")
        self.own_kinds = frozenset(
            self.kind_place[deed]
            for one in regime.responses
            if isinstance(one, Deterrence) and one.belief == "own"
            for deed in one.deeds
        )
        self.sensors_of = tuple(
            tuple(s for s, seen in self.pairs if seen == kind) for kind in range(len(conduct.kinds))
        )

        named = [k for met in regime.encounters for k in (met.fails_as, met.refuses_as)]
        self.deliveries = tuple(self.kind_place[kind] for kind in named if kind is not None)
        found = [
            (kind, is_false)
            for inquiry in regime.investigations
            for kind, is_false in ((inquiry.found_as, False), (inquiry.accused_as, True))
            if kind is not None
        ]
        found += [(spread.as_, False) for spread in regime.spreads]
        self.findings = tuple((self.kind_place[kind], is_false) for kind, is_false in found)

    @property
    def needs_friends(self) -> bool:
        """Whether anything reads ties: then nobody is lived without all."""
        has_cards = any(isinstance(one, Scorecard) for one in self.regime.instruments)
        cuts = any(isinstance(one, TieCutting) for one in self.regime.responses)
        return has_cards or cuts or bool(self.regime.spreads)

    def first_rule(self, ledger: int) -> int:
        """The number, over all ledgers in file order, of the first rule of a ledger."""
        return sum(len(earlier.rules) for earlier in self.ledgers[:ledger])

    def pair_name(self, sensor: int, kind: int) -> str:
        """``sensor/kind`` by their ids."""
        return f"{self.regime.sensors[sensor].id}/{self.conduct.kinds[kind].id}"

    def recorded_as(self, sensor: int, kind: int) -> int:
        """The kind as which a sensor records a kind."""
        words, name = self.regime.sensors[sensor], self.conduct.kinds[kind].id
        if isinstance(words, Monitor):
            for one in words.misreads:
                if one.deed == name:
                    return self.kind_place[one.taken_for]
        return kind


def _errors(sensor: Sensor, deed: str) -> Iterator[str]:
    """How a sensor that sees a deed makes false records: misread, pool, rate."""
    if isinstance(sensor, Monitor) and any(one.deed == deed for one in sensor.misreads):
        yield "misread"
    if isinstance(sensor, Camera | Informant):
        yield "pool"
    if isinstance(sensor, Registry | Informant | PaymentPlatform):
        yield "rate"


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def rate_in(base: float, by: tuple[Multipliers, ...], stratum: int) -> float:
    """A rate times the multipliers of a stratum, left to right (clause 3.2)."""
    labels = labels_of(stratum)
    for multiplier in by:
        base = base * multiplier.levels[labels[multiplier.by]].value
    return base

"""What a place has settled for the length of one window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glasscity.mechanisms.responses.chilling import Chilling
from glasscity.mechanisms.responses.conformity import Conformity
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.sensors.attention import Attention
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import EVERY_DIMENSION, N_LOOK_ALIKE
from reference.reading import Reading

Row = tuple[int, str, str, float]
"""``window, name, key, value``."""
TURN = ("day", "word", "person")
"""Parts of a turn in the queue of appeals."""


@dataclass(frozen=True)
class Fields:
    """Settled values used during window ``window``.

    ``pool_rate``: false records per enrolled head, by (sensor, kind, look-alike group).
    ``review_share``: rho, by sensor with a review. ``risk`` and ``level``: by (response, kind).
    ``aware_share``: by stratum. ``appeals_heard``: the last turn heard. ``records``: by (sensor,
    level) of sensors whose effort follows records; ``visited``: the level each is sent to. Places
    are places in the documents.
    """

    window: int
    pool_rate: dict[tuple[int, int, int], float]
    review_share: dict[int, float]
    risk: dict[tuple[int, int], float]
    level: dict[tuple[int, int], float]
    aware_share: dict[int, float]
    appeals_heard: tuple[int, int, int] = (-1, -1, -1)
    records: dict[tuple[int, int], float] = field(default_factory=dict)
    visited: dict[int, int] = field(default_factory=dict)

    def rows(self, reading: Reading) -> Iterator[Row]:
        """The rows that are saved."""
        yield from self.pool_rows(reading, "pool_rate")
        for sensor, value in self.review_share.items():
            yield self.window, "review_share", reading.regime.sensors[sensor].id, value
        for risk, value in self.risk.items():
            yield self.window, "risk", risk_key(reading, *risk), value
        for place, value in self.level.items():
            yield self.window, "level", risk_key(reading, *place), value
        for stratum, value in self.aware_share.items():
            yield self.window, "aware_share", str(stratum), value
        if reading.appeal is not None:
            for part, number in zip(TURN, self.appeals_heard, strict=True):
                yield self.window, "appeals_heard", part, float(number)
        for (sensor, level), value in self.records.items():
            yield self.window, "attention", area_key(reading, sensor, level), value
        for sensor, level in self.visited.items():
            yield self.window, "visited", reading.regime.sensors[sensor].id, float(level)

    def pool_rows(self, reading: Reading, name: str) -> Iterator[Row]:
        """The rates of all pools, under a name."""
        for pool, value in self.pool_rate.items():
            yield self.window, name, pool_key(reading, *pool), value


def pool_key(reading: Reading, sensor: int, kind: int, group: int) -> str:
    """``sensor/kind/group``."""
    return f"{reading.pair_name(sensor, kind)}/{group}"


def area_key(reading: Reading, sensor: int, level: int) -> str:
    """``sensor/level``."""
    words = attention_of(reading.regime.sensors[sensor])
    assert words is not None
    return f"{reading.regime.sensors[sensor].id}/{EVERY_DIMENSION[words.opening.by][level]}"


def attention_of(sensor: Sensor) -> Attention | None:
    """How a sensor's effort follows records, if it does."""
    return sensor.attention if isinstance(sensor, Camera | Registry) else None


def areas(reading: Reading) -> list[tuple[int, int]]:
    """Every (sensor, level) of a sensor whose effort follows records."""
    return [
        (place, level)
        for place, sensor in enumerate(reading.regime.sensors)
        if (words := attention_of(sensor)) is not None
        for level in range(len(EVERY_DIMENSION[words.opening.by]))
    ]


def risk_key(reading: Reading, response: int, kind: int) -> str:
    """``response/kind``."""
    return f"{reading.regime.responses[response].id}/{reading.conduct.kinds[kind].id}"


def pools(reading: Reading) -> list[tuple[int, int, int]]:
    """Every (sensor, kind, group) that has a pool."""
    return [(s, kind, h) for s, kind in reading.pooled for h in range(N_LOOK_ALIKE)]


def is_reviewed(sensor: Sensor) -> bool:
    """Whether people look at the hits of a sensor."""
    return isinstance(sensor, Camera) and sensor.review is not None


def risks(reading: Reading) -> list[tuple[int, int]]:
    """Every (response, kind) with a perceived risk about the place."""
    return [
        (place, reading.kind_place[deed])
        for place, response in enumerate(reading.regime.responses)
        if isinstance(response, Deterrence | Chilling | Evasion) and response.learning is not None
        for deed in response.deeds
    ]


def levels(reading: Reading) -> list[tuple[int, int]]:
    """Every (response, kind) with a published level."""
    return [
        (place, reading.kind_place[deed])
        for place, response in enumerate(reading.regime.responses)
        if isinstance(response, Conformity)
        for deed in response.deeds
    ]


class SavedFields:
    """The fields of a run that is over, by window."""

    def __init__(self, reading: Reading, rows: Iterable[Row], strata: Iterable[int]) -> None:
        self._reading = reading
        self._values = {(window, name, key): value for window, name, key, value in rows}
        self._strata = tuple(strata)

    def of(self, window: int) -> Fields:
        """The fields used during a window. Raises KeyError where a row is missing."""
        reading, sensors = self._reading, self._reading.regime.sensors
        return Fields(
            window,
            {
                pool: self._value(window, "pool_rate", pool_key(reading, *pool))
                for pool in pools(reading)
            },
            {
                place: self._value(window, "review_share", sensor.id)
                for place, sensor in enumerate(sensors)
                if is_reviewed(sensor)
            },
            {
                risk: self._value(window, "risk", risk_key(reading, *risk))
                for risk in risks(reading)
            },
            {
                level: self._value(window, "level", risk_key(reading, *level))
                for level in levels(reading)
            },
            {g: self._value(window, "aware_share", str(g)) for g in self._strata},
            self._turn(window) if reading.appeal is not None else (-1, -1, -1),
            {
                area: self._value(window, "attention", area_key(reading, *area))
                for area in areas(reading)
            },
            {
                place: int(self._value(window, "visited", sensors[place].id))
                for place in {place for place, _ in areas(reading)}
            },
        )

    def _turn(self, window: int) -> tuple[int, int, int]:
        day, word, person = (int(self._value(window, "appeals_heard", part)) for part in TURN)
        return day, word, person

    def _value(self, window: int, name: str, key: str) -> float:
        return self._values[window, name, key]

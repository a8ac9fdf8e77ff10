"""False records: what people are said to have done (section 6)."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.evidence import value_in
from glasscity.mechanisms.sensors import Sensor
from glasscity.mechanisms.sensors.camera import Camera
from glasscity.mechanisms.sensors.informant import Informant
from glasscity.mechanisms.sensors.payment_platform import PaymentPlatform
from glasscity.mechanisms.sensors.registry import Registry
from glasscity.vocabulary.strata import labels_of, look_alike_group
from reference.clock import Window
from reference.fields import Fields
from reference.laws import DAYS_OF_YEAR, poisson, settled_threshold
from reference.reading import Reading


@dataclass(frozen=True)
class Mistakes:
    """The rate of each source, and which sources do not ask how often one looks like others."""

    rates: tuple[float, ...]
    fresh: frozenset[int] = frozenset()

    def _up_to(self, place: int, look_alike: float) -> float:
        """The rate on a person with this psi of all sources up to a place, that one included."""
        lasting = fresh = 0.0
        for n, rate in enumerate(self.rates[: place + 1]):  # not sum(), which compensates
            if n in self.fresh:
                fresh += rate
            else:
                lasting += rate
        return look_alike * lasting + fresh

    def count(self, look_alike: float, word: int) -> int:
        """How many fall on a person with this psi in the window (clause 6.2)."""
        return poisson(self._up_to(len(self.rates), look_alike), word)

    def source(self, word: int, look_alike: float = 1.0) -> int:
        """Where one of them comes from; psi is left out where nothing is fresh."""
        psi = look_alike if any(self.rates[n] for n in self.fresh) else 1.0
        total = self._up_to(len(self.rates), psi)
        for place in range(len(self.rates) - 1):
            if word < settled_threshold(self._up_to(place, psi) / total):
                return place
        return len(self.rates) - 1


def is_fresh(sensor: Sensor) -> bool:
    """Whether a sensor's mistakes fall on anybody alike, look-alikes or not."""
    if isinstance(sensor, Camera):
        return sensor.look_alikes == "fresh"
    return isinstance(sensor, Informant | PaymentPlatform)


def yearly(sensor: Sensor, stratum: int) -> float:
    """False records of a deed per person-year that no deed lies behind."""
    if isinstance(sensor, Registry):
        return sensor.false_records.value
    if isinstance(sensor, Informant):
        return sensor.malicious.value
    assert isinstance(sensor, PaymentPlatform)
    return value_in(sensor.users, labels_of(stratum)) * sensor.false_flags.value


def mistakes(reading: Reading, fields: Fields, window: Window, like: tuple[int, bool]) -> Mistakes:
    """The rates of clause 6.1 on people like these: their stratum, and if enrolled."""
    stratum, is_enrolled = like
    rates = []
    for sensor, kind, how in reading.sources:
        words = reading.regime.sensors[sensor]
        if how == "rate":
            rates.append(yearly(words, stratum) * window.n_days / DAYS_OF_YEAR)
        elif how == "pool" and (is_enrolled or not isinstance(words, Camera)):
            rates.append(fields.pool_rate[sensor, kind, look_alike_group(stratum)])
        else:
            rates.append(0.0)
    fresh = {
        n for n, (s, _, _) in enumerate(reading.sources) if is_fresh(reading.regime.sensors[s])
    }
    return Mistakes(tuple(rates), frozenset(fresh))

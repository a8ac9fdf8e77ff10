"""False records: what people are said to have done (section 6)."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.mechanisms.sensors.registry import Registry
from reference.clock import Window
from reference.fields import Fields
from reference.laws import DAYS_OF_YEAR, poisson, settled_threshold
from reference.reading import Reading


@dataclass(frozen=True)
class Mistakes:
    """The rate of each source on one person of look-alike propensity 1."""

    rates: tuple[float, ...]

    @property
    def total(self) -> float:
        """The sum over sources, in order."""
        total = 0.0
        for rate in self.rates:  # not sum(), which compensates for rounding
            total += rate
        return total

    def count(self, look_alike: float, word: int) -> int:
        """How many fall on a person with this psi in the window (clause 6.2)."""
        return poisson(look_alike * self.total, word)

    def source(self, word: int) -> int:
        """Where one of them comes from."""
        so_far = 0.0
        for place, rate in enumerate(self.rates[:-1]):
            so_far += rate
            if word < settled_threshold(so_far / self.total):
                return place
        return len(self.rates) - 1


def mistakes(reading: Reading, fields: Fields, window: Window, like: tuple[int, bool]) -> Mistakes:
    """The rates of clause 6.1 on people like these: their look-alike group, and if enrolled."""
    group, is_enrolled = like
    rates = []
    for sensor, kind in reading.sources:
        words = reading.regime.sensors[sensor]
        if isinstance(words, Registry):
            rates.append(words.false_records.value * window.n_days / DAYS_OF_YEAR)
        else:
            rates.append(fields.pool_rate[sensor, kind, group] if is_enrolled else 0.0)
    return Mistakes(tuple(rates))

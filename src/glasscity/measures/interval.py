"""Intervals of chance, and when a number is not estimable."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEVEL = 0.95
FEWEST_PEOPLE = 100
"""A rate of a group with fewer simulated people than this is not shown as a number."""


@dataclass(frozen=True)
class Interval:
    """A number with the bounds of its 95 % interval, and the number of people behind it.

    ``value``, ``low`` and ``high`` are None where the number is not estimable.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def estimable(self) -> bool:
        """Whether there is a number to show."""
        return self.value is not None

    def numbers(self) -> tuple[float, float, float]:
        """Value, low and high; NaN where not estimable, as a column of numbers wants it."""
        value, low, high = (
            math.nan if number is None else number for number in (self.value, self.low, self.high)
        )
        return value, low, high


def poisson_bounds(count: int, dispersion: float = 1.0) -> tuple[float, float]:
    """The exact (Garwood) 95 % interval of a Poisson mean at ``count``.

    ``dispersion`` is variance over mean, at least 1: the count is read as ``count /
    dispersion`` independent bunches. A count of 0 has 0 as its lower bound.
    """
    from scipy.special import gammaincinv  # heavy

    bunches = count / dispersion
    tail = (1.0 - LEVEL) / 2.0
    low = 0.0 if count == 0 else float(gammaincinv(bunches, tail))
    return low * dispersion, float(gammaincinv(bunches + 1.0, 1.0 - tail)) * dispersion


def rate(
    count: int, n: int, exposure: float, per: float = 1000.0, dispersion: float = 1.0
) -> Interval:
    """``per`` times count over ``exposure`` (person-years) of ``n`` simulated people."""
    if n < FEWEST_PEOPLE or exposure <= 0.0:
        return Interval(None, None, None, n)
    low, high = poisson_bounds(count, dispersion)
    scale = per / exposure
    return Interval(count * scale, low * scale, high * scale, n)


def share(part: int, whole: int, fewest: int = FEWEST_PEOPLE) -> Interval:
    """The share ``part / whole`` with the Wilson 95 % interval of a binomial law."""
    if whole < fewest:
        return Interval(None, None, None, whole)
    z = 1.959963984540054
    p = part / whole
    spread = z * math.sqrt(p * (1.0 - p) / whole + z * z / (4.0 * whole * whole))
    middle, scale = p + z * z / (2.0 * whole), 1.0 + z * z / whole
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Interval(p, max(0.0, min(low, p)), min(1.0, max(high, p)), whole)

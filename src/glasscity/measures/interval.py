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


def poisson_bounds(
    count: float, dispersion: float = 1.0, level: float = LEVEL
) -> tuple[float, float]:
    """The exact (Garwood) interval (of 95 %) of a Poisson mean at ``count``.

    ``dispersion`` is variance over mean, at least 1: the count is read as ``count /
    dispersion`` independent bunches. A count of 0 has 0 as its lower bound.
    """
    from scipy.special import gammaincinv  # heavy

    bunches = count / dispersion
    tail = (1.0 - level) / 2.0
    low = 0.0 if count == 0 else float(gammaincinv(bunches, tail))
    return low * dispersion, float(gammaincinv(bunches + 1.0, 1.0 - tail)) * dispersion


def rate(
    count: int,
    n: int,
    exposure: float,
    per: float = 1000.0,
    dispersion: float = 1.0,
    level: float = LEVEL,
) -> Interval:
    """``per`` times count over ``exposure`` (person-years) of ``n`` simulated people."""
    if n < FEWEST_PEOPLE or exposure <= 0.0:
        return Interval(None, None, None, n)
    low, high = poisson_bounds(count, dispersion, level)
    scale = per / exposure
    return Interval(count * scale, low * scale, high * scale, n)


def z_of(level: float) -> float:
    """The deviate of a normal law within which ``level`` of it lies."""
    from scipy.special import ndtri  # heavy

    return float(ndtri((1.0 + level) / 2.0))


def level_of_each(comparisons: int) -> float:
    """The level of each of so many intervals at which all hold together at 95 % (Sidak)."""
    return float(LEVEL ** (1.0 / max(1, comparisons)))


def share(part: int, whole: int, fewest: int = FEWEST_PEOPLE, level: float = LEVEL) -> Interval:
    """The share ``part / whole`` with the Wilson interval (of 95 %) of a binomial law."""
    if whole < max(fewest, 1):
        return Interval(None, None, None, whole)
    z = z_of(level)
    p = part / whole
    spread = z * math.sqrt(p * (1.0 - p) / whole + z * z / (4.0 * whole * whole))
    middle, scale = p + z * z / (2.0 * whole), 1.0 + z * z / whole
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Interval(p, max(0.0, min(low, p)), min(1.0, max(high, p)), whole)


def exact_share(
    part: int, whole: int, fewest: int = FEWEST_PEOPLE, level: float = LEVEL
) -> Interval:
    """The share ``part / whole`` with the exact (Clopper-Pearson) interval of a binomial law.

    Never too narrow, also for few of many, where Wilson's lower bound is.
    """
    from scipy.special import betaincinv  # heavy

    if whole < max(fewest, 1):
        return Interval(None, None, None, whole)
    tail, rest = (1.0 - level) / 2.0, whole - part
    low = float(betaincinv(part, rest + 1, tail)) if part else 0.0
    high = float(betaincinv(part + 1, rest, 1.0 - tail)) if rest else 1.0
    return Interval(part / whole, low, high, whole)


def ratio_of(one: Interval, other: Interval) -> Interval:
    """The ratio of two independent numbers, neither below 0, with the interval of their intervals.

    The distances of the bounds are put together as squares on the scale of logarithms (the
    method of variance estimates recovered). Not estimable where the second is 0 or either is
    not estimable; ``n`` is that of the smaller.
    """
    n = min(one.n, other.n)
    a, b = one.value, other.value
    if a is None or one.low is None or one.high is None:
        return Interval(None, None, None, n)
    if not b or not other.low or not other.high:
        return Interval(None, None, None, n)
    above, below = math.log(other.high / b), math.log(b / other.low)
    if a == 0.0:
        return Interval(0.0, 0.0, one.high / b * math.exp(below), n)
    low = math.hypot(math.log(a / one.low), above) if one.low > 0.0 else math.inf
    high = math.hypot(math.log(one.high / a), below)
    return Interval(a / b, a / b * math.exp(-low), a / b * math.exp(high), n)


def spread_rate(
    total: float,
    squares: float,
    n: int,
    exposure: float,
    per: float = 1000.0,
    level: float = LEVEL,
) -> Interval:
    """``per`` times the sum of an amount that people have, over ``exposure`` person-years.

    ``total`` and ``squares`` are the sums over ``n`` simulated people of the amount and of its
    square. The sum is read as a Poisson number of equal bunches that has the variance between
    people: exact where few have any and all of them the same, never below 0, and a single
    value where everybody has the same.
    """
    if n < FEWEST_PEOPLE or exposure <= 0.0:
        return Interval(None, None, None, n)
    scale = per / exposure
    bunch = dispersion_of(total, squares, n) if total > 0.0 else 1.0
    if bunch <= LEAST_BUNCH * total:
        return Interval(total * scale, total * scale, total * scale, n)
    low, high = poisson_bounds(total, bunch, level)
    return Interval(total * scale, low * scale, high * scale, n)


LEAST_BUNCH = 1e-9
"""A part of a sum so small that the sum does not vary."""


def dispersion_of(total: float, squares: float, n: int) -> float:
    """Variance over mean of an amount summed over ``n`` people."""
    return max(0.0, squares / total - total / n)


def mean_of(total: float, squares: float, n: int, per: float = 1.0) -> Interval:
    """``per`` times the mean over ``n`` people of an amount of either sign, with a normal interval.

    ``total`` and ``squares`` are the sums of the amount and of its square.
    """
    if n < FEWEST_PEOPLE:
        return Interval(None, None, None, n)
    mean = total / n
    variance = max(0.0, squares / n - mean * mean) / (n - 1)
    reach = z_of(LEVEL) * math.sqrt(variance)
    return Interval(per * mean, per * (mean - reach), per * (mean + reach), n)

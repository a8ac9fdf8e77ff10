"""A score whose points all lapse: exact long-run shares of bands, and how often each is entered.

The active records of a Poisson stream that lapse after any time of mean W are Poisson with
mean rate x W (an infinite-server queue), independent of one another. So the score is the opening
plus a sum of points of Poisson numbers of records; it is left alone by bounds far away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.studies.lint.streams import Stream
from glasscity.vocabulary.time import YEAR_DAYS

Floats = npt.NDArray[np.float64]
NOISE = 1e-13
"""Shares below this are rounding of the transform."""


@dataclass(frozen=True)
class Lapsing:
    """The law of points beside the opening: ``law[k]`` of k times ``unit`` points.

    Negative ones stand from the end. All points of the streams are multiples of the unit.
    """

    opening: int
    law: Floats
    streams: tuple[Stream, ...]
    unit: int = 1

    def share(self, low: int, high: int) -> float:
        """The share of time with a score from ``low`` to ``high``."""
        found = float(self.law[self._places(low, high)].sum())
        return found if found > NOISE else 0.0

    def entries(self, low: int, high: int) -> float:
        """How often a year the scores from ``low`` to ``high`` are come into.

        By a record that leads into them; or by one that lapses, after which the score has the
        same law as at any time.
        """
        inside = np.zeros(len(self.law), dtype=np.bool_)
        inside[self._places(low, high)] = True
        found = 0.0
        for it in self.streams:
            before = np.roll(inside, -it.points // self.unit)
            found += it.rate * float(self.law[~inside & before].sum())
            found += it.rate * float(self.law[inside & ~before].sum())
        return found if found > NOISE else 0.0

    def _places(self, low: int, high: int) -> npt.NDArray[np.int64]:
        half = len(self.law) // 2
        first = max(-((self.opening - low) // self.unit), -half)
        last = min((high - self.opening) // self.unit, half - 1)
        return np.arange(first, last + 1) % len(self.law)


def lapsing(opening: int, streams: Sequence[Stream], span: int) -> Lapsing:
    """The law of a score around ``opening``; ``span`` is the width of the ledger."""
    active = [(it.points, it.rate * (it.expires or 0.0) / YEAR_DAYS) for it in streams]
    return Lapsing(opening, sum_of_points(active, [], span), tuple(streams))


def sum_of_points(
    poisson: Sequence[tuple[int, float]],
    at_most_one: Sequence[Sequence[tuple[int, float]]],
    span: int = 1,
) -> Floats:
    """The law of a sum of points, ``law[k]`` of k, negative sums from the end.

    ``poisson`` holds points and the mean number of records; each of ``at_most_one`` points and
    chances of which one at most comes true. By a Fourier transform, on a circle so wide that no
    sum goes round it.
    """
    reach = sum(abs(p) * (m + 12.0 * np.sqrt(m) + 12.0) for p, m in poisson)
    reach += sum(max(abs(p) for p, _ in some) for some in at_most_one)
    size = 1 << int(np.ceil(np.log2(2.0 * max(reach, span, 1.0))))
    angle = 2j * np.pi * np.arange(size // 2 + 1) / size
    exponent = np.zeros(size // 2 + 1, dtype=np.complex128)
    for points, mean in poisson:
        exponent += mean * (np.exp(-angle * points) - 1.0)
    whole = np.exp(exponent)
    for some in at_most_one:
        whole *= 1.0 + sum(chance * (np.exp(-angle * points) - 1.0) for points, chance in some)
    return np.maximum(np.fft.irfft(whole, size), 0.0)

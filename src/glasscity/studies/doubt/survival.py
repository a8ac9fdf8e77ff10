"""In what share of the settings tried a finding stays on its side."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.studies.doubt.luck import Numbers
from glasscity.studies.doubt.survey import Survey

NEAR = 2.0
"""The factor within which a number counts as about as large as the stated one."""
ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Finding:
    """A named number and the ``bound`` that tells its two sides apart (0 for a difference)."""

    name: str
    words: str
    bound: float = 0.0

    def is_above(self, value: float) -> bool:
        """On which side of the bound a value is; the bound itself is not above."""
        return value > self.bound


@dataclass(frozen=True)
class Survival:
    """How a finding fared over ``n`` settings; ``unknown`` of them gave no number.

    A finding that has no number as it is stated has no side to stay on: all are unknown.
    ``kept`` settings are on the side of the stated value, ``near`` ones on that side and within
    a factor of two of it. ``low``, ``middle`` and ``high`` are the values between which 90 % of
    the settings lie, and the one in their middle; NaN where no setting gave a number.
    """

    finding: Finding
    stated: float
    n: int
    unknown: int
    kept: int
    near: int
    low: float
    middle: float
    high: float

    @property
    def share(self) -> float:
        """The share of the settings with a number in which the finding stays on its side."""
        return self.kept / (self.n - self.unknown) if self.n > self.unknown else math.nan

    @property
    def share_near(self) -> float:
        """The share of the settings with a number in which it is also about as large."""
        return self.near / (self.n - self.unknown) if self.n > self.unknown else math.nan


def survival(survey: Survey, finding: Finding) -> Survival:
    """How a finding fares over the settings of a survey."""
    stated = survey.stated[finding.name]
    values = survey.values[finding.name]
    known = values[np.isfinite(values) & math.isfinite(stated)]
    side = finding.is_above(stated)
    kept = (known > finding.bound) == side
    low, middle, high = _ends(known)
    return Survival(
        finding=finding,
        stated=stated,
        n=len(values),
        unknown=len(values) - len(known),
        kept=int(np.count_nonzero(kept)),
        near=int(np.count_nonzero(kept & _near(known, stated))),
        low=low,
        middle=middle,
        high=high,
    )


def _near(values: Numbers, stated: float) -> npt.NDArray[np.bool_]:
    """Which values are within a factor of two of the stated one, signs alike."""
    size, other = np.abs(values), abs(stated)
    alike = np.sign(values) == np.sign(stated)
    return np.asarray(alike & (size <= NEAR * other) & (other <= NEAR * size), np.bool_)


def _ends(values: Numbers) -> tuple[float, float, float]:
    if len(values) == 0:
        return math.nan, math.nan, math.nan
    low, middle, high = np.quantile(values, (ENDS[0], 0.5, ENDS[1])).tolist()
    return low, middle, high

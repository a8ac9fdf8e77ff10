"""The gate before the clock: a contender whose answers differ from the reference is not timed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from glasscity.studies.bench.task import QUANTILES, Answer, Final, answer_of

TOLERANCE = 4.0
"""Standard errors by which an answer may miss the reference; chance alone does once in 16,000."""


@dataclass(frozen=True)
class Reference:
    """The reference's answer and what is needed to know its error.

    ``spread`` is the standard deviation of a score, ``ordered`` all scores in ascending order.
    """

    answer: Answer
    spread: float
    ordered: tuple[int, ...]


def reference_of(final: Final) -> Reference:
    """What a run of the plain reference says, with its own uncertainty."""
    score = np.sort(np.asarray(final.score))
    return Reference(answer_of(final), float(score.std()), tuple(int(s) for s in score))


def misses(reference: Reference, answer: Answer) -> dict[str, str]:
    """The outputs that lie outside the tolerance, each with the bounds it missed.

    Both sides are samples, so standard errors are those of a difference. A quantile q must lie
    between the reference's scores at q less and more the tolerance in shares of people.
    """
    one = reference.answer
    each = 1 / one.people + 1 / answer.people
    allowed = {
        "mean": (one.mean, TOLERANCE * reference.spread * math.sqrt(each)),
        "listed": (one.listed, TOLERANCE * math.sqrt(one.listed * (1 - one.listed) * each)),
    }
    bounds = {name: (at - by, at + by) for name, (at, by) in allowed.items()}
    for name, q in zip(("q05", "q50", "q95"), QUANTILES, strict=True):
        by = TOLERANCE * math.sqrt(q * (1 - q) * each)
        low, high = (int(min(max(p, 0.0), 1.0) * (one.people - 1)) for p in (q - by, q + by))
        bounds[name] = (float(reference.ordered[low]), float(reference.ordered[high]))
    found = {name: (getattr(answer, name), low, high) for name, (low, high) in bounds.items()}
    return {
        name: f"{value:.4g} is outside [{low:.4g}, {high:.4g}]"
        for name, (value, low, high) in found.items()
        if not low <= value <= high
    }

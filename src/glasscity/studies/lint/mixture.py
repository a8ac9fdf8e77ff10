"""The long-run law of a score over all people, who differ in propensity and in what they know.

Given their propensities and whether they know the rules, people follow the law of ``lapse``.
Propensities are the 256 classes of each factor, tied by the common quantile as semantics 2 has
it; the law over all people is the mean of the transforms, factor by factor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from glasscity.chance import CLASSES, gamma_classes
from glasscity.studies.lint.flows import Flow, aware_share, flows_of
from glasscity.studies.lint.ground import Book, Ground
from glasscity.studies.lint.lapse import Lapsing
from glasscity.studies.lint.streams import Stream, in_force_at_first, of_rule
from glasscity.vocabulary.time import YEAR_DAYS

Transform = npt.NDArray[np.complex128]
LARGEST = 1 << 16
"""Points on the circle of the transform; a score that strays farther is not told."""


def over_everybody(ground: Ground, book: Book, start: int) -> Lapsing | None:
    """The law of the score of somebody drawn at random; None where it strays too far."""
    aware = aware_share(ground.city)
    parts = [
        (weight, _streams(ground, book, flows_of(ground.city, known)))
        for known, weight in ((1.0, aware), (0.0, 1.0 - aware))
        if weight > 0.0
    ]
    reach = max(_reach(false) + sum(map(_widest, true.values())) for _, (false, true) in parts)
    width = book.ledger.ceiling.value - book.ledger.floor.value
    moves = {it.points for _, (false, _) in parts for it in false}
    unit = math.gcd(*moves) or 1
    size = 1 << math.ceil(math.log2(2.0 * max(reach, width, 1.0) / unit + 2.0))
    if size > LARGEST:
        return None
    angle = 2j * np.pi * np.arange(size // 2 + 1) / size
    waves = {points: np.exp(-angle * (points // unit)) - 1.0 for points in {0, *moves}}
    tied = float(np.sqrt(ground.city.conduct.correlation.value))
    whole = sum(
        weight * _transform(waves, false, list(true.values()), tied)
        for weight, (false, true) in parts
    )
    law = np.maximum(np.fft.irfft(whole, size), 0.0)
    return Lapsing(start, law, (), unit)


def _streams(
    ground: Ground, book: Book, flows: Mapping[str, Flow]
) -> tuple[list[Stream], dict[str, list[list[Stream]]]]:
    """Streams of false records; and by factor, class by class, those of deeds that were done."""
    kinds = {kind.id: kind for kind in ground.city.conduct.kinds}
    spreads = {it.id: it.spread.value for it in ground.city.conduct.factors}
    false: list[Stream] = []
    true: dict[str, list[list[Stream]]] = {}
    for rule in in_force_at_first(ground, book):
        flow, factor = flows[rule.on], kinds[rule.on].factor
        false += list(of_rule(book, rule, flow.false, ""))
        rows = true.setdefault(factor, [[] for _ in range(CLASSES)])
        for row, times in zip(rows, gamma_classes(spreads[factor]), strict=True):
            row += list(of_rule(book, rule, flow.true * times, ""))
    return false, true


def _active(streams: Sequence[Stream]) -> list[tuple[int, float]]:
    """Points and the mean number of active records."""
    return [
        (it.points, it.rate * (it.expires or 0.0) / YEAR_DAYS)
        for it in streams
        if it.points and it.rate > 0.0
    ]


def _reach(streams: Sequence[Stream]) -> float:
    """Points that active records hardly ever come to together."""
    return sum(abs(p) * (m + 12.0 * math.sqrt(m) + 12.0) for p, m in _active(streams))


def _widest(rows: Sequence[Sequence[Stream]]) -> float:
    return max(map(_reach, rows))


def _one(waves: Mapping[int, Transform], streams: Sequence[Stream]) -> Transform:
    exponent = np.zeros_like(next(iter(waves.values())))
    for points, mean in _active(streams):
        exponent += mean * waves[points]
    found: Transform = np.exp(exponent)
    return found


def _transform(
    waves: Mapping[int, Transform],
    false: Sequence[Stream],
    factors: Sequence[Sequence[Sequence[Stream]]],
    tied: float,
) -> Transform:
    """The mean over people: a factor has the common quantile with chance ``tied``, or its own."""
    classes = [[_one(waves, row) for row in rows] for rows in factors]
    own: list[Transform] = [np.mean(rows, axis=0) for rows in classes]
    whole = np.zeros_like(next(iter(waves.values())))
    for q in range(CLASSES):
        product = np.ones_like(whole)
        for rows, mean in zip(classes, own, strict=True):
            product = product * (tied * rows[q] + (1.0 - tied) * mean)
        whole += product / CLASSES
    found: Transform = whole * _one(waves, false)
    return found

"""Rates of selection and of error by group, held against what people really did.

*Selected* is whoever stands under a burden; *named* whoever the same rules would put under one
if every deed that can be seen were recorded on its doer and on nobody else. Nothing here says
that anybody should be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glasscity.measures.interval import (
    FEWEST_PEOPLE,
    Interval,
    exact_share,
    level_of_each,
    ratio_of,
    share,
)


@dataclass(frozen=True)
class Confusion:
    """People counted by whether they are selected and whether they are named."""

    both: int
    selected_only: int
    named_only: int
    neither: int

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(
            self.both + other.both,
            self.selected_only + other.selected_only,
            self.named_only + other.named_only,
            self.neither + other.neither,
        )

    def without(self, other: Confusion) -> Confusion:
        """Those who are not in ``other``, a part of these."""
        return Confusion(
            self.both - other.both,
            self.selected_only - other.selected_only,
            self.named_only - other.named_only,
            self.neither - other.neither,
        )

    @property
    def n(self) -> int:
        """Everybody."""
        return self.both + self.selected_only + self.named_only + self.neither

    def part(self, rate: str) -> tuple[int, int]:
        """Part and whole of a rate of :data:`RATES`."""
        selected, named = self.both + self.selected_only, self.both + self.named_only
        spared = self.neither + self.named_only
        return {
            "selection": (selected, self.n),
            "false positive": (self.selected_only, self.selected_only + self.neither),
            "false negative": (self.named_only, named),
            "positive predictive value": (self.both, selected),
            "negative predictive value": (self.neither, spared),
            "prevalence": (named, self.n),
        }[rate]

    def rate(self, rate: str, fewest: int = FEWEST_PEOPLE) -> Interval:
        """A rate with its Wilson interval; not estimable of fewer than ``fewest`` people."""
        return share(*self.part(rate), fewest)


RATES = (
    "selection",
    "false positive",
    "false negative",
    "positive predictive value",
    "negative predictive value",
    "prevalence",
)
Group = tuple[str, str]
"""A dimension and a level of it."""


@dataclass(frozen=True)
class Disparity:
    """A rate of a group over that of everybody else, its interval wide enough for all groups."""

    group: Group
    own: Interval
    others: Interval
    ratio: Interval


def disparities(
    groups: Mapping[Group, Confusion], rate: str, rates: int = 1
) -> tuple[Disparity, ...]:
    """A rate of each group over that of everybody else of its dimension, in the order given.

    The intervals of the ratios hold together for all groups, and so many ``rates``.
    """
    level = level_of_each(rates * len(groups))
    found = []
    for group, own in groups.items():
        whole = _whole(groups, group[0])
        others = whole.without(own)
        wide = [exact_share(*it.part(rate), level=level) for it in (own, others)]
        found.append(
            Disparity(group, own.rate(rate), others.rate(rate), ratio_of(wide[0], wide[1]))
        )
    return tuple(found)


def _whole(groups: Mapping[Group, Confusion], dimension: str) -> Confusion:
    parts = [it for (name, _), it in groups.items() if name == dimension]
    return sum(parts[1:], parts[0])


def largest(found: Sequence[Disparity]) -> Disparity | None:
    """The group that is surest to be above everybody else: whose ratio has the highest lower bound.

    None where no ratio can be told.
    """
    told = [it for it in found if it.ratio.low is not None]
    return max(told, key=lambda it: (it.ratio.low or 0.0, it.ratio.value or 0.0), default=None)


def false_positives_from(prevalence: float, precision: float, misses: float) -> float:
    """The false-positive rate that prevalence, positive predictive value and false-negative
    rate leave no choice about: prev / (1 - prev) * (1 - ppv) / ppv * (1 - fnr).
    """
    odds = prevalence / (1.0 - prevalence)
    return odds * (1.0 - precision) / precision * (1.0 - misses)


def area_under(positives: Sequence[int], negatives: Sequence[int]) -> float:
    """The chance that a positive stands above a negative, ties counted half.

    ``positives`` and ``negatives`` count people at each step of a score, in ascending order.
    """
    below, won = 0, 0.0
    for positive, negative in zip(positives, negatives, strict=True):
        won += positive * (below + 0.5 * negative)
        below += negative
    return won / (sum(positives) * below)

"""Candidate deeds: what a person could do, whatever the regime (section 3)."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from glasscity.chance import ONE, threshold
from reference.clock import Window
from reference.laws import DAYS_OF_YEAR, poisson
from reference.reading import Reading, rate_in

SLACK = 1e-12
"""How far the shares of a factor's kinds may add up above 1 by rounding."""


class Temptation:
    """The candidates of one factor ``place``."""

    def __init__(self, reading: Reading, place: int) -> None:
        self._conduct = reading.conduct
        self._factor = reading.conduct.factors[place]
        self._cuts: dict[int, list[int]] = {}

    @cached_property
    def _kinds(self) -> list[int]:
        kinds = self._conduct.kinds
        return [a for a, kind in enumerate(kinds) if kind.factor == self._factor.id]

    def count(self, propensity: float, window: Window, word: int) -> int:
        """How many candidates a person with this z meets (clause 3.1)."""
        bound = self._factor.bound
        if bound.unit == "per window":
            return int(word >= ONE - threshold(propensity * bound.value))
        return poisson(propensity * bound.value * window.n_days / DAYS_OF_YEAR, word)

    def kind(self, stratum: int, word: int) -> int | None:
        """The kind of a candidate, or None where it is null (clause 3.2)."""
        if stratum not in self._cuts:
            self._cuts[stratum] = self._cuts_in(stratum)
        place = bisect_right(self._cuts[stratum], word)  # the first cut that exceeds the word
        return self._kinds[place] if place < len(self._kinds) else None

    def _cuts_in(self, stratum: int) -> list[int]:
        share, cuts = 0.0, []
        for place in self._kinds:
            kind = self._conduct.kinds[place]
            mu = rate_in(kind.rate.value, kind.by, stratum)
            visible = mu * kind.at_most.value * kind.seen_at_most.value
            share += visible / self._factor.bound.value
            cuts.append(threshold(1.0 if 1.0 < share <= 1.0 + SLACK else share))
        return cuts

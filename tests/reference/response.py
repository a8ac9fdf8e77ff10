"""How people change what they do (clauses 8.2 to 8.7)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.incentive import Incentive
from reference.clock import Window
from reference.reading import Reading
from reference.score import band_of


@dataclass(frozen=True)
class Past:
    """A person's own deeds of a kind, and how many of them were recorded on them."""

    deeds: int
    seen: int


class Response:
    """One response of the regime, at ``place``, as it stands in one window."""

    def __init__(self, reading: Reading, place: int, window: Window) -> None:
        self._words = reading.regime.responses[place]
        self._reading = reading
        self._window = window
        self._row = reading.ledger_place[self._words.ledger]
        self._ledger = reading.ledgers[self._row]

    def answers(self, deed: str) -> bool:
        """Whether the response concerns a deed."""
        return deed in self._words.deeds

    def own_risk(self, deed: str, past: Past) -> float | None:
        """The risk that a person has learnt from their own past; None: the place's counts."""
        words = self._words
        if not isinstance(words, Deterrence) or words.weight is None:
            return None
        visible = self._reading.conduct.kinds[self._reading.kind_place[deed]].seen_at_most.value
        first, weight = words.starting_risk.value, words.weight.value
        return (first * weight + past.seen) / (weight + past.deeds / visible)

    def multiple(self, deed: str, bands: Sequence[int], risk: float, *, is_aware: bool) -> float:
        """What the rate of a deed is multiplied by.

        ``bands`` are the published bands of the recorded column of each ledger.
        """
        if is_aware:
            return self._habitual(deed, bands[self._row], risk)
        opening = self._ledger.opening
        if not isinstance(opening, Quantity):
            return 1.0  # documents see to it that the unaware do not respond here
        as_opened = self._habitual(deed, band_of(self._ledger, int(opening.value)), risk)
        return 1 + self._words.unaware.value * (as_opened - 1)

    def _habitual(self, deed: str, band: int, risk: float) -> float:
        """What is left of the effect after so many days (clause 8.7)."""
        fresh, half_life = self._informed(deed, band, risk), self._words.half_life
        if half_life is None or self._window.first_day == 0:
            return fresh
        left = math.exp(-(math.log1p(1) * self._window.first_day / half_life.value))
        return 1 + left * (fresh - 1)

    def _informed(self, deed: str, band: int, risk: float) -> float:
        words, stake = self._words, self._stake(deed, band)
        if isinstance(words, Incentive):
            rise = 1 + words.largest_rise.value * stake
            if words.crowding_out is None or self._first_steps(deed) == 0:
                return rise
            return (1 - words.crowding_out.value) * rise
        half = 0.0 if words.half_risk is None else words.half_risk.value
        return 1 - words.largest_fall.value * fear(words.form, risk, half) * stake

    def _stake(self, deed: str, band: int) -> float:
        if isinstance(self._words, Incentive) and is_last(self._ledger, band):
            return 0.0
        return min(1.0, self._first_steps(deed) / width(self._ledger, band))

    def _first_steps(self, deed: str) -> float:
        """P: what the year's first record of the deed takes, or gives, in magnitude."""
        sign = 1 if isinstance(self._words, Incentive) else -1
        total = 0.0
        for rule in self._ledger.rules:
            in_force = self._reading.clock.in_force(rule.in_force, self._window.first_day)
            if rule.on == deed and in_force:
                total += max(0.0, sign * rule.points[0].value)
                if rule.exclusive:
                    break
        return total


def fear(form: str, risk: float, half_risk: float) -> float:
    """What a risk does to people, from 0 to 1 (clause 8.3)."""
    if form == "linear":
        return risk
    if form == "threshold":
        return float(risk >= half_risk)
    return risk / (risk + half_risk) if risk else 0.0


def is_last(ledger: Ledger, band: int) -> bool:
    """Whether a band is the uppermost of a ledger."""
    return band == len(ledger.bands) - 1


def width(ledger: Ledger, band: int) -> float:
    """Points from the start of a band to that of the next; the last ends behind the ceiling."""
    bands = ledger.bands
    end = ledger.ceiling.value + 1 if is_last(ledger, band) else bands[band + 1].from_.value
    return end - bands[band].from_.value

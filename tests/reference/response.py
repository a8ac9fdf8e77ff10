"""How people change what they do (clauses 8.2 and 8.3)."""

from __future__ import annotations

from collections.abc import Sequence

from glasscity.evidence import Quantity
from glasscity.mechanisms.responses.deterrence import Deterrence
from reference.clock import Window
from reference.reading import Reading
from reference.score import band_of


class Response:
    """One response of the regime, at ``place``, as it stands in one window."""

    def __init__(self, reading: Reading, place: int, window: Window) -> None:
        self._words = reading.regime.responses[place]
        self._clock = reading.clock
        self._window = window
        self._row = reading.ledger_place[self._words.ledger]
        self._ledger = reading.ledgers[self._row]

    def answers(self, deed: str) -> bool:
        """Whether the response concerns a deed."""
        return deed in self._words.deeds

    def multiple(self, deed: str, bands: Sequence[int], risk: float, *, is_aware: bool) -> float:
        """What the rate of a deed is multiplied by.

        ``bands`` are the published bands of the recorded column of each ledger.
        """
        if is_aware:
            return self._informed(deed, bands[self._row], risk)
        opening = self._ledger.opening
        if not isinstance(opening, Quantity):
            return 1.0  # documents see to it that the unaware do not respond here
        as_opened = self._informed(deed, band_of(self._ledger, int(opening.value)), risk)
        return 1 + self._words.unaware.value * (as_opened - 1)

    def _informed(self, deed: str, band: int, risk: float) -> float:
        words, stake = self._words, self._stake(deed, band)
        if isinstance(words, Deterrence):
            doubt = risk + words.half_risk.value
            perceived = risk / doubt if doubt else 0.0
            return 1 - words.largest_fall.value * perceived * stake
        return 1 + words.largest_rise.value * stake

    def _stake(self, deed: str, band: int) -> float:
        bands = self._ledger.bands
        is_last = band == len(bands) - 1
        if is_last and not isinstance(self._words, Deterrence):
            return 0.0
        end = self._ledger.ceiling.value + 1 if is_last else bands[band + 1].from_.value
        return min(1.0, self._first_step(deed) / (end - bands[band].from_.value))

    def _first_step(self, deed: str) -> float:
        """P: what the year's first record of the deed takes, or gives, in magnitude."""
        sign = -1 if isinstance(self._words, Deterrence) else 1
        total = 0.0
        for rule in self._ledger.rules:
            if rule.on == deed and self._clock.in_force(rule.in_force, self._window.first_day):
                total += max(0.0, sign * rule.points[0].value)
        return total

"""How people change what they do (clauses 8.2 to 8.12)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.responses.chilling import Chilling
from glasscity.mechanisms.responses.conformity import Conformity
from glasscity.mechanisms.responses.deterrence import Deterrence
from glasscity.mechanisms.responses.discouragement import Discouragement
from glasscity.mechanisms.responses.evasion import Evasion
from glasscity.mechanisms.responses.gaming import Gaming
from glasscity.mechanisms.responses.helplessness import Helplessness
from glasscity.mechanisms.responses.incentive import Incentive
from glasscity.mechanisms.responses.tie_cutting import TieCutting
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

    def answers(self, deed: str) -> bool:
        """Whether the response changes the rate of a deed."""
        if isinstance(self._words, Evasion):
            return False
        if isinstance(self._words, Gaming) and deed in self._words.displaced:
            return True
        return deed in self._words.deeds

    def own_risk(self, deed: str, past: Past) -> float | None:
        """The risk that a person has learnt from their own past; None: the place's counts."""
        words = self._words
        if not isinstance(words, Deterrence) or words.weight is None:
            return None
        visible = self._reading.conduct.kinds[self._reading.kind_place[deed]].seen_at_most.value
        first, weight = words.starting_risk.value, words.weight.value
        return (first * weight + past.seen) / (weight + past.deeds / visible)

    def multiple(
        self,
        deed: str,
        bands: Sequence[int],
        belief: float,
        *,
        is_aware: bool,
        listed: Sequence[bool] = (),
    ) -> float:
        """What the rate of a deed is multiplied by; where people evade, their chance to be in view.

        ``bands`` are the published bands of the recorded column of each ledger; ``listed`` tells
        of each list whether the person is on it.
        """
        words = self._words
        if isinstance(words, Helplessness):
            return self._habitual(1 - words.fall.value if self._holds(bands, listed) else 1.0)
        if isinstance(words, Deterrence | Incentive | Gaming):
            return self._at_stake(words, deed, bands, belief, is_aware=is_aware)
        if isinstance(words, TieCutting | Discouragement):
            return 1.0
        share = 1.0 if is_aware else words.unaware.value
        told = self._habitual(_told(words, belief))
        return told if is_aware else 1 + share * (told - 1)

    def _at_stake(
        self,
        words: Deterrence | Incentive | Gaming,
        deed: str,
        bands: Sequence[int],
        belief: float,
        *,
        is_aware: bool,
    ) -> float:
        row = self._reading.ledger_place[words.ledger]
        ledger = self._reading.ledgers[row]
        if is_aware:
            return self._habitual(self._informed(words, ledger, deed, bands[row], belief))
        opening = ledger.opening
        if not isinstance(opening, Quantity):
            return 1.0  # documents see to it that the unaware do not respond here
        band = band_of(ledger, int(opening.value))
        as_opened = self._habitual(self._informed(words, ledger, deed, band, belief))
        return 1 + words.unaware.value * (as_opened - 1)

    def _habitual(self, fresh: float) -> float:
        """What is left of the effect after so many days (clause 8.7)."""
        half_life = self._words.half_life
        if half_life is None or self._window.first_day == 0:
            return fresh
        left = math.exp(-(math.log1p(1) * self._window.first_day / half_life.value))
        return 1 + left * (fresh - 1)

    def _holds(self, bands: Sequence[int], listed: Sequence[bool]) -> bool:
        """Whether a person is where people give up."""
        assert isinstance(self._words, Helplessness)
        when, reading = self._words.when, self._reading
        if when.bands is None:
            return listed[reading.list_place[when.instrument]]
        row = reading.ledger_place[when.instrument]
        return reading.ledgers[row].bands[bands[row]].id in when.bands

    def _informed(
        self,
        words: Deterrence | Incentive | Gaming,
        ledger: Ledger,
        deed: str,
        band: int,
        belief: float,
    ) -> float:
        if isinstance(words, Deterrence):
            stake = min(1.0, self._first_steps(ledger, deed, -1, band) / width(ledger, band))
            return 1 - words.largest_fall.value * afraid(words, belief) * stake
        if isinstance(words, Gaming) and deed in words.displaced:
            stakes = [self._hope(ledger, each, band) for each in words.deeds]
            return 1 - words.displacement.value * max(stakes)
        rise = 1 + words.largest_rise.value * self._hope(ledger, deed, band)
        if isinstance(words, Gaming) or words.crowding_out is None:
            return rise
        is_paid = self._first_steps(ledger, deed, 1, band) > 0
        return (1 - words.crowding_out.value) * rise if is_paid else rise

    def _hope(self, ledger: Ledger, deed: str, band: int) -> float:
        if is_last(ledger, band):
            return 0.0
        return min(1.0, self._first_steps(ledger, deed, 1, band) / width(ledger, band))

    def _first_steps(self, ledger: Ledger, deed: str, sign: int, band: int) -> float:
        """P: what the year's first record of the deed takes, or gives, in magnitude."""
        total = 0.0
        for rule in ledger.rules:
            in_force = self._reading.clock.in_force(rule.in_force, self._window.first_day)
            if rule.on == deed and in_force:
                if rule.points is not None:
                    total += max(0.0, sign * rule.points[0].value)
                elif (place_of(ledger, rule.to) - band) * sign > 0:
                    total += width(ledger, band)
                if rule.exclusive:
                    break
        return total


def place_of(ledger: Ledger, name: str | None) -> int:
    """The place of a band of a ledger, by its id."""
    return [band.id for band in ledger.bands].index(name or "")


def _told(words: Chilling | Evasion | Conformity, belief: float) -> float:
    """What a belief about the place alone makes of people who know the rules."""
    if isinstance(words, Conformity):
        return 1 + words.strength.value * min(belief, words.largest_level.value)
    return 1 - words.largest_fall.value * afraid(words, belief)


def afraid(words: Deterrence | Chilling | Evasion, risk: float) -> float:
    """What a risk does to people, from 0 to 1, by the form that the response names."""
    return fear(words.form, risk, 0.0 if words.half_risk is None else words.half_risk.value)


def fear(form: str, risk: float, half_risk: float) -> float:
    """What a risk does to people, from 0 to 1 (clause 8.3)."""
    if form == "constant":
        return 1.0
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

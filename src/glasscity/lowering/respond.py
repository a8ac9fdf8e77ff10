"""Responses become acceptance thresholds by standing, kind and awareness."""

from __future__ import annotations

import math

import numpy as np

from glasscity.chance import ONE
from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.lowering.stand import band_at, standings_of
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.mechanisms.responses import Response
from glasscity.tables.law import I64, Acceptance

Risk = dict[tuple[str, str], float]
"""Perceived risk by (response, kind)."""


def _width(ledger: Ledger, band: int) -> float:
    edges = [b.from_.value for b in ledger.bands] + [ledger.ceiling.value + 1.0]
    return edges[band + 1] - edges[band]


def _first_points(regime: Regime, ledger: Ledger, kind: str, day: int) -> tuple[float, ...]:
    start = regime.clock.start
    spans = ((rule, rule.in_force.days(start)) for rule in ledger.rules if rule.on == kind)
    return tuple(rule.points[0].value for rule, (first, until) in spans if first <= day < until)


def multipliers(
    regime: Regime, response: Response, kind: str, risk: float, day: int
) -> tuple[list[float], list[float]]:
    """What a response multiplies a kind's rate by, per band: for the unaware, for the aware."""
    ledger = next(led for led in regime.banded if led.id == response.ledger)
    points = _first_points(regime, ledger, kind, day)
    last = len(ledger.bands) - 1
    aware = [
        response.multiplier(response.stake(points, _width(ledger, b), b == last), risk)
        for b in range(last + 1)
    ]
    opening = one_score(ledger.opening)
    unaware = 1.0  # where people open apart, the unaware are checked not to respond
    if opening is not None:
        unaware = 1.0 + response.unaware.value * (aware[band_at(ledger, opening)] - 1.0)
    return [unaware] * (last + 1), aware


def lower_acceptance(
    regime: Regime, conduct: Conduct, risk: Risk, aware_share: list[float], day: int
) -> Acceptance:
    """Acceptance thresholds for a window that starts on ``day``."""
    standings = standings_of(regime)
    places = {ledger.id: place for place, ledger in enumerate(regime.banded)}
    product = np.ones((standings.count, len(conduct.kinds), 2))
    for response in regime.responses:
        place = places[response.ledger]
        digits = standings.digits(place).tolist()
        for k, kind in enumerate(conduct.kinds):
            if kind.id not in response.deeds:
                continue
            believed = risk.get((response.id, kind.id), 0.0)
            for aware, by_band in enumerate(multipliers(regime, response, kind.id, believed, day)):
                product[:, k, aware] *= [by_band[band] for band in digits]
    below: I64 = np.empty(product.shape, dtype=np.int64)
    for k, kind in enumerate(conduct.kinds):
        ratio = product[:, k, :] / kind.at_most.value
        below[:, k, :] = np.floor(ratio * ONE)
    limits = [math.floor(share * 65536) for share in aware_share]
    return Acceptance(below=below, aware_below=np.array(limits, dtype=np.int64))

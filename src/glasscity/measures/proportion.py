"""Whether what a deed costs follows its gravity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.measures.links import links_of
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.opening import most_usual_score


@dataclass(frozen=True)
class Pair:
    """Two deeds of different gravity, and what each costs on one scale."""

    scale: str
    graver: str
    lighter: str
    cost_of_graver: float
    cost_of_lighter: float

    @property
    def is_broken(self) -> bool:
        """Whether the graver deed costs less."""
        return self.cost_of_graver < self.cost_of_lighter


def pairs_of(scale: str, gravity: Mapping[str, int], cost: Mapping[str, float]) -> tuple[Pair, ...]:
    """All pairs of deeds with a cost and a different gravity, the graver one first."""
    deeds = [deed for deed in cost if deed in gravity]
    return tuple(
        Pair(scale, a, b, cost[a], cost[b]) for a in deeds for b in deeds if gravity[a] > gravity[b]
    )


def gravity_in(city: City) -> dict[str, int]:
    """The gravity of each kind of deed, as the catalogue of conduct ranks them."""
    return {kind.id: kind.gravity.rank for kind in city.conduct.kinds}


def _first_move(ledger: Ledger, rule: Rule) -> float:
    """Points by which a first record of the year moves a score at the usual opening."""
    opening = most_usual_score(ledger.opening)
    if rule.to is None:
        moved = rule.steps[0]
        return abs(moved) if rule.cap is None else min(abs(moved), rule.cap.value)
    low, high = ledger.ends_of(rule.to)
    return float(abs(min(max(opening, low), high) - opening))


def points_at_first(city: City) -> dict[str, dict[str, float]]:
    """By ledger: what a first record of each deed moves the score towards a burden, in points."""
    harmful = {(it.instrument, it.rule) for it in links_of(city) if it.harms and not it.through}
    found: dict[str, dict[str, float]] = {}
    for instrument in city.regime.instruments:
        for ledger in instrument.ledger_rows():
            for rule in ledger.rules:
                if (instrument.id, rule.id) in harmful:
                    costs = found.setdefault(ledger.id, {})
                    costs[rule.on] = costs.get(rule.on, 0.0) + _first_move(ledger, rule)
    return found


def pairs_by_points(city: City, gravity: Mapping[str, int]) -> tuple[Pair, ...]:
    """The pairs of deeds that one ledger answers, by the points of a first record."""
    costs = points_at_first(city)
    return tuple(pair for name, cost in costs.items() for pair in pairs_of(name, gravity, cost))

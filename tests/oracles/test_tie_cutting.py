"""Ties that break by the standing of their ends, inside a city: detailed balance in closed form.

In each round as many ties are made as broke, between the free alone. If a share f of the free
have a high score, ties between two high scorers are left at k_hh of their share and reached at
f * f of all that broke, and so on: shares settle at f^2/k_hh : 2f(1-f)/k_hl : (1-f)^2/k_ll. Nobody
gains or loses a round, so f is that at which high scorers keep their share x of all ends. (In
A11, where the end that keeps a tie takes anybody, f is x.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.lowering import plan
from glasscity.lowering.cuts import Shears, lower_cuts
from glasscity.tables.outcome import Outcome
from oracles.little import city, live, never, population
from oracles.near import SHARE, assert_near, draws, size
from oracles.reading import total
from reference_tests.town import ledger, regime
from strategies.words import quantity, title

PEOPLE, ROUNDS, WINDOWS, COUNTED = 40_000, 2, 60, 20
ENDS = ("neither", "one", "both")


@dataclass(frozen=True)
class Case:
    """The share of high scorers, and how soon a tie with none, one and two low ends breaks."""

    high: float
    breaks: tuple[float, float, float]

    @property
    def city(self) -> City:
        parts = ((9, self.high), (0, 1 - self.high))
        spread = [
            {"score": quantity(score, "points"), "share": quantity(share, "share")}
            for score, share in parts
        ]
        score = ledger(0, 0, 9, good=5) | {"opening": {"spread": spread}}
        shun = {
            "kind": "tie-cutting",
            "id": "shun",
            "title": title("shun"),
            "ties": "friends",
            "when": {"instrument": score["id"], "bands": ["poor"]},
            "breaks": {
                ends: quantity(chance, "chance")
                for ends, chance in zip(ENDS, self.breaks, strict=True)
            },
        }
        friends = {
            "id": "friends",
            "title": title("friends"),
            "degree": quantity(ROUNDS, "people"),
            "homophily": quantity(0.0, "share"),
            "by": "sex",
        }
        rules = regime(1, instruments=[score], responses=[shun])
        return city(rules, never("nothing"), population(ties=[friends]))

    @property
    def law(self) -> list[float]:
        """Shares of ties with none, one and two low ends, by bisection for f."""
        low, high = 0.0, 1.0
        for _ in range(60):
            f = (low + high) / 2
            shares = self._shares(f)
            low, high = (f, high) if shares[0] + shares[1] / 2 < self.high else (low, f)
        return self._shares((low + high) / 2)

    def _shares(self, f: float) -> list[float]:
        met = (f * f, 2 * f * (1 - f), (1 - f) ** 2)
        weights = [part / chance for part, chance in zip(met, self.breaks, strict=True)]
        return [weight / sum(weights) for weight in weights]


def ties_of(outcome: Outcome, case: Case) -> list[float]:
    """Ties by kind in the mean of the last windows, from how many of them broke."""
    windows = range(WINDOWS - COUNTED, WINDOWS)
    return [
        sum(total(outcome, "ties_cut", f"shun/{ends}", window=w) for w in windows)
        / (2 * COUNTED * chance)
        for ends, chance in zip(ENDS, case.breaks, strict=True)
    ]


def check(case: Case) -> None:
    """As if all windows were one look at so many ties: those of one are not those of the next."""
    people = size(PEOPLE, 4 * PEOPLE)
    ties = ties_of(live(case.city, people, WINDOWS, seed=37), case)
    assert_near("house: all ties are there", sum(ties) / (people * ROUNDS / 2), 1.0, 0.002, 0.003)
    for ends, got, exact in zip(ENDS, ties, case.law, strict=True):
        error = float(np.sqrt(exact * (1 - exact) / sum(ties)))
        assert_near(f"house: ties, {ends} low, {case}", got / sum(ties), exact, error, SHARE)


def drawn(number: int) -> Case:
    luck = draws(number)
    neither, one, both = (round(float(luck.uniform(0.15, 0.9)), 2) for _ in range(3))
    return Case(round(float(luck.uniform(0.25, 0.75)), 2), (neither, one, both))


@pytest.mark.parametrize("number", [1, 2])
def test_ties_settle_at_their_shares(number: int) -> None:
    check(drawn(number))


SHUNNED = Case(0.6, (0.2, 0.8, 0.2))


SABOTAGES: dict[str, Callable[[Shears], Shears]] = {
    "ties that break alike": lambda cut: replace(cut, below=(cut.below[1],) * 3),
    "high scorers shunned": lambda cut: replace(cut, named=1 - cut.named),
    "nobody looks again": lambda cut: replace(cut, seek=False),
}


@pytest.mark.slow
@pytest.mark.parametrize("error", SABOTAGES)
def test_sabotaged_cuts_are_noticed(error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = lower_cuts

    def sabotaged(rules: Regime, people: Population) -> tuple[Shears, ...]:
        return tuple(SABOTAGES[error](cut) for cut in honest(rules, people))

    monkeypatch.setattr(plan, "lower_cuts", sabotaged)
    with pytest.raises(AssertionError, match="house: "):
        check(Case(0.6, (0.2, 0.8, 0.4)))

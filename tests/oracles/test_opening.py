"""Scores that open apart, by group, and move on from there: a distribution times a chain.

What lending games start from (T2, T3): each group has its own distribution of scores, and the law
after so many windows is that distribution times a power of the chain of A1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.lowering import plan
from glasscity.lowering.opening import Openings, lower_openings
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, act, city, conduct, live, stratum
from oracles.near import Values, assert_mean, assert_share
from oracles.reading import scores, total
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import Words, quantity

PEOPLE = 60_000
GROUPS = {"female": stratum(sex="female"), "male": stratum(sex="male")}


@dataclass(frozen=True)
class Start:
    """Chances of opening at 0, 1, ... in each group, and of a step up and down in a window."""

    chances: dict[str, Values]
    p: float
    q: float
    windows: int

    def city(self) -> City:
        top = len(self.chances["female"]) - 1
        rules = [rule("up", "mend", 1), rule("down", "spit", -1)]
        opening = {"by": "sex", "levels": {name: spread(row) for name, row in self.chances.items()}}
        points = ledger(0, 0, top, *rules, good=top) | {"opening": opening}
        deeds = conduct(
            act("mend", self.p, PER_WINDOW),
            act("spit", self.q, PER_WINDOW),
            bound=1.0,
            unit=PER_WINDOW,
        )
        book = registry("book", "mend", "spit")
        return city(regime(30, sensors=[book], instruments=[points]), deeds)

    def law(self, group: str) -> Values:
        """Chances of each score after the last window."""
        n = len(self.chances[group])
        step = np.zeros((n, n))
        for k in range(n):
            step[k, min(k + 1, n - 1)] += self.p
            step[k, max(k - 1, 0)] += self.q
            step[k, k] += 1.0 - self.p - self.q
        law: Values = self.chances[group] @ np.linalg.matrix_power(step, self.windows)
        return law


def spread(chances: Values) -> Words:
    """Chances as the opening of a document, from the highest score down."""
    parts = list(enumerate(chances.tolist()))[::-1]
    return {
        "spread": [
            {"score": quantity(score, "points"), "share": quantity(share, "share")}
            for score, share in parts
        ]
    }


def drawn(seed: int) -> Start:
    """A start of a fixed list; one score of each group opens nobody."""
    chance = np.random.default_rng(seed)
    top = int(chance.integers(3, 9))
    rows = {name: chance.dirichlet(np.ones(top + 1)) for name in GROUPS}
    for row in rows.values():
        row[int(chance.integers(top))] = 0.0
        row /= row.sum()
    p = float(chance.uniform(0.1, 0.6))
    q = float(chance.uniform(0.1, 1.0 - p))
    return Start(rows, p, q, int(chance.integers(1, 6)))


def check(start: Start, outcome: Outcome) -> None:
    """Each group's scores on the last day, in every column, and who opened in the last band."""
    for name, g in GROUPS.items():
        first, law = start.chances[name], start.law(name)
        top = len(first) - 1
        opened = total(outcome, "opened_in_band", "points/good", [g])
        assert_share(
            f"T2: {name} opened at the top", opened, PEOPLE, float(start.chances[name][-1])
        )
        for column in ("recorded", "unerring", "all-seen"):
            people = scores(outcome, 0, top, column, [g])
            assert_mean(f"T2: {name} mean score", people, np.arange(top + 1.0), law)
            for k, n in enumerate(people.tolist()):
                assert_share(f"T2: {name} at {k}", n, PEOPLE, float(law[k]))


@pytest.mark.parametrize("seed", range(40, 44))
def test_groups_move_on_from_their_own_distribution(seed: int) -> None:
    start = drawn(seed)
    counts = dict.fromkeys(GROUPS.values(), PEOPLE)
    check(start, live(start.city(), counts, start.windows, seed))


@pytest.mark.slow
def test_groups_that_swap_their_distributions_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    start = drawn(41)

    def swapped(rules: Regime) -> tuple[Openings, ...]:
        (honest,) = lower_openings(rules)
        return (Openings(honest.place, honest.scores[::-1], honest.upto[::-1]),)

    monkeypatch.setattr(plan, "lower_openings", swapped)
    outcome = live(start.city(), dict.fromkeys(GROUPS.values(), PEOPLE), start.windows, 41)
    with pytest.raises(AssertionError, match=r"opened at the top: .* is not"):
        check(start, outcome)

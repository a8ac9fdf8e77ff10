"""A1: a score that steps up or down within bounds, and the shares of its bands.

With steps of one point the stationary chances are a geometric row, ``(p / q)^k``, for any length
of a step; with penalties of several points they solve a linear system. Events are clamped one
by one, never netted first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.linalg import expm

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from oracles.little import PER_WINDOW, YEARLY, act, city, conduct, live
from oracles.near import Values, assert_exact, assert_mean, assert_share, draws, size
from oracles.reading import at_end, scores
from oracles.sabotage import change_books, with_points, without_ceiling
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import quantity, title

DAYS = 7
SETTLED = 2e-4
"""Total variation from the stationary law at which a chain counts as settled."""


@dataclass(frozen=True)
class Ladder:
    """+``up`` with chance ``p``, -``down`` with chance ``q``, clamped to ``[0, ceiling]``.

    ``pace`` is the mean number of events in a window (a Poisson law with the same odds of up and
    down); None: one step a window.
    """

    ceiling: int
    opening: int
    p: float
    q: float
    up: int = 1
    down: int = 1
    pace: float | None = None
    edges: tuple[int, ...] = (0,)

    @property
    def values(self) -> Values:
        return np.arange(self.ceiling + 1, dtype=np.float64)

    def step(self) -> Values:
        """Chances from score to score in one step."""
        at = np.arange(self.ceiling + 1)
        chances = np.diag(np.full(at.size, 1.0 - self.p - self.q))
        np.add.at(chances, (at, np.minimum(at + self.up, self.ceiling)), self.p)
        np.add.at(chances, (at, np.maximum(at - self.down, 0)), self.q)
        return chances

    def after(self, windows: int) -> Values:
        """The law of the score after so many windows."""
        if self.pace is None:
            laws: Values = np.linalg.matrix_power(self.step(), windows)
        else:
            still = np.eye(self.ceiling + 1)
            laws = expm((self.step() - still) * (windows * self.pace / (self.p + self.q)))
        law: Values = laws[self.opening]
        return law

    def stationary(self) -> Values:
        """The law that a step leaves as it is."""
        size = self.ceiling + 1
        system = np.vstack([self.step().T - np.eye(size), np.ones(size)])
        law: Values = np.linalg.lstsq(system, np.append(np.zeros(size), 1.0))[0]
        return law

    def city(self) -> City:
        pace, unit = self.pace, YEARLY
        rates = [self.p, self.q]
        if pace is None:
            unit = PER_WINDOW
        else:
            rates = [pace * 365.25 / DAYS * x / (self.p + self.q) for x in rates]
        kinds = [act(name, rate, unit) for name, rate in zip(("rise", "fall"), rates, strict=True)]
        bands = [
            {"id": f"from-{e}", "title": title("band"), "from": quantity(e, "points")}
            for e in self.edges
        ]
        rules = (rule("rise", "rise", self.up), rule("fall", "fall", -self.down))
        points = ledger(self.opening, 0, self.ceiling, *rules, bands=bands)
        book = registry("book", "rise", "fall")
        rules_of_city = regime(DAYS, sensors=[book], instruments=[points])
        return city(rules_of_city, conduct(*kinds, bound=sum(rates), unit=unit))


def check(ladder: Ladder, outcome: Outcome, law: Values) -> None:
    """Band shares and mean of the last day, by the published bands and by the scores."""
    people = scores(outcome, 0, ladder.ceiling)
    assert_mean("A1: score", people, ladder.values, law)
    for first, beyond in zip(ladder.edges, (*ladder.edges[1:], ladder.ceiling + 1), strict=True):
        in_band = at_end(outcome, "people_in_band", f"points/recorded/from-{first}")
        assert in_band == people[first:beyond].sum()
        share = float(law[first:beyond].sum())
        assert_share(f"A1: [{first}, {beyond})", in_band, outcome.people, share)


def assert_settled(ladder: Ladder, windows: int) -> None:
    distance = float(np.abs(ladder.after(windows) - ladder.stationary()).sum()) / 2
    assert distance < SETTLED


SMALL = Ladder(20, 20, 0.6, 0.4, edges=(0, 6, 15))
"""The odds of p = 0.03, q = 0.02 in steps twenty times as long: 200 windows settle it."""
STEEP = Ladder(100, 85, 0.20, 0.03, down=5, pace=18.0, edges=(0, 21, 80))
STEEPER = Ladder(100, 0, 0.20, 0.05, down=5, pace=18.0, edges=(0, 21, 80))
VECTORS = [
    (SMALL, 200, 40_000, 18.004211, (0.002084, 0.085525, 0.912391)),
    (STEEP, 32, 18_000, 91.0075, (0.000445, None, 0.874771)),
    (STEEPER, 55, 18_000, 12.5675, (0.798977, None, 0.001825)),
]


@pytest.mark.parametrize(("ladder", "windows", "people", "mean", "shares"), VECTORS)
def test_the_published_vectors(
    ladder: Ladder, windows: int, people: int, mean: float, shares: tuple[float | None, ...]
) -> None:
    law = ladder.stationary()
    assert_exact("A1: published mean", float(law @ ladder.values), mean, within=1e-4)
    bands = np.add.reduceat(law, ladder.edges)
    for got, share in zip(bands.tolist(), shares, strict=True):
        if share is not None:
            assert_exact("A1: published share", got, share, within=1e-6)
    assert_settled(ladder, windows)
    check(ladder, live(ladder.city(), size(people, 10 * people), windows, seed=windows), law)


def test_the_stationary_law_is_geometric_for_any_length_of_a_step() -> None:
    row = 1.5 ** np.arange(21)
    for p, q in ((0.03, 0.02), (0.6, 0.4), (0.3, 0.2)):
        assert replace(SMALL, p=p, q=q).stationary() == pytest.approx(row / row.sum())


def drawn(seed: int) -> tuple[Ladder, int]:
    """A ladder of a fixed list, and for how many windows it is climbed."""
    chance = draws(seed)
    ceiling = int(chance.integers(3, 20))
    p = float(chance.uniform(0.1, 0.6))
    q = float(chance.uniform(0.1, 1.0 - p))
    up, down = (int(n) for n in chance.integers(1, 8, 2))
    edges = (0, *sorted({int(e) for e in chance.integers(1, ceiling + 1, 3)}))
    opening = int(chance.integers(0, ceiling + 1))
    return Ladder(ceiling, opening, p, q, up, down, edges=edges), int(chance.integers(10, 50))


@pytest.mark.parametrize("seed", range(20, 26))
def test_drawn_ladders_follow_their_law_on_the_way(seed: int) -> None:
    """Not yet settled: after so many windows the law is a power of the chain."""
    ladder, windows = drawn(seed)
    outcome = live(ladder.city(), size(100_000, 1_000_000), windows, seed)
    check(ladder, outcome, ladder.after(windows))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 23))
def test_without_a_ceiling_the_law_is_missed(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ladder, windows = drawn(seed)
    change_books(monkeypatch, without_ceiling)
    outcome = live(ladder.city(), 100_000, windows, seed)
    with pytest.raises(AssertionError, match="outside its bounds"):
        check(ladder, outcome, ladder.after(windows))


@pytest.mark.slow
def test_a_point_too_many_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    ladder, windows = drawn(21)
    change_books(monkeypatch, with_points(lambda points: points + np.sign(points)))
    outcome = live(ladder.city(), 100_000, windows, 21)
    with pytest.raises(AssertionError, match=r"score: .* is not"):
        check(ladder, outcome, ladder.after(windows))

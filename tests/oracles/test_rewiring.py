"""T6b and A11: ties that break by the scores of their ends, and are taken up with anybody.

Detailed balance: a tie between two high scorers is left at k_hh (1 - x) for a mixed one and
reached from it at k_hl x / 2, and so on. The law is that of groups without end: the target allows
0.005. (Were both ends new, each broken tie would be a fresh one that lasts 1/k: the same shares.)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from glasscity.kernels import rewire as kernels
from glasscity.studies.rewiring import rewire_many
from oracles.games import web
from oracles.near import SHARE, assert_exact, assert_near, draws, size
from oracles.other_kernel import other_kernel
from oracles.validation import seed_of

DELTA = 0.005
NAMES = ("high high", "high low", "low low")


@dataclass(frozen=True)
class Case:
    """The share of high scorers, and how soon a tie of each kind breaks."""

    high: float
    both: float
    mixed: float
    neither: float

    @property
    def law(self) -> tuple[float, float, float]:
        x = self.high
        weights = (x * x / self.both, 2 * x * (1 - x) / self.mixed, (1 - x) ** 2 / self.neither)
        both, mixed, neither = (weight / sum(weights) for weight in weights)
        return both, mixed, neither


def check(case: Case) -> None:
    """Long enough for the slowest kind: ten times over before anything is counted."""
    slowest = min(case.both, case.mixed, case.neither)
    sweeps = 2 * round(10 / slowest)
    rules = web(case.high, case.both, case.mixed, case.neither)
    found = rewire_many(rules, size(40, 160), sweeps, seed_of(6), threads=2)
    for name, exact in zip(NAMES, case.law, strict=True):
        got = found.measures[name]
        assert_near(f"A11: {name}, {case}", got.mean, exact, got.error, SHARE, DELTA)


def drawn(number: int) -> Case:
    luck = draws(number)
    breaks = (round(float(luck.uniform(0.05, 0.8)), 2) for _ in range(3))
    return Case(round(float(luck.uniform(0.2, 0.8)), 2), *breaks)


VISIBLE = (Case(0.5, 0.1, 0.5, 0.5), Case(0.7, 0.05, 0.6, 0.3))
PRINTED = ((0.625, 0.25, 0.125), (0.90741, 0.06481, 0.02778))


def test_the_published_vectors() -> None:
    for case, shares in zip(VISIBLE, PRINTED, strict=True):
        for name, got, exact in zip(NAMES, case.law, shares, strict=True):
            assert_exact(f"A11: published share, {name}", got, exact, 5e-6)


@pytest.mark.parametrize("which", range(2))
def test_ties_settle_at_the_published_shares(which: int) -> None:
    check(VISIBLE[which])


@pytest.mark.parametrize("number", range(1, 5))
def test_ties_settle_at_their_shares(number: int) -> None:
    check(drawn(number))


END = "ends[1 - keeps, tie] = another(w2, ends[keeps, tie], law.n)"
SABOTAGES = [
    (END, "ends[1 - keeps, tie] = ends[1 - keeps, np.int64((w2 * np.uint64(ties)) >> HALF)]"),
    ("keeps = np.int64(w3 >> COIN)", "keeps = 0"),
    ("law.breaks[highs(law, ends, tie)]", "law.breaks[1]"),
]
"""Partners in proportion to the ties they have; one end that always stays; ties alike."""


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), SABOTAGES)
def test_a_sabotaged_kernel_is_noticed(
    old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernels, "rewire", other_kernel(kernels, old, new, tmp_path).rewire)
    with pytest.raises(AssertionError, match=r"A11: .* is not"):
        check(VISIBLE[0])

"""A10: reputations alone. Everybody gives to the good, nobody changes, and the shares settle.

The closed forms are those of a group without end: what somebody thinks of themselves is one
opinion in n. A board of one is exact for any n; for the others the error goes as 1/n, so that
twice the share in a group of 2n less that in a group of n is what is compared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from scipy.stats import binom

from glasscity.documents.helping import Norm
from glasscity.kernels import helping
from glasscity.lowering import helping as lowering
from glasscity.studies.helping import play_many
from oracles.games import game, private, public
from oracles.near import RELATIVE, SHARE, assert_exact, assert_near, draws, size
from oracles.other_kernel import other_kernel
from oracles.validation import seed_of
from strategies.words import Words

PASSING: tuple[Norm, ...] = ("stern judging", "simple standing")
"""Norms under which a refusal to the bad is good: the two judge alike in public."""


def root(square: float, linear: float, constant: float) -> float:
    """The smaller root of a quadratic."""
    return (-linear - math.sqrt(linear * linear - 4 * square * constant)) / (2 * square)


def board_of_one(norm: Norm, u: float, v: float) -> float:
    if norm in PASSING:
        return (1 - v) / (1 + u * (1 - 2 * v))
    return v / (1 - (1 - 2 * v) * (1 - u))


def alone(norm: Norm, u: float, v: float) -> float:
    w = 1 - 2 * v
    match norm:
        case "stern judging":
            return 0.5
        case "simple standing":
            return root(w * (1 - u), -w - 1, v + w)
        case "scoring":
            return board_of_one(norm, u, v)
        case "shunning":
            return root(w * (1 - u), -1.0, v)


def board(members: int, share: Fraction, u: float, v: float) -> float:
    """The share that more than a share of a board finds good, under the first two norms."""
    good = 0.9
    for _ in range(1000):
        one = (1 - v) * (1 - good * u) + v * good * u
        good = float(binom.sf(math.floor(share * members), members, one))
    return good


@dataclass(frozen=True)
class Case:
    """A norm, how often gifts fail and judges err, and the board; none where ``members`` is 0."""

    norm: Norm
    u: float
    v: float
    members: int = 0
    share: Fraction = Fraction(1, 2)
    n: int = 60
    generations: int = 80

    @property
    def expected(self) -> float:
        if self.members == 0:
            return alone(self.norm, self.u, self.v)
        if self.members == 1:
            return board_of_one(self.norm, self.u, self.v)
        return board(self.members, self.share, self.u, self.v)

    @property
    def reputation(self) -> Words:
        return public(self.members, float(self.share)) if self.members else private()

    def __str__(self) -> str:
        who = f"board of {self.members}, q {float(self.share)}" if self.members else "alone"
        return f"{self.norm}, {who}, u {self.u}, v {self.v}"


def play(case: Case, n: int, name: str, seed: int) -> tuple[float, float]:
    """The mean of a measure over the last half of many runs, and its standard error."""
    rules = game(n, case.norm, case.reputation, case.u, case.v)
    runs = size(40, 80)
    found = play_many(rules, runs, case.generations, seed_of(seed), threads=2).measures[name]
    return found.mean, found.error


def without_end(case: Case, name: str) -> tuple[float, float]:
    """The measure in a group without end."""
    if case.members == 1:
        return play(case, case.n, name, seed=1)
    (small, one), (large, two) = play(case, case.n, name, 1), play(case, 2 * case.n, name, 2)
    return 2 * large - small, math.hypot(2 * two, one)


def check(case: Case) -> None:
    good = case.expected
    for name, exact in (("good", good), ("cooperation", (1 - case.u) * good)):
        got, error = without_end(case, name)
        assert_near(f"A10: {name}, {case}", got, exact, error, min(SHARE, RELATIVE * exact))


def alone_or_by_one(norm: Norm, members: int, number: int) -> Case:
    """Chances of two digits; slow cases are averaged for longer."""
    luck = draws(number)
    u, v = (round(float(luck.uniform(0.03, 0.12)), 2) for _ in range(2))
    if members == 0:
        return Case(norm, u, v, generations=400 if norm == "scoring" else 80)
    return Case(norm, u, v, 1, n=50, generations=400 if norm in PASSING else 5000)


def by_many(members: int, tenths: int, number: int) -> Case:
    luck = draws(number)
    u, v = (round(float(luck.uniform(0.02, 0.12)), 2) for _ in range(2))
    norm = PASSING[int(luck.integers(2))]
    return Case(norm, u, v, members, Fraction(tenths, 10), generations=400)


TABLE: tuple[tuple[Norm, float, float], ...] = (
    ("stern judging", 0.96154, 0.5),
    ("simple standing", 0.96154, 0.83333),
    ("scoring", 0.33784, 0.33784),
    ("shunning", 0.33784, 0.02039),
)


@pytest.mark.parametrize(("norm", "together", "apart"), TABLE)
def test_the_published_vectors(norm: Norm, together: float, apart: float) -> None:
    name = "A10: published share of the good"
    assert_exact(f"{name}, board of 1", board_of_one(norm, 0.02, 0.02), together, 5e-6)
    assert_exact(f"{name}, alone", alone(norm, 0.02, 0.02), apart, 5e-6)


@pytest.mark.parametrize(("members", "tenths", "share"), [(2, 3, 0.99847), (2, 5, 0.92587)])
def test_the_published_vectors_of_boards(members: int, tenths: int, share: float) -> None:
    found = board(members, Fraction(tenths, 10), 0.02, 0.02)
    assert_exact(f"A10: published share of the good, board of {members}", found, share, 5e-6)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("members", [0, 1])
@pytest.mark.parametrize("norm", get_args(Norm))
def test_the_good_settle_at_their_share(norm: Norm, members: int, number: int) -> None:
    check(alone_or_by_one(norm, members, number))


BOARDS = [(2, 3), (2, 5), (2, 7), (3, 5), (4, 5), (5, 2), (7, 9)]


@pytest.mark.parametrize(("members", "tenths"), BOARDS)
def test_the_good_settle_at_their_share_before_a_board(members: int, tenths: int) -> None:
    check(by_many(members, tenths, 10 * members + tenths))


BOARD = Case("stern judging", 0.05, 0.03, 2, generations=400)
ALONE = Case("simple standing", 0.05, 0.03)
ONE = Case("scoring", 0.12, 0.05, 1, n=50, generations=5000)


@pytest.mark.parametrize("case", [BOARD, ALONE, ONE], ids=str)
def test_what_is_sabotaged_below_holds(case: Case) -> None:
    check(case)


def fails(case: Case) -> None:
    with pytest.raises(AssertionError, match=r"A10: good, .* is not"):
        check(case)


@pytest.mark.slow
def test_as_many_as_the_threshold_are_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a board of two and a threshold of a half, the second voice decides."""

    def as_many(share: float, members: int) -> int:
        return math.ceil(Fraction(repr(share)) * members)

    monkeypatch.setattr(lowering, "needed", as_many)
    fails(BOARD)


SABOTAGES: list[tuple[Case, str, str]] = [
    (ALONE, "place = np.uint64(block)", "place = ZERO"),
    (BOARD, "place = np.uint64(block)", "place = ZERO"),
    (ONE, ">= law.fails else np.uint8(0)", ">= law.fails else np.uint8(1) - means_to"),
    (BOARD, "verdict ^ state.flipped[d]", "verdict"),
]
"""One observation of a giver for all, twice; refusals that fail too; nobody errs."""


@pytest.mark.slow
@pytest.mark.parametrize(("case", "old", "new"), SABOTAGES, ids=str)
def test_a_sabotaged_kernel_is_noticed(
    case: Case, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = other_kernel(helping, old, new, tmp_path)
    monkeypatch.setattr(helping, "helping_play", other.helping_play)
    fails(case)

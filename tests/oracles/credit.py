"""Target T3: published score distributions of two groups, and the three policies of a bank on them.

The data lie beside the repository (see ORACLES T3); a policy is worked out from them here, and
only its result is written into documents.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from oracles.published import DATA

Values = npt.NDArray[np.float64]
REFERENCE = DATA / "visible" / "liu2018_u4_reference.csv"
BINS = (2.1, 4.2, 5.4, 6.5, 7.9, 9.6, 12.0, 13.8, 17.0, 15.8, 5.7)
"""Percentages of people in each 50 points from 300 on, over all groups."""
LOW, HIGH, GAIN, LOSS = 300.0, 850.0, 75.0, 150.0
COLUMNS = (2, 1)
"""The columns of the two groups, the smaller one first."""


@dataclass(frozen=True)
class Groups:
    """By group: mass and chance of repayment on the grid of scores; the weights of the groups."""

    score: Values
    mass: tuple[Values, Values]
    repaid: tuple[Values, Values]
    weight: tuple[float, float]


def _table(name: str) -> Values:
    path = DATA / "fico_transrisk_2003" / f"transrisk_{name}_by_race_ssa.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]
    return np.array(rows, dtype=np.float64)


def read_groups() -> Groups:
    """The two groups of the target."""
    cumulative, failed = _table("cdf"), _table("performance")
    edges = np.linspace(LOW, HIGH, len(BINS) + 1)
    score = np.interp(cumulative[:, 0], np.cumsum([0.0, *BINS]), edges)
    totals = (DATA / "fico_transrisk_2003" / "totals.csv").read_text(encoding="utf-8")
    heads = [float(cell) for cell in totals.splitlines()[1].split(",")[1:]]
    people = [heads[column - 1] for column in COLUMNS]
    first, second = (np.diff(cumulative[:, c] / 100.0, prepend=0.0) for c in COLUMNS)
    good, better = (1.0 - failed[:, c] / 100.0 for c in COLUMNS)
    weight = people[0] / sum(people)
    return Groups(score, (first, second), (good, better), (weight, 1.0 - weight))


@dataclass(frozen=True)
class Policy:
    """By group: the chance of a loan at each score of the grid."""

    grants: tuple[Values, Values]


def from_the_top(mass: Values, share: float) -> Values:
    """Grant to this share of a distribution, highest scores first, the last score by chance."""
    above = np.cumsum(mass[::-1])[::-1] - mass
    grants = np.clip((share - above) / np.where(mass > 0.0, mass, 1.0), 0.0, 1.0)
    grants[grants < 1e-9] = 0.0
    grants[grants > 1.0 - 1e-9] = 1.0
    return np.asarray(grants)


def profit(of: Groups, policy: Policy, ratio: float) -> float:
    """What the bank gains per head: 1 for a loan repaid, ``-ratio`` for one that is not."""
    total = 0.0
    for k in range(2):
        gain = of.repaid[k] - ratio * (1.0 - of.repaid[k])
        total += of.weight[k] * float(of.mass[k] @ (policy.grants[k] * gain))
    return total


def most_profit(of: Groups, ratio: float) -> Policy:
    """Lend wherever it pays."""
    even = ratio / (1.0 + ratio)
    first, second = (np.where(of.repaid[k] >= even, 1.0, 0.0) for k in range(2))
    return Policy((first, second))


def _best(of: Groups, ratio: float, bases: tuple[Values, Values]) -> Policy:
    """The most profitable of granting one share of each base: profit is linear between kinks."""
    kinks = {float(share) for base in bases for share in np.cumsum(base[::-1])}
    policies = (
        Policy((from_the_top(bases[0], share), from_the_top(bases[1], share)))
        for share in sorted(min(kink, 1.0) for kink in kinks)
    )
    return max(policies, key=lambda policy: profit(of, policy, ratio))


def equal_rates(of: Groups, ratio: float) -> Policy:
    """Demographic parity: one selection rate."""
    return _best(of, ratio, of.mass)


def equal_chances(of: Groups, ratio: float) -> Policy:
    """Equal opportunity: one rate among those who would repay."""
    first, second = (of.mass[k] * of.repaid[k] for k in range(2))
    return _best(of, ratio, (first / first.sum(), second / second.sum()))


POLICIES: dict[str, Callable[[Groups, float], Policy]] = {
    "MP": most_profit,
    "DP": equal_rates,
    "EO": equal_chances,
}


def threshold_of(of: Groups, grants: Values) -> float:
    """The mean of the thresholds between which a policy randomises."""
    first = int(np.argmax(grants > 0.0))
    mixed = float(grants[first])
    above = float(of.score[min(first + 1, len(grants) - 1)])
    return mixed * float(of.score[first]) + (1.0 - mixed) * above


def moves(score: Values, ups: float = GAIN, downs: float = LOSS) -> tuple[Values, Values]:
    """How far a score really rises and falls, clamped for each person."""
    return np.minimum(score + ups, HIGH) - score, score - np.maximum(score - downs, LOW)


def change(of: Groups, policy: Policy, k: int) -> tuple[float, float]:
    """The mean and the variance of the change of score of a person of group k."""
    up, down = moves(of.score)
    mass, p = of.mass[k] * policy.grants[k], of.repaid[k]
    mean = float(mass @ (p * up - (1.0 - p) * down))
    square = float(mass @ (p * up**2 + (1.0 - p) * down**2))
    return mean, square - mean**2


# ---- errors that a check has to notice


def swapped(of: Groups) -> Groups:
    """The groups' cumulative columns swapped."""
    return replace(of, mass=of.mass[::-1])


def complemented(of: Groups) -> Groups:
    """Performance in place of its complement."""
    return replace(of, repaid=(1.0 - of.repaid[0], 1.0 - of.repaid[1]))


def one_curve(of: Groups) -> Groups:
    """The second group's curve of repayment for both."""
    return replace(of, repaid=(of.repaid[1], of.repaid[1]))


def equally_weighted(of: Groups) -> Groups:
    """Both groups weigh the same."""
    return replace(of, weight=(0.5, 0.5))


SABOTAGES = (swapped, complemented, one_curve, equally_weighted)

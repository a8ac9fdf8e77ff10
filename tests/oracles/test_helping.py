"""T4: helping under a board or private opinions, with imitation, against the authors' own runs.

Their model is fully specified and their numbers are means of 1,000 runs, so two ensembles are
compared. Rare runs collapse into nobody giving: means move by the tail, so medians and spreads
are compared too. A share of acts cannot stray further from its mean than ``reach``, so the
standard error of the spread of n runs is at most reach / (2 sqrt n), however heavy the tail.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from glasscity.documents.helping import Helping, Norm
from glasscity.kernels import helping
from glasscity.lowering import helping as lowering
from glasscity.studies.ensemble import Ensemble
from glasscity.studies.helping import play_many
from oracles.games import evolving, private, public
from oracles.near import assert_near, size
from oracles.other_kernel import other_kernel
from oracles.published import rows_of
from oracles.validation import seed_of

DELTA = 0.01
PUBLISHED_RUNS = 1000
GENERATIONS = 10_000


@dataclass(frozen=True)
class Point:
    """A published setting and its numbers; ``middle`` is the median with its standard error."""

    name: str
    game: Helping
    mean: float
    error: float
    spread: float
    middle: tuple[float, float] | None = None


def boards() -> list[Point]:
    points = []
    for row in rows_of("institutions_fig3_visible.csv"):
        norm, members, share = cast(Norm, row["norm"]), int(row["Q"]), float(row["q"])
        points.append(
            Point(
                f"{norm}, board of {members}, q {share}",
                evolving(norm, public(members, share)),
                float(row["cooperation_mean"]),
                float(row["error_bar_half_width_2se"]) / 2,
                float(row["implied_sd_across_1000_runs"]),
            )
        )
    return points


def opinions() -> list[Point]:
    points = []
    for row in rows_of("institutions_private_runs_visible.csv"):
        norm, empathy, n = cast(Norm, row["reputation_norm"]), float(row["E"]), int(row["runs"])
        spread = float(row["coop_sd"])
        bulk = (float(row["coop_q95"]) - float(row["coop_q05"])) / 3.29
        points.append(
            Point(
                f"{norm}, alone, empathy {empathy}",
                evolving(norm, private(empathy)),
                float(row["coop_mean"]),
                spread / math.sqrt(n),
                spread,
                (float(row["coop_median"]), 1.2533 * bulk / math.sqrt(n)),
            )
        )
    return points


def laws(points: list[Point]) -> list[list[Point]]:
    """Points together that are one law: thresholds that ask for as many members."""
    found: dict[str, list[Point]] = {}
    for point in points:
        same = point.game.model_dump(exclude={"reputation"})
        law = lowering.lower_helping(point.game)
        key = f"{same} {law.own} {law.empathy} {law.judges} {law.needed}"
        found.setdefault(key, []).append(point)
    return list(found.values())


def check(points: list[Point], runs: int) -> Ensemble:
    """Hold all points of one law against one ensemble of the first of them."""
    got = play_many(points[0].game, runs, GENERATIONS, seed_of(4), threads=2).cooperation
    for point in points:
        error = math.hypot(got.error, point.error)
        assert_near(f"T4: gifts, {point.name}", got.mean, point.mean, error, 0.03, DELTA)
    return got


def check_tails(points: list[Point], got: Ensemble) -> None:
    """Medians and spreads, which need large ensembles to mean anything."""
    runs = len(got.values)
    for point in points:
        if point.middle is not None:
            middle, its = point.middle
            error = its * math.hypot(1.0, math.sqrt(PUBLISHED_RUNS / runs))
            name = f"T4: median of gifts, {point.name}"
            assert_near(name, got.quantile(0.5), middle, error, 0.003, DELTA)
    spread = math.sqrt(sum(point.spread**2 for point in points) / len(points))
    reach = max(got.mean, *(abs(value - got.mean) for value in got.values))
    error = reach / 2 * math.sqrt(1 / runs + 1 / (PUBLISHED_RUNS * len(points)))
    name = f"T4: spread of runs, {points[0].name}"
    assert_near(name, got.spread, spread, error, 0.03, DELTA)


def found(*names: str) -> list[list[Point]]:
    """The laws of which the first point is named so."""
    points = [*boards(), *opinions()]
    return [law for law in laws(points) if law[0].name.startswith(names)]


def test_the_points_are_five_laws() -> None:
    assert [len(law) for law in found("")] == [5, 2, 3, 1, 1]


@pytest.mark.parametrize("which", range(5))
def test_gifts_are_as_published(which: int) -> None:
    """Forty runs; in a validation two hundred for each point, and four hundred at least."""
    law = found("")[which]
    got = check(law, size(40, 200 * max(2, len(law))))
    if size(0, 1):
        check_tails(law, got)


@pytest.mark.slow
def test_as_many_as_the_threshold_are_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under shunning, a board of two and a half of it: nobody gives, or nearly everybody."""
    (law,) = found("shunning, board of 2, q 0.5")

    def as_many(share: float, members: int) -> int:
        return math.ceil(share * members)

    monkeypatch.setattr(lowering, "needed", as_many)
    with pytest.raises(AssertionError, match=r"T4: gifts, shunning, .* is not"):
        check(law, 40)


SABOTAGES = [
    ("shunning, board of 2, q 0.1", "place = np.uint64(block)", "place = ZERO"),
    (
        "shunning, board of 2, q 0.5",
        ">= law.fails else np.uint8(0)",
        ">= law.fails else np.uint8(1) - means_to",
    ),
    ("stern judging, board", "law.adopts[gain + law.offset]", "law.adopts[law.offset - gain]"),
]
"""One observation of a giver for all; refusals that fail too; the worse off are copied."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new"), SABOTAGES)
def test_a_sabotaged_kernel_is_noticed(
    name: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (law,) = found(name)
    monkeypatch.setattr(
        helping, "helping_play", other_kernel(helping, old, new, tmp_path).helping_play
    )
    with pytest.raises(AssertionError, match=r"T4: gifts, .* is not"):
        check(law, 40)

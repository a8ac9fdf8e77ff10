"""T3: one step of lending on published score distributions (Liu and others, 2018), cost ratio 4.

Policies are bars by group, whose marginal score is refused by chance; what comes of a loan moves
the score by 75 up or 150 down. Scores are tenths of a point, so that the grid is whole.
"""

from __future__ import annotations

import csv
import functools
import math
from collections.abc import Callable

import numpy as np
import pytest

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from oracles.credit import (
    GAIN,
    HIGH,
    LOSS,
    LOW,
    POLICIES,
    REFERENCE,
    SABOTAGES,
    Groups,
    Policy,
    Values,
    change,
    profit,
    read_groups,
    threshold_of,
)
from oracles.little import PER_WINDOW, act, city, conduct, live, stratum
from oracles.near import assert_exact, assert_number, assert_share, size
from oracles.reading import total
from reference_tests.town import regime, registry, rule
from strategies.words import Words, quantity, title

RATIO = 4.0
TENTHS = 10
LEVELS = ("offline", "online")
STRATA = tuple(stratum(online=level) for level in LEVELS)
needs_data = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the target's data lie beside the repository; not there"
)


@functools.cache
def reference() -> dict[tuple[str, int], dict[str, str]]:
    """The rows of the target by policy and group, the smaller group first."""
    rows = list(csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines()))
    return {(row["policy"], n % 2): row for n, row in enumerate(rows)}


def check_numbers(of: Groups, name: str) -> None:
    """Thresholds, rates, profit and change of score of a policy, worked out without chance."""
    policy = POLICIES[name](of, RATIO)
    for k in range(2):
        row = reference()[name, k]
        wanted = {word: float(row[word]) for word in row if word not in ("policy", "group")}
        rate = float(of.mass[k] @ policy.grants[k])
        told = f"T3: {name}, group {k + 1}"
        threshold = threshold_of(of, policy.grants[k])
        assert_exact(f"{told}: threshold", threshold, wanted["threshold_score"], 0.5)
        assert_exact(f"{told}: selection rate", rate, wanted["selection_rate"], 0.001)
        got, _ = change(of, policy, k)
        exact = wanted["delta_mu_individual_clamped"]
        assert_exact(f"{told}: change of score", got, exact, 0.02)
        gain = profit(of, policy, RATIO) / (1.0 + RATIO)  # the unit of the target
        assert_exact(f"{told}: profit", gain, wanted["bank_profit"], 0.001)


@needs_data
@pytest.mark.parametrize("name", POLICIES)
def test_policies_are_those_of_the_target(name: str) -> None:
    check_numbers(read_groups(), name)


def tenths(score: float) -> int:
    """A score in tenths of a point."""
    return round(TENTHS * score)


def by_level(parts: tuple[object, object]) -> Words:
    """One part for each group."""
    return {"by": "online", "levels": dict(zip(LEVELS, parts, strict=True))}


def ledger_of(of: Groups, edges: list[int]) -> Words:
    """The score, its distribution in each group, and bands from these edges on."""
    spreads = [
        {
            "spread": [
                {"score": quantity(tenths(s), "points"), "share": quantity(float(m), "share")}
                for s, m in zip(of.score, mass, strict=True)
            ]
        }
        for mass in of.mass
    ]
    rules = [
        rule("up", "repay", round(TENTHS * GAIN)),
        rule("down", "default", -round(TENTHS * LOSS)),
    ]
    return {
        "kind": "ledger",
        "id": "points",
        "title": title("points"),
        "opening": by_level((spreads[0], spreads[1])),
        "floor": quantity(tenths(LOW), "points"),
        "ceiling": quantity(tenths(HIGH), "points"),
        "update": "each record",
        "bands": [
            {"id": f"b{n}", "title": title(f"b{n}"), "from": quantity(edge, "points")}
            for n, edge in enumerate(edges)
        ],
        "rules": rules,
    }


def doors_of(of: Groups, policy: Policy) -> tuple[list[Words], list[int]]:
    """The bars of a policy, and the edges of the bands that they name."""
    firsts = [int(np.argmax(grants > 0.0)) for grants in policy.grants]
    edges = {tenths(LOW)} | {tenths(of.score[k]) for f in firsts for k in (f, f + 1)}
    starts = sorted(edges)
    doors = []
    for level, grants, first in zip(LEVELS, policy.grants, firsts, strict=True):
        margin = tenths(of.score[first])
        below = [f"b{n}" for n, start in enumerate(starts) if start < margin]
        bars = [("below", below, 1.0), ("at", [f"b{starts.index(margin)}"], 1.0 - grants[first])]
        doors += [
            {
                "kind": "bar",
                "id": f"{name}-{level}",
                "title": title(name),
                "service": "loan",
                "when": {"instrument": "points", "bands": bands},
                "whom": {"by": "online", "levels": [level]},
                "chance": quantity(float(chance), "chance"),
            }
            for name, bands, chance in bars
            if chance > 0.0 and bands
        ]
    return doors, starts


def ladder_of(of: Groups, repaid: Values) -> list[Words]:
    """Chances of repayment as steps of the score."""
    return [
        {"from": quantity(tenths(s), "points"), "chance": quantity(float(p), "chance")}
        for s, p in zip(of.score, repaid, strict=True)
    ]


def bank(of: Groups, policy: Policy) -> City:
    """A policy on these groups as documents; everybody applies once."""
    loan = {"id": "loan", "title": title("loan"), "context": "money"}
    loan["rate"] = quantity(1.0, PER_WINDOW)
    kinds = [act("repay", 0.0), act("default", 0.0)]
    doors, edges = doors_of(of, policy)
    chances = by_level((ladder_of(of, of.repaid[0]), ladder_of(of, of.repaid[1])))
    outcome = {"id": "o", "title": title("o"), "service": "loan", "ledger": "points"}
    law = regime(
        1,
        sensors=[registry("book", "repay", "default")],
        instruments=[ledger_of(of, edges)],
        consequences=doors,
        outcomes=[
            outcome | {"deeds": [{"deed": "repay", "chances": chances}, {"deed": "default"}]}
        ],
    )
    return city(law, conduct(*kinds, bound=1e-6, services=[loan]))


def people_for(of: Groups, policy: Policy, k: int) -> int:
    """People who bring the standard error of the mean change below 1 % of it."""
    mean, variance = change(of, policy, k)
    least = math.ceil(1.1 * variance / (0.01 * mean) ** 2)
    return max(size(60_000, 1_000_000), least)


def lend(of: Groups, name: str, people: tuple[int, ...], seed: int) -> Outcome:
    """Run a policy on so many people of each group."""
    lent = bank(of, POLICIES[name](of, RATIO))
    return live(lent, dict(zip(STRATA, people, strict=True)), 1, seed)


def check_bank(name: str, outcome: Outcome, people: tuple[int, ...], errors: list[float]) -> None:
    """Selection rates and mean changes of score against the target's own numbers."""
    for k, g in enumerate(STRATA):
        row = reference()[name, k]
        told = f"T3: {name}, group {k + 1}"
        loans = total(outcome, "attempts", "loan", [g]) - sum(
            total(outcome, "refused", key, [g])
            for measure, key in outcome.columns
            if measure == "refused"
        )
        rate = float(row["selection_rate"])
        assert_share(f"{told}: selection rate", loans, people[k], rate)
        up = total(outcome, "points_up", "points/up/true", [g])
        down = total(outcome, "points_down", "points/down/true", [g])
        exact = float(row["delta_mu_individual_clamped"])
        got = (up - down) / TENTHS / people[k]
        assert_number(f"{told}: change of score", got, exact, errors[k])


@functools.cache
def sizes(name: str) -> tuple[tuple[int, ...], list[float]]:
    """People of each group, and the standard errors of their mean change of score."""
    of = read_groups()
    policy = POLICIES[name](of, RATIO)
    people = tuple(people_for(of, policy, k) for k in range(2))
    return people, [math.sqrt(change(of, policy, k)[1] / people[k]) for k in range(2)]


@needs_data
@pytest.mark.parametrize("name", POLICIES)
def test_a_bank_moves_scores_as_the_target_says(name: str) -> None:
    people, errors = sizes(name)
    check_bank(name, lend(read_groups(), name, people, 307), people, errors)


@pytest.mark.slow
@needs_data
@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_wrong_data_is_noticed_without_chance(sabotage: Callable[[Groups], Groups]) -> None:
    with pytest.raises(AssertionError, match="T3: DP"):
        check_numbers(sabotage(read_groups()), "DP")


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_wrong_data_is_noticed_in_the_city(sabotage: Callable[[Groups], Groups]) -> None:
    people, errors = sizes("DP")
    outcome = lend(sabotage(read_groups()), "DP", people, 303)
    with pytest.raises(AssertionError, match=r"T3: DP.* is not"):
        check_bank("DP", outcome, people, errors)

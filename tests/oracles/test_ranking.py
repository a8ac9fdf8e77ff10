"""Whoever comes first: so many are looked into, and what is found; so many are granted a status.

Exact: how many have their turn; who they are where scores differ; where they do not, the lot is
fair. What is found follows from prevalence, and counts only those who were looked into.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City
from glasscity.engine import ranking, society
from glasscity.lowering import plan
from glasscity.lowering import ranking as lowering
from glasscity.lowering.ranking import Inquiry
from glasscity.lowering.society import Delivery, deliveries_of
from glasscity.tables.law import I64, U32, People
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.codes import Event
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import PER_WINDOW, YEARLY, city, conduct, live, never, stratum
from oracles.near import assert_exact, assert_near, assert_share, draws
from oracles.reading import at_end, total
from reference_tests import town
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import Words, quantity, title

WOMEN, MEN = stratum(sex="female"), stratum(sex="male")
MONTH = YEAR_DAYS / 12


def by_sex(female: int, male: int) -> Words:
    """Where people of each sex open."""

    def at(score: int) -> Words:
        return {"spread": [{"score": quantity(score, "points"), "share": quantity(1.0, "share")}]}

    return {"by": "sex", "levels": {"female": at(female), "male": at(male)}}


def fraud(chance: float) -> Conduct:
    """A harmful deed that each person does with this chance in a window, and no other."""
    kinds = [
        town.deed("fraud", factor="f", rate=quantity(chance, PER_WINDOW)),
        town.deed("finding", "neutral", factor="f", rate=quantity(0.0, PER_WINDOW)),
        town.deed("accusation", "neutral", factor="f", rate=quantity(0.0, PER_WINDOW)),
    ]
    return conduct(*kinds, bound=1.0, unit=PER_WINDOW)


@dataclass(frozen=True)
class Hunt:
    """Looks into ``a_month`` people; ``frauds`` is the share who are guilty after one window."""

    a_month: float
    frauds: float
    finds: float
    accuses: float
    first: str = "lowest"
    n_days: int = 30

    def city(self, points: Words, sensors: tuple[Words, ...] = ()) -> City:
        """One ledger, called points, decides who comes first."""
        inquiry = {
            "kind": "ranked",
            "id": "hunt",
            "title": title("hunt"),
            "reads": "points",
            "first": self.first,
            "capacity": quantity(self.a_month, "per month"),
            "finds": quantity(self.finds, "chance"),
            "accuses": quantity(self.accuses, "chance"),
            "found_as": "finding",
            "accused_as": "accusation",
            "claim": quantity(12.5, "CNY"),
        }
        parts: Any = {"instruments": [points], "sensors": sensors, "investigations": [inquiry]}
        return city(regime(self.n_days, **parts), fraud(self.frauds))

    def turns(self, weight: float, n_windows: int = 1) -> int:
        """Simulated people who are looked into in so many windows."""
        return math.floor(self.a_month / MONTH / weight * self.n_days * n_windows)

    def precision(self, prevalence: float) -> float:
        """Share of findings that are right."""
        right, wrong = prevalence * self.finds, (1.0 - prevalence) * self.accuses
        return right / (right + wrong)


def some_hunts() -> list[tuple[Hunt, float]]:
    """Drawn hunts, each with a weight of the people."""
    draw = draws(41)
    return [
        (
            Hunt(
                a_month=float(draw.integers(20_000, 30_000)) * weight,
                frauds=float(draw.uniform(0.2, 0.6)),
                finds=float(draw.uniform(0.6, 0.9)),
                accuses=float(draw.uniform(0.1, 0.3)),
                n_days=int(draw.integers(25, 40)),
            ),
            weight,
        )
        for weight in (1.0, 2.5, 8.0)
    ]


PEOPLE = 50_000


def check_uniform(hunt: Hunt, weight: float) -> None:
    """Equal scores: a fair lot among all, and precision by prevalence."""
    points = ledger(0, -1, 1)
    outcome = live(hunt.city(points), {WOMEN: PEOPLE, MEN: PEOPLE}, 1, 5, 1, weight)
    turns = hunt.turns(weight)
    looked_into = total(outcome, "investigated", "hunt")
    assert_exact(f"house: people looked into, {hunt}", looked_into, turns)
    names = outcome.trace[outcome.trace[:, 3] == Event.INVESTIGATED, 0]
    assert_exact(f"house: different people looked into, {hunt}", len(np.unique(names)), turns)
    women = total(outcome, "investigated", "hunt", [WOMEN])
    assert_near(
        f"house: women among those looked into, {hunt}",
        women / turns,
        0.5,
        0.5 / math.sqrt(turns) * math.sqrt(1.0 - turns / (2 * PEOPLE)),
        0.01,
    )
    found, accused = total(outcome, "found", "hunt"), total(outcome, "accused", "hunt")
    for name, got, exact in (
        ("found", found, hunt.frauds * hunt.finds),
        ("accused", accused, (1.0 - hunt.frauds) * hunt.accuses),
    ):
        error = math.sqrt(exact * (1.0 - exact) / turns)
        assert_near(f"house: {name} of those looked into, {hunt}", got / turns, exact, error, 0.01)
    hits, precision = found + accused, hunt.precision(hunt.frauds)
    error = math.sqrt(precision * (1.0 - precision) / hits)
    assert_near(f"house: precision, {hunt}", found / hits, precision, error, 0.01)
    claimed = total(outcome, "claimed", "hunt")
    assert_exact(f"house: fen claimed, {hunt}", claimed, 1250 * hits)


@pytest.mark.parametrize("number", range(3))
def test_equal_scores_are_looked_into_by_a_fair_lot(number: int) -> None:
    check_uniform(*some_hunts()[number])


def check_strata(hunt: Hunt, lower: int, higher: int) -> None:
    """Women stand lower: they are exhausted before any man is looked into, or after all men."""
    place = hunt.city(ledger(0, -5, 5) | {"opening": by_sex(-3, 2)})
    outcome = live(place, {WOMEN: lower, MEN: higher}, 1, 5)
    turns = min(hunt.turns(1.0), lower + higher)
    women = min(lower, turns) if hunt.first == "lowest" else max(0, turns - higher)
    for name, g, exact in (("women", WOMEN, women), ("men", MEN, turns - women)):
        got = total(outcome, "investigated", "hunt", [g])
        assert_exact(f"house: {name} looked into, {hunt}", got, exact)


@pytest.mark.parametrize("first", ["lowest", "highest"])
@pytest.mark.parametrize("a_month", [100.0, 1000.0, 2500.0, 9000.0])
def test_who_stands_first_is_exhausted_first(first: str, a_month: float) -> None:
    check_strata(Hunt(a_month, 0.3, 0.8, 0.1, first), 1000, 2000)


def check_correlated(hunt: Hunt, seen: float, mistakes: float) -> None:
    """A record costs the standing: frauds seen with chance ``seen``, and false records."""
    sensor = registry("register", "fraud", completeness=seen) | {
        "false_records": quantity(mistakes, YEARLY)
    }
    points = ledger(0, -1, 0, rule("fraud", "fraud", -1), good=0)
    outcome = live(hunt.city(points, (sensor,)), {WOMEN: 2 * PEOPLE}, 1, 5)
    clean = math.exp(-mistakes * hunt.n_days / YEAR_DAYS)
    low_if = {True: 1.0 - (1.0 - seen) * clean, False: 1.0 - clean}
    p = hunt.frauds
    share_low = p * low_if[True] + (1.0 - p) * low_if[False]
    of_low = p * low_if[True] / share_low
    of_high = p * (1.0 - low_if[True]) / (1.0 - share_low)
    low, turns = at_end(outcome, "people_in_band", "points/recorded/poor"), hunt.turns(1.0)
    assert_share(f"house: people with a record, {hunt}", low, 2 * PEOPLE, share_low)
    from_low = min(low, turns) if hunt.first == "lowest" else max(0, turns - 2 * PEOPLE + low)
    from_high = turns - from_low
    for name, by_low, by_high in (
        ("found", of_low * hunt.finds, of_high * hunt.finds),
        ("accused", (1.0 - of_low) * hunt.accuses, (1.0 - of_high) * hunt.accuses),
    ):
        exact = from_low * by_low + from_high * by_high
        spread = from_low * by_low * (1.0 - by_low) + from_high * by_high * (1.0 - by_high)
        got, error = total(outcome, name, "hunt") / turns, math.sqrt(spread) / turns
        assert_near(f"house: {name} by rank, {hunt}", got, exact / turns, error, 0.01)


@pytest.mark.parametrize("first", ["lowest", "highest"])
@pytest.mark.parametrize("a_month", [15_000.0, 60_000.0])
def test_a_score_that_goes_with_guilt_finds_more_of_it(first: str, a_month: float) -> None:
    check_correlated(Hunt(a_month, 0.3, 0.7, 0.2, first), seen=0.4, mistakes=1.5)


def check_records(hunt: Hunt) -> None:
    """Each finding but those of the last window is a record, true or false, and real only."""
    rules = [rule("finding", "finding", -1), rule("accusation", "accusation", -2)]
    points = ledger(0, -500, 0, *rules)
    outcome = live(hunt.city(points), {WOMEN: 3000}, 3, 5)
    for name, kind, truth in (("found", "finding", "true"), ("accused", "accusation", "false")):
        sent = sum(total(outcome, name, "hunt", window=window) for window in range(2))
        arrived = total(outcome, "hits_of_rule", f"points/{kind}/{truth}")
        assert sent > 50
        assert_exact(f"house: {name} and recorded", arrived, sent)
    for column in ("unerring", "all-seen"):
        unmoved = total(outcome, "score_at_end", f"points/{column}/0")
        assert_exact(f"house: no finding in column {column}", unmoved, 3000)


def test_findings_are_records_of_the_next_window() -> None:
    check_records(Hunt(1000.0, 0.2, 0.8, 0.4))


@dataclass(frozen=True)
class Quota:
    """Grants a status to ``a_year`` of those with at least ``least`` points."""

    a_year: float
    least: int
    weight: float

    def city(self) -> City:
        status = {
            "kind": "ascribed-status",
            "id": "household",
            "title": title("household"),
            "opening": quantity(0, "points"),
            "bands": [
                {"id": "without", "title": title("without"), "from": quantity(0, "points")},
                {"id": "with", "title": title("with"), "from": quantity(1, "points")},
            ],
            "gate": {
                "reads": "points",
                "least": quantity(self.least, "points"),
                "quota": quantity(self.a_year, "per year"),
            },
        }
        points = ledger(0, 0, 100) | {"opening": by_sex(40, 60)}
        return city(regime(None, instruments=[points, status]), never("fraud"))

    def granted(self, days: int) -> int:
        """Simulated people who have it after so many days, if enough may."""
        return math.floor(self.a_year / YEAR_DAYS / self.weight * days)


def has_it(outcome: Outcome, g: int, window: int, column: str = "recorded") -> int:
    """People of a stratum with the status at a window's end."""
    return total(outcome, "people_in_band", f"household/{column}/with", [g], window)


def check_quota(quota: Quota, women: int = 2000, men: int = 400, n_windows: int = 14) -> None:
    """The quota holds exactly at each window's end; men stand higher, and are granted first."""
    outcome = live(quota.city(), {WOMEN: women, MEN: men}, n_windows, 5, weight=quota.weight)
    days = np.cumsum(outcome.window_days).tolist()
    for window in range(n_windows):
        may = men if quota.least > 40 else women + men
        everybody = min(may, quota.granted(days[window]))
        exact = {MEN: min(men, everybody), WOMEN: max(0, everybody - men)}
        for column in ("recorded", "unerring", "all-seen"):
            for g, name in ((MEN, "men"), (WOMEN, "women")):
                got = has_it(outcome, g, window, column)
                what = f"house: {name} granted by window {window}, {column}, {quota}"
                assert_exact(what, got, exact[g])


@pytest.mark.parametrize("least", [0, 41])
@pytest.mark.parametrize("weight", [1.0, 3.5, 100.0])
def test_a_quota_is_exact_to_the_person(weight: float, least: int) -> None:
    a_year = float(draws(43).uniform(600.0, 900.0)) * weight
    check_quota(Quota(a_year, least, weight))


def test_nobody_loses_a_status_and_nobody_below_the_gate_is_granted_one() -> None:
    outcome = live(Quota(1e6, 61, 1.0).city(), {WOMEN: 50, MEN: 50}, 5, 5)
    assert_exact("house: granted below the gate", at_end(outcome, "people_in_band", HAVING), 0)
    outcome = live(Quota(1e6, 60, 1.0).city(), {WOMEN: 50, MEN: 50}, 5, 5)
    assert_exact("house: granted at the gate", at_end(outcome, "people_in_band", HAVING), 50)


HAVING = "household/recorded/with"


@pytest.mark.slow
def test_looking_into_people_twice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """People drawn with replacement: some have two turns, so fewer are looked into."""
    honest, dice = ranking.ranked, np.random.default_rng(3)

    def careless(inquiry: Inquiry, people: People, words: U32, so_many: int) -> I64:
        who = honest(inquiry, people, words, so_many)
        return np.unique(who[dice.integers(0, len(who), len(who))])

    monkeypatch.setattr(society, "ranked", careless)
    with pytest.raises(AssertionError, match="house: people looked into"):
        check_uniform(*some_hunts()[0])


@pytest.mark.slow
def test_numbers_not_scaled_by_weight_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = lowering.so_many

    def unscaled(a_day: float, weight: float, first_day: int, n_days: int) -> int:
        del weight
        return honest(a_day, 1.0, first_day, n_days)

    monkeypatch.setattr(society, "so_many", unscaled)
    check_quota(Quota(700.0, 0, 1.0))
    with pytest.raises(AssertionError, match="house: men granted"):
        check_quota(Quota(7000.0, 0, 10.0))
    with pytest.raises(AssertionError, match="house: people looked into"):
        check_uniform(*some_hunts()[1])


@pytest.mark.slow
def test_remainders_that_are_dropped_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each window rounded down by itself: what is left over is lost."""

    def rounded(a_day: float, weight: float, first_day: int, n_days: int) -> int:
        del first_day
        return math.floor(a_day / weight * n_days)

    monkeypatch.setattr(society, "so_many", rounded)
    with pytest.raises(AssertionError, match="granted by window"):
        check_quota(Quota(700.0, 0, 1.0))


@pytest.mark.slow
def test_accusing_nobody_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ranking.findings

    def just(inquiry: Inquiry, people: People, who: I64, words: U32) -> I64:
        return honest(replace(inquiry, accuses_below=0), people, who, words)

    monkeypatch.setattr(society, "findings", just)
    with pytest.raises(AssertionError, match="house: accused"):
        check_uniform(*some_hunts()[0])
    with pytest.raises(AssertionError, match="house: accused by rank"):
        check_correlated(Hunt(15_000.0, 0.3, 0.7, 0.2), seen=0.4, mistakes=1.5)


@pytest.mark.slow
def test_ranking_from_the_wrong_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ranking.ranked

    def reverse(inquiry: Inquiry, people: People, words: U32, so_many: int) -> I64:
        return honest(replace(inquiry, sign=-inquiry.sign), people, words, so_many)

    monkeypatch.setattr(society, "ranked", reverse)
    with pytest.raises(AssertionError, match="house: women looked into"):
        check_strata(Hunt(1000.0, 0.3, 0.8, 0.1), 1000, 2000)
    with pytest.raises(AssertionError, match="house: found by rank"):
        check_correlated(Hunt(15_000.0, 0.3, 0.7, 0.2), seen=0.4, mistakes=1.5)


@pytest.mark.slow
def test_accusations_that_count_as_true_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def believed(rules: Regime, deeds: Conduct) -> list[Delivery]:
        return [replace(record, is_false=False) for record in deliveries_of(rules, deeds)]

    monkeypatch.setattr(plan, "deliveries_of", believed)
    with pytest.raises(AssertionError, match="house: accused and recorded"):
        check_records(Hunt(1000.0, 0.2, 0.8, 0.4))


@pytest.mark.slow
def test_findings_that_yardsticks_hear_of_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def told_to_all(rules: Regime, deeds: Conduct) -> list[Delivery]:
        return [replace(record, is_known_to_all=True) for record in deliveries_of(rules, deeds)]

    monkeypatch.setattr(plan, "deliveries_of", told_to_all)
    with pytest.raises(AssertionError, match="house: no finding in column"):
        check_records(Hunt(1000.0, 0.2, 0.8, 0.4))

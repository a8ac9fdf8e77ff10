"""T5 (A7): permanent records of strikes, newcomers, and refusals that are strikes themselves.

Everybody meets one person a step; two in good standing try, a try fails with chance e, and
whoever meets somebody out of standing refuses: each is a strike. The share mu in good standing
solves mu = 1 - alpha(mu)^K.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pytest

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.engine import society
from glasscity.engine.place import live
from glasscity.tables.law import I64, U32
from glasscity.tables.outcome import Outcome
from oracles.little import act, census, city, conduct, population
from oracles.near import SHARE, assert_near
from reference_tests.town import ledger, regime, rule
from strategies.words import quantity, title

PEOPLE, STEPS, COUNTED, TIMES = 20_000, 160, 40, 5


@dataclass(frozen=True)
class Strikes:
    """``survives`` per step, tries that fail, and the strikes that cost the standing."""

    survives: float
    fails: float
    strikes: int

    def city(
        self, refuses_as: str | None = "refusal", expires: int | None = None, begins: int = 0
    ) -> City:
        most = 20_000
        lapse = {} if expires is None else {"expires": expires}
        rules = [rule(k, k, 1, **lapse) for k in ("failure", "refusal")]
        file = ledger(0, 0, most, *rules) | {
            "opening": quantity(begins, "points"),
            "newcomers": quantity(0, "points"),
            "bands": [
                {"id": "good", "title": title("good"), "from": quantity(0, "points")},
                {"id": "out", "title": title("out"), "from": quantity(self.strikes, "points")},
            ],
        }
        meeting = {
            "kind": "meeting",
            "id": "meeting",
            "title": title("meeting"),
            "fails": quantity(self.fails, "chance"),
            "fails_as": "failure",
            "refuses_as": refuses_as,
            "shuns": {"instrument": file["id"], "bands": ["out"]},
        }
        rules_of = regime(1, instruments=[file], encounters=[meeting])
        deeds = conduct(act("failure", 0.0), act("refusal", 0.0), bound=1.0)
        leaves = {"leaves": quantity(1.0 - self.survives, "per window")}
        return city(rules_of, deeds, population(turnover=leaves))

    def share(self, mu: float = 1.0) -> float:
        """Where a population settles: the largest root from a clean start, the least from 0."""
        for _ in range(100_000):
            p = 1.0 - (1.0 - self.fails) * mu
            alpha = self.survives * p / (1.0 - self.survives * (1.0 - p))
            mu = 1.0 - alpha**self.strikes
        return mu


def good(outcome: Outcome) -> float:
    """Share in good standing, mean over the last steps."""
    column = outcome.columns.index(("people_in_band", "points/recorded/good"))
    late = (outcome.column == column) & (outcome.window >= STEPS - COUNTED)
    return float(outcome.count[late].sum()) / COUNTED / outcome.people


def check(strikes: Strikes, begins: int = 0, **changes: Any) -> None:
    """Independent runs; the standard error is that of their mean."""
    place = strikes.city(begins=begins, **changes)
    exact = strikes.share(0.0 if begins else 1.0)
    runs = [
        good(live(place, census(PEOPLE), STEPS, key_of(11, k), threads=2)) for k in range(TIMES)
    ]
    error = stdev(runs) / math.sqrt(TIMES)
    assert_near(f"T5: in good standing, {strikes}", fmean(runs), exact, error, SHARE)


PUBLISHED = Strikes(0.90, 0.05, 3)


def test_the_published_point() -> None:
    assert PUBLISHED.share() == pytest.approx(0.383057, abs=1e-6)


CASES = [PUBLISHED, Strikes(0.8, 0.1, 2), Strikes(0.7, 0.03, 4)]


@pytest.mark.parametrize("strikes", CASES, ids=str)
def test_good_standing_settles_where_the_law_says(strikes: Strikes) -> None:
    check(strikes)


BISTABLE = Strikes(0.90, 0.02, 3)
"""The same rules, two ends: which of them a place comes to hangs on its history."""


@pytest.mark.parametrize("begins", [0, 3], ids=["clean", "struck out"])
def test_history_decides_between_two_ends(begins: int) -> None:
    assert BISTABLE.share(1.0) > BISTABLE.share(0.0) + 0.3
    check(BISTABLE, begins)


def test_the_published_point_from_the_other_end() -> None:
    check(PUBLISHED, begins=PUBLISHED.strikes)


@pytest.mark.slow
def test_refusals_that_are_not_charged_are_noticed() -> None:
    with pytest.raises(AssertionError, match="T5: in good standing"):
        check(PUBLISHED, refuses_as=None)


@pytest.mark.slow
def test_strikes_that_age_are_noticed() -> None:
    with pytest.raises(AssertionError, match="T5: in good standing"):
        check(PUBLISHED, expires=6)


@pytest.mark.slow
def test_newcomers_who_inherit_a_record_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(*_: object) -> None:
        """Whatever is asked, standings stay."""

    monkeypatch.setattr(society, "forget", keep)
    monkeypatch.setattr(society, "open_at", keep)
    with pytest.raises(AssertionError, match="T5: in good standing"):
        check(PUBLISHED)


@pytest.mark.slow
def test_people_who_meet_twice_or_never_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Partners drawn with replacement: a third is in no pair, others in several."""
    honest = society.order_of

    def careless(words: U32) -> I64:
        order = honest(words)
        return order[np.asarray(words[3], np.int64) % len(order)]

    monkeypatch.setattr(society, "order_of", careless)
    with pytest.raises(AssertionError, match="T5: in good standing"):
        check(PUBLISHED)

"""A8: false records that may be struck. Active ones per person by Little's law.

``f ((1 - c u) W + c u L)``: a share ``c`` is contested, ``u`` of those struck after ``L`` days, the
others lapse after ``W``. Who contests more often bears less: an oracle of unequal recourse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import poisson

from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import YEARLY, by, city, live, never, stratum
from oracles.near import assert_count, assert_exact, assert_mean, assert_share, size
from oracles.reading import scores, total
from oracles.sabotage import change_books, late
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import Words, quantity, title

MOST = 30
POOR, RICH = stratum(income="lowest"), stratum(income="highest")
FILES = {POOR: 0.1, RICH: 0.9}
"""Who contests, by income; nobody in between lives here."""


@dataclass(frozen=True)
class Appeals:
    """Errors a year, chance of success, days to a decision, days to a lapse."""

    false: float
    success: float
    lag: int
    lifetime: int

    def active(self, files: float) -> float:
        """Wrongful records in force per person."""
        struck = files * self.success
        days = (1.0 - struck) * self.lifetime + struck * min(self.lag, self.lifetime)
        return self.false * days / YEAR_DAYS

    def rules(self) -> Words:
        files = by("income", "share", lowest=FILES[POOR], highest=FILES[RICH])
        return {
            "kind": "correction",
            "id": "appeal",
            "title": title("appeal"),
            "files_if_aware": files,
            "files_if_unaware": files,
            "success": quantity(self.success, "chance"),
            "lag": quantity(self.lag, "days"),
        }

    def city(self) -> City:
        book = registry("book", "spit") | {"false_records": quantity(self.false, YEARLY)}
        points = ledger(0, -MOST, 1, rule("off", "spit", -1, expires=self.lifetime))
        n_days = self.lifetime // 4
        rules = regime(n_days, sensors=[book], instruments=[points], recourse=[self.rules()])
        return city(rules, never("spit"))


def check(appeals: Appeals, outcome: Outcome) -> None:
    """Active wrongful records of each group on the last day, and corrections on the way."""
    for g, files in FILES.items():
        law = poisson.pmf(np.arange(MOST + 1), appeals.active(files))
        people = scores(outcome, -MOST, 1, strata=[g])[MOST::-1]
        assert_mean(f"A8: active, {g}", people, np.arange(MOST + 1.0), law)
        for k in range(3):
            assert_share(f"A8: {k} active, {g}", int(people[k]), int(people.sum()), float(law[k]))
        false = total(outcome, "false_records", "book/spit", [g])
        assert_share(f"A8: filed, {g}", total(outcome, "filed", "", [g]), false, files)
        assert_count(
            f"A8: struck, {g}", total(outcome, "struck", "", [g]), false * files * appeals.success
        )


PUBLISHED = Appeals(0.1, 0.6, 91, 1096)
CASES = [PUBLISHED, Appeals(4.0, 0.6, 10, 60), Appeals(4.0, 1.0, 0, 60), Appeals(4.0, 1.0, 60, 60)]


def run(appeals: Appeals) -> Outcome:
    people = size(400_000, 2_000_000)
    return live(appeals.city(), {POOR: people, RICH: people}, 6, seed=71)


def test_the_published_vector() -> None:
    """f = 0.1, c = 0.5, u = 0.6, L = 0.25 and W = 3 years: 0.2175, and 0.3 with no appeal."""
    years = Appeals(0.1 * YEAR_DAYS, 0.6, 25, 300)
    assert_exact("A8: published, half contested", years.active(0.5) / 100, 0.2175)
    assert_exact("A8: published, no appeal", years.active(0.0) / 100, 0.3)


@pytest.mark.parametrize("appeals", CASES, ids=str)
def test_wrongful_records_in_force(appeals: Appeals) -> None:
    check(appeals, run(appeals))


@pytest.mark.slow
def test_a_correction_that_leaves_the_lapse_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that lapse two days late, struck ones not: only the poor see a difference."""
    appeals = CASES[1]
    change_books(monkeypatch, late(2))
    with pytest.raises(AssertionError, match=f"active, {POOR}: .* is not"):
        check(appeals, run(appeals))


@pytest.mark.slow
def test_a_decision_one_day_late_is_noticed() -> None:
    outcome = run(Appeals(4.0, 0.6, 13, 60))
    with pytest.raises(AssertionError, match=f"active, {RICH}: .* is not"):
        check(Appeals(4.0, 0.6, 10, 60), outcome)

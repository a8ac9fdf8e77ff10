"""Points of cities, villages, drivers and firms, as reported."""

from __future__ import annotations

import numpy as np
import pytest

from catalogue.cities import city_of, lived
from glasscity.mechanisms.consequences.privilege import Privilege
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.opening import Scores


def _ledger(name: str) -> Ledger:
    found = [it for it in city_of(name).regime.instruments if isinstance(it, Ledger)]
    return found[0]


def _rules(name: str) -> dict[str, Rule]:
    return {rule.on: rule for rule in _ledger(name).rules}


RONGCHENG = {
    "contract-breach": -20,
    "late-card-payment": -10,
    "loan-default": -20,
    "informal-loan-default": -20,
    "judgment-debt": -30,
    "court-debt-default": -50,
    "commercial-fraud": -30,
    "counterfeit-goods": -30,
    "late-utility-payment": -20,
    "utility-theft": -60,
}
"""RON-11: the part of the standard that was seen."""


def test_rongcheng_takes_points_as_its_standard_says() -> None:
    rules = _rules("rongcheng-2016")
    seen = {
        deed: rule.steps[0] for deed, rule in rules.items() if rule.points and rule.points[0].source
    }
    assert seen == RONGCHENG
    assert rules["drunk-driving"].to == "c"


def test_suining_gives_the_known_example() -> None:
    """SUI-07: fourteen missed instalments cost 420 points, and what was left was a D."""
    ledger, rules = _ledger("suining-2010"), _rules("suining-2010")
    left = 1000 + 14 * rules["late-card-payment"].steps[0]
    assert left == 580
    assert ledger.ends_of("d")[0] <= left <= ledger.ends_of("d")[1]
    reported = [rules[deed].steps[0] for deed in ("phone-bill-arrears", "investment-brought-in")]
    assert reported == [-20, 20]
    assert rules["model-worker-title"].steps[0] == 100


def test_suining_publishes_names_and_rongcheng_does_not() -> None:
    assert lived("suining-2010").tallies.sum("published") > 0
    assert lived("rongcheng-2016").tallies.sum("published") == 0


def test_the_city_that_rewards_refuses_nobody() -> None:
    """CON-13: incentives only."""
    city = city_of("city-incentives-2018")
    assert all(isinstance(c, Privilege) for c in city.regime.consequences)
    run = lived("city-incentives-2018")
    assert run.tallies.sum("refused") == 0 < run.tallies.sum("booked")


def test_its_scores_open_about_as_a_normal_law() -> None:
    """HZ-01, by the mean and width that the file names."""
    opening = _ledger("city-incentives-2018").opening
    assert isinstance(opening, Scores)
    scores = np.array([part.score.value for part in opening.spread])
    shares = np.array([part.share.value for part in opening.spread])
    mean = float(scores @ shares)
    assert mean == pytest.approx(600, abs=1)
    assert np.sqrt(shares @ (scores - mean) ** 2) == pytest.approx(75, abs=8)
    inside = shares[np.abs(scores - mean) <= 75].sum()
    assert inside == pytest.approx(0.68, abs=0.06)


def test_who_has_lost_all_points_takes_the_course_and_drives_again() -> None:
    run = lived("licence-points-2013")
    course = city_of("licence-points-2013").regime.recourse[-1]
    assert course.kind == "repair"
    assert course.points
    assert course.points.value == 12
    repaired, hours = run.tallies.sum("repaired"), run.tallies.sum("repair_hours")
    assert hours == 56 * run.tallies.sum("repairs") > 0
    assert 0 < repaired <= run.tallies.sum("repairs")


def test_a_village_gives_and_never_takes() -> None:
    steps = {deed: rule.steps[0] for deed, rule in _rules("village-points-2023").items()}
    assert steps == {"tidy-yard": 3, "volunteering": 5, "mediation": 5}
    assert lived("village-points-2023").tallies.sum("points_down") == 0


def test_firms_open_with_the_published_shares_of_grades() -> None:
    """COR-03, to the sampling error of firms drawn into grades."""
    run = lived("tax-grades-2018", people=20_000)
    opened = run.tallies.total("opened_in_band", "band").set_index("band")["count"]
    for grade, share in (("A", 0.0489), ("D", 0.0701)):
        error = np.sqrt(20_000 * share * (1 - share))
        assert opened[grade] == pytest.approx(20_000 * share, abs=4 * error)
    assert _rules("tax-grades-2018")["false-invoice"].to == "D"


def test_the_national_score_is_told_as_never_built() -> None:
    regime = city_of("national-2020").regime
    assert regime.status == "announced"
    assert "never built" in regime.title.en
    assert "never built" in _ledger("national-2020").title.en
    assert not any(rule.points and rule.points[0].source for rule in _ledger("national-2020").rules)
    run = lived("national-2020")
    assert run.tallies.sum("spread") > 0

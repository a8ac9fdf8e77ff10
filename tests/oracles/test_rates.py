"""How often deeds are done: base rates, groups, thinning, and what people know.

Candidates are drawn at a bound; deeds must come out at the rate that the catalogue and the
responses name, whatever the bound.
"""

from __future__ import annotations

import math

import pytest

from glasscity.documents.conduct import Conduct
from glasscity.documents.resolve import City
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.terms import Unit
from oracles.little import PER_WINDOW, YEARLY, act, by, city, conduct, live, stratum, years
from oracles.near import assert_count, assert_near, assert_number
from oracles.reading import total
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import Words, quantity, title

PEOPLE = 400_000


def multiple(value: float) -> Words:
    return quantity(value, "multiple")


def check_deeds(outcome: Outcome, kind: str, rate: float, strata: list[int] | None = None) -> None:
    """Deeds of a kind at this rate a year, by ``PEOPLE`` people."""
    got = total(outcome, "deeds", kind, strata)
    assert_count(f"house: {kind}", got, rate * PEOPLE * years(outcome))


@pytest.mark.parametrize("unit", [YEARLY, PER_WINDOW])
def test_groups_differ_by_their_multipliers(unit: Unit) -> None:
    """Two multipliers of one deed are multiplied, and leave the other deed of the factor alone."""
    rate = 1.2 if unit == YEARLY else 0.1
    aged = by("age", "multiple", **{"18_29": 1.0, "65+": 0.5})
    online = by("online", "multiple", offline=0.25, online=2.0)
    kinds = [act("spit", rate, unit, by=[aged, online]), act("shout", rate, unit)]
    deeds = conduct(*kinds, bound=3.5 * rate, unit=unit)
    groups = {
        stratum(age=age, online=online): a * b
        for age, a in (("18-29", 1.0), ("65+", 0.5))
        for online, b in (("offline", 0.25), ("online", 2.0))
    }
    outcome = live(city(regime(73), deeds), dict.fromkeys(groups, PEOPLE), 5, seed=81)
    yearly = rate if unit == YEARLY else rate * 365.25 / 73
    for g, times in groups.items():
        check_deeds(outcome, "spit", yearly * times, [g])
        check_deeds(outcome, "shout", yearly, [g])


@pytest.mark.parametrize("spread", [0.0, 1.2])
def test_room_in_a_factor_is_no_deed(spread: float) -> None:
    """A bound four times too wide, responses that may double, a fifth to be seen: same rates."""
    spit = act("spit", 1.0, at_most=multiple(2.0), seen_at_most=quantity(0.2, "share"))
    shout = act("shout", 0.5)
    outcome = live(city(regime(73), conduct(spit, shout, bound=4.0, spread=spread)), PEOPLE, 5, 83)
    more = total(outcome, "candidates")
    # each person has one propensity for the whole run, which scatters all counts of a factor
    scatter = 1.0 + spread**2 * more / PEOPLE
    exposure = PEOPLE * years(outcome)
    assert_count("house: candidates", more, 4.0 * exposure, scatter)
    assert_count("house: spit", total(outcome, "deeds", "spit"), 0.2 * exposure, scatter)
    assert_count("house: shout", total(outcome, "deeds", "shout"), 0.5 * exposure, scatter)


def responding(response: Words, aware: float, points: int) -> tuple[City, Conduct]:
    """A city that responds to a rule nobody records: the standing stays, so the rate does."""
    spit = act("spit", 2.0, at_most=multiple(2.0))
    deeds = conduct(spit, bound=4.0)
    book = ledger(5, 0, 30, rule("r", "spit", points), good=20)
    rules = regime(
        73,
        instruments=[book],
        responses=[response],
        awareness={"start": quantity(aware, "share"), "spread": quantity(0.0, "per year")},
    )
    return city(rules, deeds), deeds


def fear(unaware: float) -> Words:
    """A fall of at most 0.8, where half the deeds are believed to be recorded."""
    return {
        "kind": "deterrence",
        "id": "fear",
        "title": title("fear"),
        "ledger": "points",
        "deeds": ["spit"],
        "largest_fall": quantity(0.8, "share"),
        "half_risk": quantity(0.1, "share"),
        "starting_risk": quantity(0.5, "share"),
        "learning": quantity(0.0, "share"),
        "unaware": quantity(unaware, "share"),
    }


def hope(unaware: float) -> Words:
    """A rise to at most twice as much."""
    return {
        "kind": "incentive",
        "id": "hope",
        "title": title("hope"),
        "ledger": "points",
        "deeds": ["spit"],
        "largest_rise": multiple(1.0),
        "unaware": quantity(unaware, "share"),
    }


RESPONSES = [
    (fear(0.0), -5, 1.0 - 0.8 * (0.5 / 0.6) * (5 / 20)),
    (fear(0.0), -40, 1.0 - 0.8 * (0.5 / 0.6)),
    (hope(0.0), 12, 1.0 + 12 / 20),
    (fear(0.3), -10, 1.0 - 0.8 * (0.5 / 0.6) * (10 / 20)),
]


@pytest.mark.parametrize(("response", "points", "r"), RESPONSES)
@pytest.mark.parametrize("aware", [1.0, 0.0, 0.4])
def test_responses_thin_the_deeds(response: Words, points: int, r: float, aware: float) -> None:
    """The aware do r times as much; the unaware respond ``unaware`` times as strongly."""
    unaware = 1.0 + response["unaware"]["value"] * (r - 1.0)
    place, _ = responding(response, aware, points)
    outcome = live(place, PEOPLE, 5, seed=85)
    exposure = 2.0 * PEOPLE * years(outcome)
    mean = exposure * (aware * r + (1.0 - aware) * unaware)
    # who is aware stays so: their number scatters once, not in each window
    known = exposure * abs(r - unaware) * math.sqrt(aware * (1.0 - aware) / PEOPLE)
    got = total(outcome, "deeds", "spit")
    assert_number("house: deeds", got, mean, math.sqrt(mean + known**2))


@pytest.mark.slow
def test_another_response_is_noticed() -> None:
    outcome = live(responding(fear(0.0), 1.0, -5)[0], PEOPLE, 5, seed=85)
    with pytest.raises(AssertionError, match=r"spit: .* is not"):
        check_deeds(outcome, "spit", 2.0 * 0.85)
    check_deeds(outcome, "spit", 2.0 * RESPONSES[0][2])


def test_believed_risk_learns_the_true_one() -> None:
    """From 0.9, a fifth of the way in each window, towards 0.15 seen of all that could be."""
    spit = act("spit", 2.0, seen_at_most=quantity(0.5, "share"))
    book = registry("book", "spit", completeness=0.15)
    response = fear(0.0) | {
        "largest_fall": quantity(0.0, "share"),
        "starting_risk": quantity(0.9, "share"),
        "learning": quantity(0.2, "share"),
    }
    rules = regime(73, sensors=[book], instruments=[ledger(5, 0, 30)], responses=[response])
    outcome = live(city(rules, conduct(spit, bound=1.0)), PEOPLE, 12, seed=87)
    risk = {window: value for window, name, _, value in outcome.fields if name == "risk"}
    deeds = total(outcome, "deeds", "spit") / 12
    for window in range(12):
        exact = 0.15 + 0.75 * 0.8**window
        error = 0.5 * math.sqrt(0.3 * 0.7 / deeds * 0.2 / (2 - 0.2))
        assert_near(f"house: risk, {window}", risk[window], exact, error, 0.01 * exact)


def test_only_those_who_know_declare_and_their_number_grows() -> None:
    """Unaware people become fewer by ``spread`` of a year's part in each window."""
    deed = act("help", 3.0)
    form = {
        "kind": "declaration",
        "id": "form",
        "title": title("form"),
        "sees": ["help"],
        "bother": quantity(0.5, "share"),
        "delay": quantity(0, "days"),
    }
    awareness = {"start": quantity(0.2, "share"), "spread": quantity(0.6, "per year")}
    rules = regime(73, sensors=[form], awareness=awareness)
    outcome = live(city(rules, conduct(deed, bound=3.0)), PEOPLE, 10, seed=89)
    shares = {window: value for window, name, _, value in outcome.fields if name == "aware_share"}
    for window in range(10):
        aware = 1.0 - 0.8 * (1.0 - 0.6 * 73 / 365.25) ** window
        assert shares[window] == pytest.approx(aware)
        mean = 3.0 * 0.5 * PEOPLE * 73 / 365.25 * aware
        known = mean * math.sqrt((1.0 - aware) / (aware * PEOPLE))
        got = total(outcome, "recorded", "form/help", window=window)
        assert_number(f"house: declared, {window}", got, mean, math.sqrt(mean + known**2))

"""Question 8 where it is known who bears how much, and through whom."""

from __future__ import annotations

from typing import Any

import pytest

from audit.towns import ALWAYS, DAYS, DOORS, PEOPLE, city, deeds, lab, listed, on
from documents.corpus import VALID
from glasscity.documents.resolve import City, load
from glasscity.measures.concentration import gini
from glasscity.measures.each import lines_each
from glasscity.measures.paired import per_1000
from glasscity.studies.audit.lab import Lab
from glasscity.studies.audit.spread import ALONE, answer, child_days, headline
from glasscity.vocabulary.codes import Event
from measures.test_exposure import bar, service
from measures.test_funnel import wrongs
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity, title

LOAN = {"no-loan": ("loan", on("running"))}


def seen_of(sex: str) -> Words:
    """A registry that records one sex always, and the other never."""
    levels = {it: quantity(float(it == sex), "share") for it in ("female", "male")}
    return town.registry("eye", "run") | {"completeness": {"by": "sex", "levels": levels}}


def on_women(**changes: Any) -> City:
    """Women alone are listed, every day."""
    return city(listed("running", "run"), doors=LOAN, sensors=[seen_of("female")], **changes)


def children_of(share: float) -> Words:
    """So many have one child, and nobody more."""
    shares = {"one": share, "two": 0.0, "three": 0.0}
    return {name: quantity(value, "share") for name, value in shares.items()}


def with_partners(along: str | None = "partner", **run: Any) -> Lab:
    """Each woman has a man, on whom her listing of the day before is passed."""
    ties = {
        "id": "partner",
        "title": title("partner"),
        "degree": quantity(1, "people"),
        "between": {"by": "sex", "one": ["female"], "other": ["male"]},
        "homophily": quantity(0.0, "share"),
        "by": "age",
    }
    passed = {"id": "kin", "title": title("kin"), "when": on("running"), "as": "kin-of"}
    along_ties = {"along": along} if along else {}
    rules = city(
        listed("running", "run"),
        listed("tied", "kin-of"),
        doors={"no-loan": ("loan", on("tied")), "no-bus": ("bus", on("running"))},
        kinds=[*deeds(run="traffic"), town.deed("kin-of", "neutral", context="family")],
        sensors=[seen_of("female")],
        spreads=[passed | along_ties | {"each": "window"}],
    )
    people = little.population(ties=[ties], children=children_of(0.0))
    nobody = town.deed("kin-of", "neutral", context="family", rate=quantity(0.0, "per window"))
    conduct = town.conduct(town.deed("run", **run), nobody, services=DOORS)
    return lab(little.city(rules.regime, conduct, people))


def with_children(share: float) -> Lab:
    """So many have a child, and are kept from its school while they are listed."""
    school = service("school", "family", each="child", rate=quantity(12.0, "per person-year"))
    days = quantity(50, "days")
    rules = town.regime(
        n_days=5,
        sensors=[town.registry("eye", "run")],
        instruments=[listed("running", "run", term=days, period=days)],
        consequences=[bar("no-school", on("running"), "school")],
    )
    children = {
        "one": quantity(share, "share"),
        "two": quantity(0.0, "share"),
        "three": quantity(0.0, "share"),
    }
    conduct = town.conduct(*deeds(run="traffic"), services=[school])
    return lab(little.city(rules, conduct, little.population(children=children)))


def numbers(of: Lab) -> dict[str, float | None]:
    return {it.name: it.found.value for it in answer(of).numbers}


def test_half_who_bear_all_bear_twice_their_part() -> None:
    of = lab(on_women())
    found = answer(of)
    assert numbers(of) == {
        "share_of_burden_days_on_top_1_percent": pytest.approx(0.02),
        "gini_of_burden_days": pytest.approx(0.5),
        "people_with_any_burden": 0.5,
        "burden_days_through_ties_per_1000": 0.0,
        "child_days_per_1000": None,  # nothing is known of them
    }
    assert found.headline == headline(of)
    assert found.n == PEOPLE
    assert found.raised == "not estimable"
    assert "passes no standing on" in found.sentence
    assert "nothing is known of children" in found.sentence


def test_what_falls_on_nobody_has_no_top() -> None:
    found = answer(lab(city(listed("running", "run"), doors={})))
    assert found.number is None
    assert found.raised == "no"
    assert found.draw() == ()
    assert found.sentence.startswith(f"Nobody of {PEOPLE} followed bore any burden")


def test_a_tie_along_which_nothing_could_come_tells_nothing() -> None:
    found = answer(with_partners(rate=quantity(0.0, "per window")))
    assert found.numbers[3].found.value == 0.0
    assert found.raised == "not estimable"


def test_what_comes_through_ties_is_all_that_goes_without_them() -> None:
    """Women are kept from the bus, and men tied to them from loans, from the second day on."""
    of = with_partners()
    men = PEOPLE // 2
    assert numbers(of)["burden_days_through_ties_per_1000"] == pytest.approx(
        men * (DAYS - 1) / (PEOPLE * DAYS) * ALWAYS
    )
    found = answer(of)
    assert found.raised == "yes"
    (passed,) = next(it for it in found.tables if "passed on" in it.caption).body
    assert passed[:2] == ("kin", "along partner")
    assert passed[3] == found.numbers[3].told
    assert of.run(ALONE).city.regime.spreads == ()


def test_a_standing_passed_to_another_body_is_not_through_ties() -> None:
    of = with_partners(along=None)
    found = answer(of)
    assert numbers(of)["burden_days_through_ties_per_1000"] == 0.0
    (passed,) = next(it for it in found.tables if "passed on" in it.caption).body
    assert passed[1] == "to another instrument"
    assert float(passed[3].split(" ")[0].replace(",", "")) > 1e5


@pytest.mark.parametrize(("share", "raised"), [(1.0, "yes"), (0.0, "no")])
def test_what_is_kept_from_children_is_counted(share: float, raised: str) -> None:
    of = with_children(share)
    found = answer(of)
    assert numbers(of)["child_days_per_1000"] == pytest.approx(share * ALWAYS)
    assert found.raised == raised
    run = of.run()
    assert per_1000(child_days(run, "no-school"), run).value == pytest.approx(share * ALWAYS)
    assert any("Kept from children" in it.caption for it in found.tables) == bool(share)


def test_wrongful_records_of_each_are_those_of_all() -> None:
    of = Lab(wrongs(), PEOPLE, 1.0)
    run = of.run()
    each = lines_each(run, Event.FALSE)
    assert each.sum() == run.tallies.sum("false_records") > 0
    table = answer(of).tables[0]
    rows = {row[0]: row[1:] for row in table.body}
    assert rows["wrongful records"][0] == f"{each.sum():,.0f}"
    assert rows["wrongful records"][2].startswith(f"{gini(each):.2f}")


def test_where_people_come_and_go_days_are_not_told() -> None:
    moving = little.population(turnover={"leaves": quantity(0.1, "per window")})
    of = on_women()
    found = answer(lab(little.city(of.regime, of.conduct, moving)))
    assert (found.number, found.raised) == (None, "not estimable")
    assert found.tables[0].body[0][2:] == ("not estimable",) * 5
    assert found.sentence.startswith("How burden-days fall on single lives cannot be read here")


def test_firms_have_no_children() -> None:
    (path,) = (it for it in VALID if it.stem == "firms")
    found = answer(Lab(load(str(path)), 200, 0.25))
    assert "firms have no children" in found.sentence
    assert found.numbers[4].found.value == 0.0
    assert not any("people" in it.unit for it in found.numbers)

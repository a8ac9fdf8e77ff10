"""Question 5 on rule sets whose order is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from audit.towns import DAYS, DOORS, PEOPLE, city, lab, listed, on
from glasscity.documents.conduct import Conduct
from glasscity.documents.gravity import GravityOrder
from glasscity.documents.resolve import City, load, load_study
from glasscity.documents.shelf import names
from glasscity.measures.interval import Interval
from glasscity.measures.proportion import (
    gravity_in,
    pairs_by_points,
    pairs_of,
    points_at_first,
)
from glasscity.studies.audit.proportion import _apart, answer, burdened, headline, share_broken
from glasscity.studies.audit.rankings import rankings_of
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity

POOR = {"instrument": "points", "bands": ["poor"]}


def ranked(name: str, rank: int, context: str = "traffic") -> Words:
    gravity = {"rank": rank, "because": "nobody is asked for a reason"}
    return town.deed(name, context=context, gravity=gravity)


def of_ranks(light: int, grave: int, *rules: Words, **changes: Any) -> City:
    """A ledger that answers a deed ``run`` of one gravity and a deed ``owe`` of another."""
    return city(
        town.ledger(6, 0, 10, *rules, good=2, update="each window"),
        *changes.pop("lists", ()),
        kinds=[ranked("run", light), ranked("owe", grave, "money")],
        doors={"no-loan": ("loan", POOR), **changes.pop("doors", {})},
    )


def rules(light: int, grave: int, **changes: Any) -> list[Words]:
    return [town.rule("r", "run", light, **changes), town.rule("o", "owe", grave)]


def test_pairs_are_those_of_different_gravity() -> None:
    gravity = {"a": 1, "b": 2, "c": 2, "d": 5, "e": 9}
    pairs = pairs_of("x", gravity, {"a": 4.0, "b": 3.0, "c": 4.0, "d": 4.0, "z": 0.0})
    told = {(it.graver, it.lighter): it.is_broken for it in pairs}
    assert told == {
        ("b", "a"): True,
        ("c", "a"): False,  # the same is no break
        ("d", "a"): False,
        ("d", "b"): False,
        ("d", "c"): False,
    }
    assert share_broken(pairs).value == pytest.approx(0.2)
    assert share_broken(pairs).n == 5
    assert share_broken(()).value is None


@pytest.mark.parametrize(
    ("ranks", "points", "share"),
    [((1, 3), (-1, -2), 0.0), ((1, 3), (-2, -1), 1.0), ((1, 3), (-2, -2), 0.0)],
)
def test_the_graver_deed_should_not_cost_less(
    ranks: tuple[int, int], points: tuple[int, int], share: float
) -> None:
    of = lab(of_ranks(*ranks, *rules(*points)))
    found = answer(of)
    assert found.number == headline(of).value == share
    assert found.raised == ("yes" if share else "no")
    assert found.n == 1


def test_deeds_of_one_gravity_are_not_compared() -> None:
    found = answer(lab(of_ranks(2, 2, *rules(-2, -1))))
    assert (found.number, found.raised) == (None, "not estimable")
    assert "No ledger answers two deeds of different gravity" in found.sentence


def test_without_a_burden_no_deeds_are_counted() -> None:
    found = answer(lab(city(listed("running", "run"), doors={})))
    assert (found.number, found.raised) == (None, "not estimable")
    assert found.sentence.startswith("No rule of this regime leads to a burden")
    assert "0 of 0" not in found.sentence


def test_first_points_are_cut_by_caps_and_known_for_moves_to_a_band() -> None:
    of = of_ranks(1, 3, *rules(-5, -1, cap=3))
    assert points_at_first(of) == {"points": {"run": 3.0, "owe": 1.0}}
    down = town.rule("o", "owe") | {"to": "poor"}
    del down["points"]
    moved = of_ranks(1, 3, town.rule("r", "run", -1), down)
    assert points_at_first(moved) == {"points": {"run": 1.0, "owe": 5.0}}  # from 6 to 1
    up = town.rule("o", "owe") | {"to": "good"}
    del up["points"]
    good = {"no-bus": ("bus", {"instrument": "points", "bands": ["good"]})}
    raised = city(town.ledger(1, 0, 10, up, good=3), kinds=[ranked("owe", 1)], doors=good)
    assert points_at_first(raised) == {"points": {"owe": 2.0}}  # from 1 to 3, not to 10
    twice = of_ranks(1, 3, *rules(-1, -2), town.rule("again", "run", -3))
    assert points_at_first(twice) == {"points": {"run": 4.0, "owe": 2.0}}
    reward = of_ranks(1, 3, *rules(1, -1))
    assert points_at_first(reward) == {"points": {"owe": 1.0}}


def test_burden_days_of_a_record_are_what_its_rules_cause() -> None:
    """A record a day lists for the day: one burden day a record, by two doors two."""
    doors = {"no-loan": ("loan", on("running")), "no-bus": ("bus", on("owing"))}
    both = listed("running", "run"), listed("owing", "owe")
    ranks = [ranked("run", 3), ranked("owe", 1, "money")]
    rules = city(*both, doors={**doors, "no-lane": ("lane", on("owing"))}, kinds=ranks)
    found = answer(lab(rules))
    assert found.numbers[2].found.value == 1.0  # the graver deed costs less
    costs = {row[0]: row[-2:] for row in found.tables[0].body}
    records = f"{PEOPLE * DAYS:,}"
    assert costs == {"run": (records, "1.00"), "owe": (records, "2.00")}


def test_several_rules_on_a_deed_are_counted() -> None:
    lists = [listed("running", "run")]
    doors = {"no-bus": ("bus", on("running"))}
    found = answer(lab(of_ranks(1, 3, *rules(-1, -2), lists=lists, doors=doors)))
    assert found.numbers[3].found.value == 0.5
    assert found.raised == "yes"
    (twice,) = (it for it in found.tables if "several rules" in it.caption)
    assert twice.body == (("run", "points/r, running/run"),)
    again = [listed("running", "run", "owe")]
    every = answer(lab(of_ranks(1, 3, *rules(-1, -2), lists=again, doors=doors)))
    assert every.numbers[3].found.value == 1.0


def test_wrongful_records_are_records_that_cost_days() -> None:
    """Nobody does anything; a wrong record lists for the day."""
    eye = town.registry("eye", "run") | {"false_records": quantity(3.0, "per person-year")}
    rules = city(listed("running", "run"), doors={"no-bus": ("bus", on("running"))}, sensors=[eye])
    of = lab(
        little.city(rules.regime, little.conduct(little.act("run", 0.0), bound=1.0, services=DOORS))
    )
    (row,) = answer(of).tables[0].body
    assert row[-2] == str(of.run().tallies.sum("false_records"))
    assert 0.9 < float(row[-1].split(" ")[0]) <= 1.0  # two on a day are one day


def test_how_far_two_numbers_are_apart_is_in_standard_errors() -> None:
    """Errors of 3 and 4 make one of 5."""
    one, other = (Interval(it, it - 1.959964 * e, 99.0, 9) for it, e in ((10.0, 3.0), (0.0, 4.0)))
    assert _apart(one, other) == _apart(other, one) == pytest.approx(2.0)


def test_groups_that_differ_in_what_follows_are_found_and_others_are_not() -> None:
    """Only women are recorded, as a registry sees them; else all are alike."""
    seen = {
        level: {
            "value": 0.9 if level == "female" else 0.2,
            "unit": "share",
            "assumed": "so it is here",
        }
        for level in ("female", "male")
    }
    eye = town.registry("eye", "run") | {"completeness": {"by": "sex", "levels": seen}}
    doors = {"no-loan": ("loan", on("running"))}
    hidden = [town.deed("run", context="traffic", seen_at_most=quantity(0.95, "share"))]
    found = answer(lab(city(listed("running", "run"), doors=doors, sensors=[eye], kinds=hidden)))
    (table,) = (it for it in found.tables if "differ most" in it.caption)
    assert [(row[1], row[2]) for row in table.body] == [
        ("recorded, of 1,000 deeds", "Sex: female"),
        ("recorded, of 1,000 deeds", "Sex: male"),
    ]
    shares = [float(row[3].split(" ")[0]) for row in table.body]
    assert np.allclose(shares, [900.0, 200.0], atol=30.0)  # of all, in view or not


def test_groups_that_differ_by_chance_alone_are_not_told() -> None:
    eye = town.registry("eye", "run", completeness=0.5)
    doors = {"no-loan": ("loan", on("running"))}
    found = answer(lab(city(listed("running", "run"), doors=doors, sensors=[eye])))
    assert not any("differ most" in it.caption for it in found.tables)


def test_suqian_has_these_pairs_out_of_order() -> None:
    suqian = load("suqian-2018")
    pairs = pairs_by_points(suqian, gravity_in(suqian))
    assert {(it.graver, it.lighter) for it in pairs if it.is_broken} == {
        ("traffic-offence", "late-utility-payment"),
        ("traffic-offence", "red-light-crossing"),
    }


def _conduct(name: str) -> Conduct:
    return load_study("conduct", name, Conduct)


@pytest.mark.parametrize("name", names("conduct"))
def test_every_harmful_deed_stands_in_a_second_order(name: str) -> None:
    harmful = {kind.id for kind in _conduct(name).kinds if kind.valence == "harmful"}
    orders = [load_study("gravity", it, GravityOrder) for it in names("gravity")]
    ranked = {deed for it in orders if name in it.conduct for deed in it.ranks}
    assert harmful <= ranked, sorted(harmful - ranked)


def test_orders_of_gravity_name_deeds_of_their_conduct() -> None:
    suqian = load("suqian-2018")
    own, other = rankings_of(suqian)
    assert own.ranks == gravity_in(suqian)
    every = {kind.id for name in names("conduct") for kind in _conduct(name).kinds}
    assert set(other.ranks) <= every

    assert set(burdened(lab(suqian))) <= set(other.ranks)
    for name in names("gravity"):
        order = load_study("gravity", name, GravityOrder)
        assert len({it.rank for it in order.ranks.values()}) > 2
    foreign = little.city(suqian.regime, town.conduct(town.deed("a"), services=DOORS))
    assert len(rankings_of(foreign)) == 1

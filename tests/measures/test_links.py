"""Which rule can lead to which consequence, on rule sets small enough to see through."""

from __future__ import annotations

from typing import Any

import pytest

from glasscity.documents.resolve import City, load
from glasscity.measures.links import IN_PUBLIC, links_of, punished_twice
from measures.test_exposure import bar, service
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity, title

POOR = {"instrument": "points", "bands": ["poor"]}
GOOD = {"instrument": "points", "bands": ["good"]}


def two_walks(*, ledger: Words, consequences: list[Words], **changes: Any) -> City:
    """A deed of traffic and a deed of money, doors of travel and of money."""
    rules = town.regime(
        sensors=[town.registry("eye", "run", "owe")],
        instruments=[ledger, *changes.pop("instruments", ())],
        consequences=consequences,
        **changes,
    )
    deeds = [town.deed("run", context="traffic"), town.deed("owe", context="money")]
    deeds += changes.pop("deeds", [])
    doors = [service("bus", "travel"), service("loan", "money")]
    return little.city(rules, town.conduct(*deeds, services=doors))


def both(**changes: Any) -> Words:
    rules = town.rule("r", "run", -1), town.rule("o", "owe", *changes.pop("owe", (-1,)))
    return town.ledger(5, 0, 10, *rules, good=5, **changes)


def told(city: City) -> list[tuple[str, str, bool, bool]]:
    return [(it.rule, it.consequence, it.crosses, it.leads_in) for it in links_of(city)]


def test_each_rule_meets_each_consequence_of_its_instrument() -> None:
    city = two_walks(
        ledger=both(), consequences=[bar("no-bus", POOR), bar("no-loan", POOR, on="loan")]
    )
    assert told(city) == [
        ("r", "no-bus", True, True),
        ("o", "no-bus", True, True),
        ("r", "no-loan", True, True),
        ("o", "no-loan", False, True),
    ]


def test_points_lead_only_where_they_move_to() -> None:
    city = two_walks(ledger=both(owe=(2,)), consequences=[bar("poor", POOR), bar("good", GOOD)])
    assert told(city) == [
        ("r", "poor", True, True),
        ("o", "poor", True, False),
        ("r", "good", True, False),
        ("o", "good", True, True),
    ]
    assert [it.rule for it in links_of(city) if it.harms] == ["r", "o"]


def test_what_is_shown_in_public_is_a_context_of_its_own() -> None:
    shown = {"kind": "publish", "id": "board", "title": title("board"), "when": POOR}
    city = two_walks(ledger=both(), consequences=[shown])
    assert {it.consequence_context for it in links_of(city)} == {IN_PUBLIC}
    assert all(it.crosses for it in links_of(city))


def test_a_score_made_of_another_passes_its_deeds_on() -> None:
    card = {
        "kind": "scorecard",
        "id": "card",
        "title": title("card"),
        "opening": quantity(5, "points"),
        "floor": quantity(0, "points"),
        "ceiling": quantity(10, "points"),
        "bands": [{"id": "all", "title": title("all"), "from": quantity(0, "points")}],
        "base": quantity(1.0, "weight"),
        "factors": [{"reads": "points", "weight": quantity(1.0, "weight")}],
    }
    when = {"instrument": "card", "bands": ["all"]}
    city = two_walks(ledger=both(), instruments=[card], consequences=[bar("no-bus", when)])
    found = links_of(city)
    assert [(it.instrument, it.rule, it.through) for it in found] == [
        ("points", "r", ("card",)),
        ("points", "o", ("card",)),
    ]


def test_a_standing_passed_on_leads_back_to_the_deeds_behind_it() -> None:
    spread = {"id": "kin", "title": title("kin"), "when": POOR, "as": "kin-of"}
    listing = town.listing("kin-of", count=1, period=5, term=5)
    rules = town.regime(
        sensors=[town.registry("eye", "run")],
        instruments=[town.ledger(5, 0, 10, town.rule("r", "run", -1), good=5), listing],
        consequences=[bar("no-bus", {"instrument": "watched"})],
        spreads=[spread],
    )
    kinds = town.deed("run", context="traffic"), town.deed("kin-of", "neutral", context="family")
    (link,) = links_of(little.city(rules, town.conduct(*kinds, services=[service()])))
    assert (link.deed, link.deed_context, link.through) == ("run", "traffic", ("kin", "watched"))
    assert link.harms


@pytest.mark.parametrize(
    ("extra", "twice"), [(("run",), {"run"}), (("owe",), {"owe"}), ((), set())]
)
def test_a_deed_with_two_rules_that_burden_is_punished_twice(
    extra: tuple[str, ...], twice: set[str]
) -> None:
    lists = [town.listing(*extra, count=1, period=5, term=5)] if extra else []
    doors = [bar("no-bus", POOR)] + (
        [bar("no-loan", {"instrument": "watched"}, "loan")] * bool(extra)
    )
    city = two_walks(ledger=both(), instruments=lists, consequences=doors)
    assert set(punished_twice(city)) == twice


def test_suqian_lists_and_scores_the_same_crossing() -> None:
    city = load("suqian-2018")
    assert punished_twice(city) == {
        "red-light-crossing": (
            ("points", "red-light"),
            ("repeat-crossers", "red-light-crossing"),
        )
    }
    assert not any(it.leads_in for it in links_of(city) if it.rule == "blood" and it.is_burden)

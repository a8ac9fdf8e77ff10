"""Question 4 where every burden is known by hand."""

from __future__ import annotations

import pytest

from audit.towns import ALWAYS, DAYS, PEOPLE, city, lab, listed, on
from glasscity.documents.apart import without_cross_context
from glasscity.documents.resolve import City
from glasscity.measures.interval import Interval
from glasscity.measures.paired import per_1000
from glasscity.studies.audit.contexts import _at_most_all, answer, headline, parts_of
from glasscity.studies.audit.lab import Lab, Made
from glasscity.studies.audit.leave import burden_days, favour_days, only_context
from measures.test_exposure import bar
from oracles import little
from reference_tests import town
from strategies.words import quantity

OWN = {"no-loan": ("loan", on("owing")), "no-lane": ("lane", on("running"))}
ACROSS = {"no-loan": ("loan", on("running")), "no-lane": ("lane", on("owing"))}
LISTS = (listed("running", "run"), listed("owing", "owe"))
POOR = {"instrument": "points", "bands": ["poor"]}


def matrix(of: Lab) -> dict[tuple[str, str], float]:
    """Burden days a year per 1,000 people, by context of deed and of consequence."""
    run = of.run()
    return {(it.origin, it.felt): per_1000(it.days, run).value or 0.0 for it in parts_of(of)}


def two_needed() -> City:
    """Poor at five points below the opening; each deed costs three a year."""
    rules = town.rule("r", "run", -3, cap=3), town.rule("o", "owe", -3, cap=3)
    ledger = town.ledger(6, 0, 6, *rules, good=2, update="each window")
    return city(ledger, doors={"no-loan": ("loan", POOR)})


def test_without_cross_context_rules_the_matrix_is_diagonal() -> None:
    of = lab(city(*LISTS, doors=OWN))
    assert matrix(of) == {
        ("money", "money"): pytest.approx(ALWAYS),
        ("money", "traffic"): 0.0,
        ("traffic", "money"): 0.0,
        ("traffic", "traffic"): pytest.approx(ALWAYS),
    }
    found = answer(of)
    assert (found.number, found.raised) == (0.0, "no")
    assert "in the context of the deeds" in found.sentence
    assert len(found.tables) == 2  # no rule is tried alone where nothing crosses
    told = [it.found.value for it in found.numbers]
    assert told == [0.0, pytest.approx(2 * ALWAYS), 0.0, 0.0]
    assert of.run().tallies.sum("refused") > 0  # none of it across contexts


def test_all_across_is_off_the_diagonal() -> None:
    of = lab(city(*LISTS, doors=ACROSS))
    assert matrix(of) == {
        ("traffic", "money"): pytest.approx(ALWAYS),
        ("traffic", "traffic"): 0.0,
        ("money", "money"): 0.0,
        ("money", "traffic"): pytest.approx(ALWAYS),
    }
    found = answer(of)
    assert found.number == pytest.approx(2 * ALWAYS)
    assert found.numbers[2].found.value == 1.0
    refused = of.run().tallies.sum("refused") / PEOPLE / DAYS * ALWAYS
    assert refused > 0.0
    lost = {(it.origin, it.felt): it.refused.sum() for it in parts_of(of)}
    assert sum(lost.values()) == of.run().tallies.sum("refused")
    assert min(lost["traffic", "money"], lost["money", "traffic"]) > 0.0
    assert found.numbers[3].found.value == pytest.approx(refused)
    assert found.raised == "yes"
    assert headline(of) == found.headline


@pytest.mark.parametrize("context", ["money", "traffic"])
def test_cutting_cross_context_rules_empties_what_is_off_the_diagonal(context: str) -> None:
    """Two lists on both deeds: half of what leads to each is of its own context."""
    both = listed("running", "run", "owe"), listed("owing", "owe", "run")
    of = lab(city(*both, doors=OWN))
    cut = lab(only_context(context).make(of.city))
    felt = {cell: days for cell, days in matrix(cut).items() if cell[1] == context}
    assert felt == {(context, context): pytest.approx(ALWAYS)}
    assert {cell for cell in matrix(of) if cell[1] == context} > set(felt)


def test_the_cut_is_that_of_contexts_kept_apart() -> None:
    """Nobody responds here, so one world with all contexts apart comes to the same."""
    both = listed("running", "run", "owe"), listed("owing", "owe")
    of = lab(city(*both, doors={**OWN, "no-bus": ("bus", on("running"))}))
    apart = of.run(Made("apart", without_cross_context))
    left = sum(burden_days(of.run(only_context(it)), it).sum() for it in ("traffic", "money"))
    assert left == burden_days(apart).sum() > 0.0
    assert headline(of).value == pytest.approx(ALWAYS)  # what is felt at the bus


def test_shares_need_not_add_up() -> None:
    """Either context alone keeps everybody out of the low class: each causes all of it."""
    of = lab(two_needed())
    cells = matrix(of)
    assert cells["traffic", "money"] == cells["money", "money"] == pytest.approx(0.9 * ALWAYS)
    found = answer(of)
    remainder = next(it for it in found.tables if "remainder" in it.header)
    assert remainder.body == (("money", "328,725", "657,450", "-328,725", "0"),)


def test_each_cell_names_its_rules_and_what_each_does_alone() -> None:
    found = answer(lab(city(*LISTS, doors={**ACROSS, "no-bus": ("bus", on("running"))})))
    cells = {row[0]: row[-1] for row in found.tables[0].body}
    assert cells == {
        "traffic > money": "running/run",
        "traffic > travel": "running/run",
        "money > traffic": "owing/owe",
    }
    alone = {(row[0], row[1]): row[2] for row in found.tables[-1].body}
    assert alone == {
        ("traffic > money", "running/run"): "365,250",
        ("money > traffic", "owing/owe"): "365,250",
        ("traffic > travel", "running/run"): "365,250",
    }


def test_a_favour_is_no_burden_and_goes_with_the_rules_that_lead_to_it() -> None:
    eased = bar("cheap", on("running"), "loan") | {"kind": "privilege"}
    eased |= {"amount": quantity(-1.0, "CNY")}
    place = city(*LISTS, doors={"no-loan": ("loan", on("owing"))})
    rules = place.regime.model_dump(mode="json", by_alias=True, exclude_none=True)
    rules["consequences"].append(eased)
    of = lab(little.city(type(place.regime).model_validate(rules), place.conduct))
    always = pytest.approx(PEOPLE * DAYS)
    assert burden_days(of.run(), "money").sum() == burden_days(of.run()).sum() == always
    assert favour_days(of.run(), "money").sum() == always
    gone = {it.origin: it.favours.sum() for it in parts_of(of) if it.felt == "money"}
    assert gone == {"traffic": always, "money": 0.0}


def test_a_share_does_not_reach_beyond_all() -> None:
    assert _at_most_all(Interval(0.9, 0.8, 1.2, 9)) == Interval(0.9, 0.8, 1.0, 9)
    assert _at_most_all(Interval(0.5, 0.4, 0.6, 9)).high == 0.6


def test_no_burden_is_said_in_words() -> None:
    found = answer(lab(city(*LISTS, doors={})))
    assert found.sentence.startswith("No rule of this regime leads to a burden")
    assert (found.number, found.raised, found.draw()) == (0.0, "no", ())


def test_the_chart_marks_what_crosses() -> None:
    doors = {**OWN, "no-bus": ("bus", on("owing"))}
    (figure,) = answer(lab(city(*LISTS, doors=doors))).draw()
    labels = [
        row["label"] for rows in figure.spec["datasets"].values() for row in rows if "label" in row
    ]
    assert sorted(labels) == ["0"] * 3 + ["365,250"] * 2 + ["\u00d7 365,250"]
    assert [len(row) for row in figure.tables[0].body] == [3] * 6


def test_who_opens_under_a_burden_is_counted_where_no_rule_leads_in() -> None:
    """All are poor from the start: no rule across contexts is to blame."""
    ledger = town.ledger(1, 0, 6, town.rule("r", "run", -1), good=2, update="each window")
    of = lab(city(ledger, doors={"no-loan": ("loan", POOR)}))
    assert burden_days(of.run()).sum() == PEOPLE * DAYS
    assert headline(of).value == 0.0

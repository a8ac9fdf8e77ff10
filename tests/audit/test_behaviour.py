"""Question 7 where responses are all or nothing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from audit.towns import city, lab, listed, on
from glasscity.studies.audit import behaviour
from glasscity.studies.audit.behaviour import answer, headline
from glasscity.studies.audit.lab import Lab
from reference_tests import town
from strategies.words import Words, quantity, title


def response(kind: str, *deeds: str, **changes: Any) -> Words:
    return {
        "kind": kind,
        "id": kind,
        "title": title(kind),
        "deeds": list(deeds),
        "unaware": quantity(0.0, "share"),
        **changes,
    }


def silence(fall: float) -> Words:
    """Speech falls by so much where all of it is believed to be watched."""
    return response(
        "chilling",
        "speak",
        largest_fall=quantity(fall, "share"),
        form="linear",
        starting_risk=quantity(1.0, "share"),
        learning=quantity(0.0, "share"),
    )


def spoken(*responses: Words, days: int = 10, **changes: Any) -> Lab:
    """People run and speak once a day; both are seen, and only running is listed."""
    kinds = [
        town.deed("run", context="traffic"),
        town.deed("speak", "lawful-speech", context="speech"),
        town.deed("help", "prosocial"),
    ]
    of = city(
        listed("running", "run"),
        doors={"no-loan": ("loan", on("running"))},
        kinds=kinds,
        sensors=[town.registry("eye", "run", "speak")],
        responses=list(responses),
        **changes,
    )
    return lab(of, days=days)


def numbers(of: Lab) -> dict[str, float | None]:
    return {it.name: it.found.value for it in answer(of).numbers}


def test_without_responses_nobody_changes() -> None:
    of = spoken()
    found = answer(of)
    assert numbers(of) == {
        "change_in_harmful_deeds": 0.0,
        "change_in_prosocial_deeds": 0.0,
        "change_in_lawful_speech": 0.0,
        "change_in_unrecorded_harmful_deeds": None,  # all are recorded
    }
    assert found.sentence.startswith("This regime says of nobody that they act otherwise")
    assert found.raised == "no"
    assert found.headline == headline(of)


@pytest.mark.parametrize(("fall", "raised"), [(1.0, "yes"), (0.0, "no")])
def test_chilled_speech_is_found_and_nothing_else(fall: float, raised: str) -> None:
    of = spoken(silence(fall))
    found = answer(of)
    assert numbers(of)["change_in_lawful_speech"] == -1000.0 * fall
    assert numbers(of)["change_in_harmful_deeds"] == 0.0
    assert found.raised == raised
    (row,) = next(it.body for it in found.tables if "each response" in it.caption)
    assert row[:2] == ("chilling", "speak")
    assert row[2] == ("-1,000" if fall else "0")


def away() -> Words:
    """Nobody who runs is seen any more."""
    return response(
        "evasion", "run", sensors=["eye"], largest_fall=quantity(1.0, "share"), form="constant"
    )


def test_what_a_catalogue_does_not_know_is_said() -> None:
    running = [town.deed("run", context="traffic")]
    eye = town.registry("eye", "run")
    rules = city(
        listed("running", "run"), doors={}, kinds=running, sensors=[eye], responses=[away()]
    )
    assert answer(lab(rules)).sentence.endswith(
        "; this catalogue of conduct knows no prosocial deeds and no lawful speech."
    )
    known = answer(spoken(away())).sentence
    assert known.endswith("; prosocial deeds by 0; lawful speech by 0.")


def test_speech_that_was_too_rare_cannot_be_told() -> None:
    rare = [town.deed("speak", "lawful-speech", rate=quantity(0.0, "per window"))]
    rules = city(
        listed("running", "run"),
        doors={},
        kinds=[town.deed("run"), *rare],
        sensors=[town.registry("eye", "run", "speak")],
        responses=[silence(0.5)],
    )
    found = answer(lab(rules))
    assert "; the change in lawful speech is not estimable" in found.sentence
    assert found.raised == "not estimable"


def test_other_luck_is_in_the_interval_and_makes_it_no_narrower() -> None:
    """The worlds are lived again, with other seeds and no more people."""
    told: list[str] = []
    of = dataclasses.replace(spoken(silence(0.5)), tell=told.append)
    found = {it.name: it.found for it in answer(of).numbers}["change_in_lawful_speech"]
    alone = behaviour._change(of, "lawful-speech")
    assert found.value == alone.value
    (_, low, high), (_, inner_low, inner_high) = found.numbers(), alone.numbers()
    assert low <= inner_low < inner_high <= high
    assert told.count("regime, with other luck") == behaviour.LUCKS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(behaviour, "reach_of", lambda _: 500.0)
        far = {it.name: it.found for it in answer(of).numbers}["change_in_lawful_speech"]
        patch.setattr(behaviour, "FEWER", of.people // 4)
        near = {it.name: it.found for it in answer(of).numbers}["change_in_lawful_speech"]
    assert far.numbers()[1:] == (far.numbers()[0] - 500.0, far.numbers()[0] + 500.0)
    assert near.numbers()[1:] == (near.numbers()[0] - 250.0, near.numbers()[0] + 250.0)


def test_half_the_fall_is_half_the_speech() -> None:
    value = numbers(spoken(silence(0.5)))["change_in_lawful_speech"]
    assert value == pytest.approx(-500.0, abs=4000 * (0.25 / 7200) ** 0.5)


def test_evasion_moves_deeds_out_of_view_and_leaves_their_number() -> None:
    found = answer(spoken(away()))
    kinds = {row[0]: row[2:] for row in found.tables[0].body}
    assert kinds["run"][2:] == ("0", "0 %")  # as many, none recorded
    assert kinds["help"][3] == "by no sensor"


def test_an_effect_that_halves_fades_from_year_to_year() -> None:
    """Halving every 200 days, the fall is 60 % in the first year and 17 % in the second."""
    fading = silence(1.0) | {"half_life": quantity(200.0, "days")}
    of = spoken(fading, days=750, n_days=30)
    (table,) = (it for it in answer(of).tables if "year by year" in it.caption)
    falls = [float(row[-1]) for row in table.body]
    assert table.header == ("year", "harmful deeds", "prosocial deeds", "lawful speech")
    kept = [0.5 ** (30 * k / 200) for k in range(24)]  # by the window's first day
    expected = [-1000 * sum(kept[:12]) / 12, -1000 * sum(kept[12:]) / 12]
    assert falls == pytest.approx(expected, abs=1000 * 4 * (0.25 / 8640) ** 0.5)


def test_what_people_stop_trying_for_is_told() -> None:
    resigned: Words = {"kind": "discouragement", "id": "resigned", "title": title("resigned")}
    resigned |= {"services": ["loan"], "fall": quantity(1.0, "share")}
    of = spoken(resigned, days=300)
    given_up = [it for it in answer(of).tables if "given up" in it.caption]
    run = of.run()
    untried = run.tallies.sum("untried") / run.outcome.people / run.years * 1000.0
    assert untried > 0.0
    ((service, told),) = given_up[0].body
    assert service == "loan"
    assert float(told.split(" (")[0].replace(",", "")) == pytest.approx(untried, rel=0.01)
    assert not [it for it in answer(spoken()).tables if "given up" in it.caption]

"""The claims about Suqian against what can be worked out apart from the run."""

from __future__ import annotations

import math

import pytest

from claims.small import SmallBench
from glasscity.documents.resolve import City
from glasscity.measures.expectation import expected_wrongful, setting_of
from glasscity.studies.claims.blood import unknown_of_anybody
from glasscity.studies.claims.crossings import CAMERA, DEED
from glasscity.studies.claims.every import CLAIMS
from glasscity.studies.claims.finding import FAILS_IF, FOLLOWS_IF, NO_INFORMATION
from glasscity.studies.claims.numbers import at
from glasscity.studies.claims.suqian import lived, suqian, swapped
from glasscity.studies.claims.tallied import count, person_years

BENCH = SmallBench(people=20_000)
CITY = suqian(BENCH)
MATCH = "regime: sensors[crossing-cameras].false_match"
AWARE = "regime: awareness.start"
STEP = "regime: instruments[points].bands[a-plus].from"
VOLUNTEER = "regime: instruments[points].rules[volunteer]"


@pytest.mark.parametrize("false_match", [1e-8, 1e-6])
def test_the_law_of_the_gallery_holds_by_arithmetic_and_by_simulation(false_match: float) -> None:
    """Wrong records a person and year, within four standard errors of their number."""
    city = at(CITY, {MATCH: false_match})
    run = lived(BENCH, city)
    wanted = expected_wrongful(city, setting_of(run))[CAMERA, DEED] / 1000 * person_years(run)
    found = count(run, "false_records", sensor=CAMERA)
    assert wanted > 20
    assert abs(found - wanted) < 4 * math.sqrt(wanted)


def test_who_declares_is_who_knows() -> None:
    """Donors who declare are donors who know the rules: the part that the run counts as such."""
    declared = swapped(CITY, BENCH.city("suqian-declared-blood"), "blood-bank")
    told, all_of_them = (
        count(lived(BENCH, city), "recorded", sensor="blood-bank") for city in (declared, CITY)
    )
    share = 1.0 - unknown_of_anybody(lived(BENCH, CITY))
    error = math.sqrt(share * (1.0 - share) / all_of_them)
    assert abs(told / all_of_them - share) < 4 * error


def _verdict(name: str, city: City, monkeypatch: pytest.MonkeyPatch) -> str:
    module = CLAIMS[name].__module__
    monkeypatch.setattr(f"{module}.suqian", lambda _: city)
    return CLAIMS[name](BENCH).verdict


@pytest.mark.parametrize(
    ("name", "values", "verdict", "other"),
    [
        ("C03", {AWARE: 1.0}, FOLLOWS_IF, FAILS_IF),
        ("C06", {MATCH: 1e-6}, FOLLOWS_IF, FAILS_IF),
        ("C07", {AWARE: 1.0}, FOLLOWS_IF, FAILS_IF),
        ("C09", {f"{VOLUNTEER}.points[0]": 250, f"{VOLUNTEER}.cap": 250}, FAILS_IF, FOLLOWS_IF),
    ],
)
def test_a_verdict_follows_the_number_that_decides(
    name: str,
    values: dict[str, float],
    verdict: str,
    other: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _verdict(name, CITY, monkeypatch) == verdict
    assert _verdict(name, at(CITY, values), monkeypatch) == other


class _LowStep(SmallBench):
    """Has the first step of the other ladder nearer than any report has it."""

    def city(self, name: str) -> City:
        found = super().city(name)
        return at(found, {STEP: 1010}) if name == "suqian-other-ladder" else found


def test_ladders_that_can_be_told_apart_are() -> None:
    found = CLAIMS["C02"](_LowStep(people=4_000))
    assert found.verdict == FOLLOWS_IF
    assert "a run can tell them apart" in found.sentence


def test_a_typed_rule_and_a_ladder_nobody_can_tell_from_another_say_nothing() -> None:
    for name in ("C01", "C02", "C04"):
        assert CLAIMS[name](BENCH).verdict == NO_INFORMATION

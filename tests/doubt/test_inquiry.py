"""Everything asked about findings together: kept, resumed, and told in tables."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from doubt.unsure import Counted, numbers_of, unsure_city
from glasscity.documents.uncertain import OfWorld
from glasscity.measures.interval import Interval, share
from glasscity.studies.audit import assumptions
from glasscity.studies.audit.assumptions import answer
from glasscity.studies.audit.headlines import Headline, Headlines
from glasscity.studies.audit.lab import Lab
from glasscity.studies.doubt.inquiry import Asked, Inquiry, inquire
from glasscity.studies.doubt.survival import Finding

CITY = unsure_city()
FINDINGS = (
    Finding("recorded", "records a year", bound=0.3),
    Finding("sometimes", "a rate that is not always a number", bound=0.0),
)


def inquired(keep: Path | None = None, workers: int = 1) -> tuple[Inquiry, Counted]:
    measures = Counted()
    asked = Asked(settings=64, budget=40, workers=workers, keep=keep)
    variants = [("the same again", CITY)]
    return inquire(CITY, measures, FINDINGS, asked, variants, lambda _: None), measures


def test_each_finding_is_answered_in_its_order() -> None:
    """Recorded: rate x share seen, 0.5 as stated, and 0.3 parts its sides."""
    done, _ = inquired()
    recorded, sometimes = done.survivals
    values = done.survey.values["recorded"]
    assert recorded.kept == sum(value > 0.3 for value in values.tolist())
    assert 0.5 < recorded.share < 0.9
    assert math.isnan(sometimes.share)  # a rate of just 1 is no number, so it has no side
    assert next(doubt.label for doubt, _ in done.influences[0].top) == "spit: rate"
    assert done.flips[1].steps == ()
    (step,) = done.flips[0].steps
    assert isinstance(step.doubt, OfWorld)
    assert done.flips[0].value <= 0.3
    assert step.doubt.label == "spit: rate"
    assert step.part == pytest.approx(
        -math.log10(0.6), abs=1 / 64
    )  # down to a tenth, in proportion
    assert dict(done.variants)["the same again"]["recorded"] == 0.5
    assert {lever.label for lever in done.alike[0].levers} == {"files: completeness", "spit: rate"}


def test_what_was_found_is_not_searched_again(tmp_path: Path) -> None:
    first, once = inquired(tmp_path)
    again, twice = inquired(tmp_path)
    assert again.flips[0] == first.flips[0]
    assert again.survivals[0] == first.survivals[0]
    assert len(once.calls) > 64
    assert dict(again.variants) == dict(first.variants)
    assert twice.calls == [""]  # the city as stated


def test_other_processes_find_the_same() -> None:
    assert inquired(workers=2)[0].flips[0] == inquired()[0].flips[0]


def records(lab: Lab) -> Interval:
    """A headline that needs nobody's life."""
    value = numbers_of(lab.city)["recorded"]
    return Interval(value, value, value, 1)


def test_an_answer_tells_shares_of_settings_and_never_chances() -> None:
    headlines = (Headline("error", "records a year", records, bound=0.3),)
    lab = Lab(CITY, people=300, years=0.1, settings=64)
    found = answer(lab, headlines)
    kept = found.numbers[0].found
    assert kept.n == 64
    assert kept.value is not None
    assert 0.5 < kept.value < 0.9
    assert found.raised == "yes"
    assert "probabilit" not in found.sentence
    assert "of the settings tried" in found.sentence
    assert found.numbers[0].told in found.sentence
    assert found.others_lean_on == {"error": found.leans_on}
    assert found.leans_on == 'rate of "spit"'
    survival, influence, flips, forms, alike, tried = found.tables
    assert survival.body[0][0] == "records a year"
    assert "spit" in influence.body[0][1]
    assert 'of "' in flips.body[0][1]
    assert {row[0] for row in forms.body} > {"records fall on anybody"}
    assert [row[1] for row in forms.body if row[0] == "records fall on anybody"] != ["none"]
    assert " x " in alike.body[0][0]
    assert ("settings tried", "64") in tried.body
    (figure,) = found.draw()
    assert "records a year" in figure.alternative


@pytest.mark.parametrize(("kept", "raised"), [(36, "no"), (34, "yes")])
def test_settings_without_a_number_neither_keep_a_finding_nor_turn_it(
    monkeypatch: pytest.MonkeyPatch, kept: int, raised: str
) -> None:
    """Of 64 settings 24 have no number: 4 of 40 that turn are not surely over 5 %, 6 are."""
    done, _ = inquired()
    fared = replace(done.survivals[0], n=64, unknown=24, kept=kept, near=20)
    one = replace(done, survivals=(fared,), influences=done.influences[:1], flips=done.flips[:1])
    monkeypatch.setattr(assumptions, "inquiry", lambda _lab, _headlines: one)
    headlines = (Headline("recorded", "records a year", records, bound=0.3),)
    found = answer(Lab(CITY, people=300, years=0.1, settings=64), headlines)
    assert [it.found for it in found.numbers] == [share(n, 40, fewest=1) for n in (kept, 20)]
    assert found.raised == raised


def test_without_settings_nothing_is_claimed() -> None:
    found = answer(Lab(CITY, people=300, years=0.1), (Headline("error", "x", records),))
    assert found.raised == "not estimable"
    assert found.number is None


def test_headlines_are_found_on_the_same_people_and_luck() -> None:
    lab = Lab(CITY, people=300, years=0.1, seed=5, threads=2)
    measures = Headlines.of(lab, (Headline("a", "a", records), Headline("b", "b", records)), 200)
    assert (measures.lab.people, measures.lab.seed, measures.lab.threads) == (200, 5, 1)
    assert measures(CITY) == {"a": 0.5, "b": 0.5}
    assert measures.only("b")(CITY) == {"b": 0.5}

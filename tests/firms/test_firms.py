"""A city of firms lives by the same machinery as one of people; only the words differ."""

from __future__ import annotations

import io
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError
from rich.console import Console

from documents.corpus import VALID
from engine.test_against_reference import assert_same_lives, assert_same_numbers, tallies
from glasscity.chance import key_of
from glasscity.documents.conduct import Conduct
from glasscity.documents.population import Population
from glasscity.documents.problem import DocumentError
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City, load
from glasscity.engine.place import live
from glasscity.engine.worlds import World, live_together
from glasscity.lowering.census import build_census
from glasscity.measures.consequences import refusals_by_group
from glasscity.measures.records import records_by_group
from glasscity.results.digest import run_digest
from glasscity.results.read import open_run, read_tallies
from glasscity.results.run import Run
from glasscity.studies.life import life
from glasscity.studies.life_sheet import person, stratum
from glasscity.studies.run import run, simulate
from glasscity.studies.summary import print_summary
from glasscity.vocabulary.strata import DIMENSIONS, FIRM_DIMENSIONS, SUBJECTS, labels_of, own_labels
from oracles.little import city
from reference.city import run as run_reference
from reference_tests import town
from strategies.firms import as_firms
from strategies.words import Words, quantity

FIRMS, WINDOWS, KEY = 60, 30, key_of(11)
PATH = next(path for path in VALID if path.stem == "firms")


@cache
def _estate() -> City:
    return load(str(PATH))


def test_a_city_of_firms_lives_as_in_the_reference() -> None:
    estate = _estate()
    census, _ = build_census(estate.population, FIRMS)
    documents = (estate.regime, estate.conduct, estate.population)
    result = run_reference(*documents, census, WINDOWS, KEY)
    outcome = live(estate, census, WINDOWS, KEY, trace_every=1)
    assert_same_lives(result, outcome)
    assert_same_numbers(result.tallies, tallies(outcome))
    counted = {(measure, key.split("/")[-1]) for _, _, measure, key in tallies(outcome)}
    assert {
        ("recorded", "late-tax"),
        ("recorded", "default"),
        ("recorded", "unsafe-product"),
        ("recorded", "poor-service"),
        ("false_records", "poor-service"),
        ("refused", "no-tender"),
        ("booked", "dear-loan"),
    } <= counted


def _town() -> tuple[Words, Words, Words]:
    """A deed more frequent at some ages, and a ledger that hears of it."""
    ages = zip(DIMENSIONS["age"], (2.0, 1.0, 1.0, 0.5, 0.0, 1.0), strict=True)
    by = {"by": "age", "levels": {level: quantity(n, "multiple") for level, n in ages}}
    deed = town.deed("deed", factor="deed-factor", rate=quantity(0.4, "per window"), by=[by])
    rules = town.regime(
        30,
        sensors=[town.registry("eyes", "deed")],
        instruments=[town.ledger(100, 0, 100, town.rule("rule", "deed", -5))],
    )
    parts = (rules, town.conduct(deed, factors=[town.certain(deed)]), town.population())
    regime, conduct, people = (part.model_dump(mode="json", by_alias=True) for part in parts)
    return regime, conduct, people


def _lived(parts: tuple[Words, Words, Words]) -> tuple[Population, str]:
    regime, conduct, people = parts
    place = Population.model_validate(people)
    documents = city(Regime.model_validate(regime), Conduct.model_validate(conduct), place)
    census, _ = build_census(place)
    return place, run_digest(live(documents, census, 6, KEY))


def test_other_words_change_no_bit() -> None:
    """The same documents in the words of firms: the same strata, the same luck, the same digest."""
    regime, conduct, people = _town()
    place, digest = _lived((as_firms(regime), as_firms(conduct), as_firms(people)))
    assert place.unit == "firm"
    assert {margin.over[0] for margin in place.margins} == set(FIRM_DIMENSIONS)
    assert digest == _lived((regime, conduct, people))[1]


def test_a_stratum_has_labels_of_both_and_own_ones() -> None:
    assert tuple(map(len, DIMENSIONS.values())) == tuple(map(len, FIRM_DIMENSIONS.values()))
    assert not set(DIMENSIONS) & set(FIRM_DIMENSIONS)
    assert own_labels(359, "firm") == {
        "ownership": "state",
        "sector": "services",
        "size": "500+",
        "seat": "elsewhere",
        "market": "export",
    }
    assert labels_of(359) == own_labels(359, "person") | own_labels(359, "firm")


def test_conduct_of_people_is_not_that_of_firms(tmp_path: Path) -> None:
    """The regime may be sound and the conduct too: together they are not."""
    path = tmp_path / "regime.yaml"
    rules = (PATH.parent / "minimal.yaml").read_text("utf-8")
    there = {"population.yaml": "firms_there.yaml", "conduct.yaml": "conduct.yaml"}
    for name, other in there.items():
        rules = rules.replace(f": {name}", f": {PATH.parent / other}")
    path.write_text(rules, encoding="utf-8")
    with pytest.raises(DocumentError) as told:
        load(str(path))
    found = {(Path(problem.file).name, problem.path) for problem in told.value.problems}
    assert found == {
        ("conduct.yaml", "kinds[0].by[0].by"),
        ("conduct.yaml", "services[1].by[0].by"),
    }


@pytest.mark.parametrize(("by", "is_fine"), [("sector", True), ("seat", False)])
def test_firms_are_mixed_up_within_their_own_groups(by: str, is_fine: bool) -> None:
    levels = {level: quantity(0.5, "share") for level in FIRM_DIMENSIONS[by]}
    eye = town.camera("eye", "deed", homophily={"by": by, "levels": levels})
    with nullcontext() if is_fine else pytest.raises(ValidationError, match="ownership and sector"):
        town.regime(sensors=[eye])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    done = run(str(PATH), people=200, years=2.0, out=tmp_path_factory.mktemp("runs"), threads=1)
    return done.run, done.folder


def test_groups_are_those_of_firms(finished: tuple[Run, Path]) -> None:
    for table in (records_by_group(finished[0]), refusals_by_group(finished[0])):
        assert set(table["dimension"]) == {"everybody", *FIRM_DIMENSIONS}
    true = records_by_group(finished[0]).query("truth == 'true'")
    everybody = true.query("dimension == 'everybody'")["count"].item()
    assert true.query("dimension == 'size'")["count"].sum() == everybody > 0


def test_the_table_kept_names_the_strata_of_firms(finished: tuple[Run, Path]) -> None:
    table = read_tallies(finished[1])
    assert list(table.columns)[2:7] == list(FIRM_DIMENSIONS)
    for name, levels in FIRM_DIMENSIONS.items():
        assert set(table[name]) == set(levels)


def test_faces_speak_of_firms(finished: tuple[Run, Path]) -> None:
    out = io.StringIO()
    print_summary(finished[0], Console(file=out, width=80, highlight=False))
    report = (finished[1] / "report.html").read_text("utf-8")
    shown = life(finished[1], 0)
    told = [person(shown).en, stratum(shown).en]
    assert "200 simulated firms stand for 1,000" in out.getvalue()
    assert "Employees: 1-4" in out.getvalue()
    assert "Per 1,000 synthetic firms and year" in " ".join(out.getvalue().split())
    assert "Deeds of the whole run, firms represented" in report
    assert told == [
        "Firm #0 of 200",
        "private firm, farming, 1-4 employees, in the city centre, home market",
    ]
    assert " people" not in out.getvalue().replace("--people", "")
    assert SUBJECTS[finished[0].city.population.unit].many == "firms"
    assert simulate(finished[0].city, finished[0].request).digest == finished[0].digest


def test_firms_beside_people_are_kept_with_the_run(tmp_path: Path) -> None:
    """Other rules for firms are another run, and a run that is read again has its firms."""
    led = PATH.with_stem("led")
    done = run(str(led), people=80, years=0.5, threads=1, out=tmp_path)
    kept = open_run(done.folder).city
    assert kept.digests == load(str(led)).digests
    assert {"firms-regime", "firms-population", "firms-conduct"} <= set(kept.digests)
    alone = replace(kept, firms=None)
    assert alone.digests != kept.digests
    with pytest.raises(ValueError, match="reads firms, and the city has none"):
        simulate(alone, done.run.request)


def test_worlds_side_by_side_have_their_firms() -> None:
    of = load(str(PATH.with_stem("led")))
    census, _ = build_census(of.population, 300)
    other = replace(of, regime=of.regime.model_copy(update={"consequences": ()}))
    worlds = [World("as it is", of), World("without bars", other)]
    together = live_together(worlds, census, 12, KEY)
    for world in worlds:
        single = live(world.city, census, 12, KEY)
        assert run_digest(together.outcomes[world.name]) == run_digest(single)
        assert any(row[2:] == ("spread", "leaders") for row in tallies(single))

"""What is recorded of the catalogue is true of it: findings, tests, what no rule may rest on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from catalogue import pages
from catalogue.cities import lived
from glasscity.cli.catalogue import catalogue
from glasscity.cli.check import check
from glasscity.cli.show import show
from glasscity.documents import shelf
from glasscity.documents.published import UNFIT, PublishedFigure
from glasscity.documents.resolve import examine, packaged_references
from glasscity.documents.tested import COLUMNS, Trial, every_trial, told_trials, trials_of
from glasscity.studies import report
from glasscity.studies.catalogue import entries
from glasscity.studies.lint.recorded import COMES_OF, as_csv, every_record
from glasscity.vocabulary.kept import path_of
from glasscity.vocabulary.published import table

REGIMES = shelf.names("regime")
ROOT = Path(__file__).parents[2]
HELD = [it for it in every_trial() if it.column in ("calibrated", "validated")]
Captured = pytest.CaptureFixture[str]


def _texts(name: str) -> str:
    """The regime's file with the conduct and the population that it names."""
    examined = examine(shelf.find("regime", name))
    assert examined.city is not None
    parts = (examined.city.conduct.id, examined.city.population.id)
    files = [shelf.find("regime", name), *(shelf.any_of(Path(part)) for part in parts)]
    return "".join(path.read_text("utf-8") for path in files)


def test_findings_of_lint_are_recorded() -> None:
    kept = path_of("findings").read_text("utf-8")
    assert kept == as_csv(pages.findings_now()), pages.HOW_RENEWED


def test_each_finding_is_explained() -> None:
    loose = [row for row in every_record() if len(row.explained) < 20]
    assert loose == []
    assert {row.comes_of for row in every_record()} <= set(COMES_OF)


def test_the_pages_say_what_the_catalogue_holds() -> None:
    page = (pages.DOCS / "catalogue.md").read_text("utf-8")
    assert page == pages.catalogue_page(page, list(entries())), pages.HOW_RENEWED
    page = (pages.DOCS / "lint.md").read_text("utf-8")
    assert page == pages.lint_page(page), pages.HOW_RENEWED


def test_every_regime_says_how_far_it_is_tested() -> None:
    assert {it.regime for it in every_trial()} == set(REGIMES)
    assert {it.column for it in every_trial()} <= set(COLUMNS)
    for name in REGIMES:
        found = set(trials_of(name))
        assert found, name
        nothing = found & {"open", "untestable"}
        assert not nothing or found - {"verified"} == nothing, name
        assert len(nothing) < 2, name


@pytest.mark.parametrize("trial", HELD, ids=lambda it: f"{it.regime}-{it.rests_on}")
def test_a_figure_it_was_held_against_is_a_sound_fact_of_its_files(trial: Trial) -> None:
    fact = packaged_references().entries[trial.rests_on]
    assert not set(fact.grades) & set(UNFIT)
    if trial.column == "calibrated":
        assert trial.rests_on in _texts(trial.regime)


def test_a_regime_is_verified_if_it_has_a_twin() -> None:
    verified = {it.regime: it.rests_on for it in every_trial() if it.column == "verified"}
    twins = (ROOT / "tests" / "twins").glob("*.yaml")
    assert verified == {path.stem: f"tests/twins/{path.name}" for path in twins}


def test_a_figure_that_was_kept_out_is_none_that_it_was_calibrated_on() -> None:
    for name in REGIMES:
        found = trials_of(name)
        used = {it.rests_on for it in found.get("calibrated", ())}
        assert not used & {it.rests_on for it in found.get("validated", ())}


def test_nothing_from_memory_or_weakly_reported_is_a_target() -> None:
    assert [row for row in table() if PublishedFigure(row).grade in UNFIT] == []


def test_the_whole_catalogue_is_sound_and_strictly_so(capsys: Captured) -> None:
    """No rule set of it, for one, rests on memory or a weak report."""
    assert check(strict=True) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count(": fine (digest ") == len(shelf.everything()) > 50
    assert "\nsuqian-2018: fine" in out


def test_a_loose_file_is_sound_but_not_strictly_so(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "bkr.yaml"
    text = shelf.find("regime", "bkr").read_text("utf-8").split("\nnotes:")[0]
    text = text.replace("no count was found, range: [0.3, 0.95]", "no count was found")
    text = text.replace("source: BKR-06, grade: R", "source: HUK-06, grade: M")
    path.write_text(text, "utf-8")
    assert check([path]) == 0
    assert check([path], strict=True) == 2
    err = capsys.readouterr().err
    for told in (
        "files_if_aware - is assumed without a range - add 'range:'",
        "rests on 'HUK-06', graded M - say 'assumed:'",
        "says nowhere what stands in doubt",
        "5 problems",  # three codes share one retention
    ):
        assert told in err


def test_show_tells_how_far_a_regime_is_tested(capsys: Captured, tmp_path: Path) -> None:
    assert show("court-list-2013") == 0
    told = capsys.readouterr().out
    assert "calibrated: The pace at which names come on the list (SPC-D1)" in told
    assert "validated: Missed: one refusal of each person" in " ".join(told.split())
    assert "Not yet:" not in told
    assert "Not yet: calibrated, validated." in " ".join(told_trials("bkr"))
    copy = tmp_path / "court-list-2013.yaml"
    copy.write_text(shelf.find("regime", "court-list-2013").read_text("utf-8"), "utf-8")
    assert show(str(copy)) == 0
    assert "calibrated:" not in capsys.readouterr().out
    assert told_trials("nowhere") == ()


def test_the_catalogue_is_told_in_eighty_columns(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert catalogue() == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    (line,) = (line for line in out.splitlines() if line.startswith("bkr "))
    assert line.split()[1:6] == ["documented", "3", "of", "23", "11"]
    assert set(REGIMES) <= {line.split(" ")[0] for line in out.splitlines()}


def test_a_report_tells_it_of_the_catalogue_s_own_run_alone() -> None:
    run = lived("bkr")
    assert "How far it is tested" in "".join(report._tests(run))
    asked = dataclasses.replace(run.request, population="suqian-2020")
    assert report._tests(dataclasses.replace(run, request=asked)) == ()
    asked = dataclasses.replace(run.request, name="bkr.yaml")
    assert report._tests(dataclasses.replace(run, request=asked)) == ()

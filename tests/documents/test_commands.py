from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from documents.corpus import CORPUS, VALID, expected
from glasscity.cli.check import check
from glasscity.cli.schema import Kind, schema
from glasscity.cli.show import show
from glasscity.documents.digest import said
from glasscity.documents.keys import keys_at
from glasscity.documents.read import FORMATS
from glasscity.documents.regime import Regime
from glasscity.documents.shelf import facts

FIVE = CORPUS / "invalid" / "five_mistakes.yaml"
ALL_AT_ONCE = CORPUS / "invalid" / "all_at_once.yaml"
LEDGER = CORPUS / "valid" / "ledger.yaml"

Captured = pytest.CaptureFixture[str]


def test_a_sound_file_is_fine(capsys: Captured) -> None:
    assert check([LEDGER, CORPUS / "valid" / "population.yaml"]) == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert first.startswith(f"{LEDGER}: fine (digest ")
    assert "population.yaml: fine" in second
    assert err == ""


@pytest.mark.parametrize("path", [FIVE, ALL_AT_ONCE], ids=["five", "five-others"])
def test_five_mistakes_are_all_told_with_line_and_column(path: Path, tmp_path: Path) -> None:
    """As a stranger meets it: a new process, its exit code, both streams, and no file written."""
    before = {path: path.stat().st_mtime_ns for path in CORPUS.rglob("*")}
    code = (
        "import sys; from pathlib import Path; from glasscity.cli.check import check; "
        "sys.exit(check([Path(sys.argv[1])]))"
    )
    command = [sys.executable, "-c", code, str(path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stdout == ""
    *problems, total = run.stderr.splitlines()
    wanted = expected(path)
    assert len(problems) == len(wanted.problems) == 5
    assert total == "5 problems"
    for line, (place, words) in zip(wanted.lines, wanted.problems, strict=True):
        assert any(
            told.startswith(f"{path}:{line}:") and f" {place} - " in told and words in told
            for told in problems
        )
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in CORPUS.rglob("*")} == before


def test_all_files_are_checked_and_each_problem_told_once(capsys: Captured) -> None:
    broken = CORPUS / "invalid" / "broken_population.yaml"
    margins = CORPUS / "invalid" / "margins_not_one.yaml"
    assert check([broken, LEDGER, margins, Path("nowhere.yaml"), Path("suqian-2081")]) == 2
    out, err = capsys.readouterr()
    assert out.count("fine") == 1
    assert err.count("the shares add up to") == 1
    assert err.endswith("3 problems\n")
    assert "nowhere.yaml - there is no such file" in err
    assert "did you mean 'suqian-20" in err


def test_names_of_the_catalogue_can_be_checked(capsys: Captured) -> None:
    assert check([Path("suqian-2018")]) == 0
    assert "suqian-2018: fine (digest " in capsys.readouterr().out


def test_show_tells_a_rule_set_in_eighty_columns(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert show(str(LEDGER)) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= 80 for line in out.splitlines())
    for told in ("How much of it is sourced", "1,040 to 1,300", "SUQ-06, grade S", "Arrears"):
        assert told in out


def test_show_in_another_language(capsys: Captured) -> None:
    assert show(str(LEDGER), lang="nl") == 0
    assert "Een puntenboek." in capsys.readouterr().out


def test_show_resolved_is_the_document_itself(capsys: Captured) -> None:
    assert show(str(LEDGER), resolved=True) == 0
    shown = json.loads(capsys.readouterr().out)
    recorded = json.loads(LEDGER.with_suffix(".resolved.json").read_text(encoding="utf-8"))
    assert said(Regime.model_validate(shown)) == recorded
    assert shown["encounters"] == []  # what the file leaves out is written out


def test_show_sources_lists_references_and_assumptions(capsys: Captured) -> None:
    assert show("suqian-2018", sources=True) == 0
    out = capsys.readouterr().out
    assert "SUQ-01, cited as S" in out
    assert "Assumptions" in out


@pytest.mark.parametrize(
    ("name", "cited", "assumed"),
    [
        ("c01-c09", "Cited by: claim C05", "no number in it is assumed"),
        ("harm-to-others", "nothing in it cites a reference", "rank 8"),
        ("suqian-sight", "glasscity show suqian-true-registers --sources", "0 to 1"),
        (str(facts()), "each entry names who published it", "no number in it is assumed"),
    ],
)
def test_show_sources_of_other_data_says_what_it_rests_on(
    name: str, cited: str, assumed: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert show(name, sources=True) == 0
    citations, assumptions = capsys.readouterr().out.split("Assumptions")
    assert cited in citations
    assert assumed in assumptions


def test_show_json_is_a_summary(capsys: Captured) -> None:
    assert show("suqian-2018", json=True) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["schema_version"], summary["id"]) == (1, "suqian-2018")
    assert set(summary["digests"]) == {"regime", "population", "conduct"}
    assert summary["numbers"]["all"]["sourced"] > 0


def test_show_of_a_broken_document_tells_its_problems(capsys: Captured) -> None:
    assert show(str(FIVE)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 5


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_schema_accepts_what_is_sound(kind: Kind, capsys: Captured) -> None:
    assert schema(kind) == 0
    content = json.loads(capsys.readouterr().out)
    jsonschema = importlib.import_module("jsonschema")
    jsonschema.Draft202012Validator.check_schema(content)
    validator = jsonschema.Draft202012Validator(content)
    checked = 0
    for path in VALID:
        document = json.loads(path.with_suffix(".resolved.json").read_text(encoding="utf-8"))
        fits = validator.is_valid(document)
        assert fits == (document["format"] == f"glasscity/{kind}/1")
        checked += fits
    assert checked


def test_the_schema_knows_every_format() -> None:
    assert {name.split("/")[1] for name in FORMATS} == set(get_args(Kind))


def test_known_keys_are_those_of_the_place() -> None:
    assert keys_at(Regime, ("clock",), ()) == ("start", "window")
    assert "coverage" in keys_at(Regime, ("sensors", 0, "camera"), ())
    assert "coverage" not in keys_at(Regime, ("sensors", 0, "registry"), ())
    varied = keys_at(Regime, ("awareness", "start", "varied"), ("by", "levels"))
    assert varied == ("by", "levels")
    assert "from" in keys_at(Regime, ("instruments", 0, "ledger", "rules", 0, "in_force"), ())


@pytest.mark.parametrize("command", ["check", "show", "schema"])
def test_a_command_loads_nothing_heavy(command: str) -> None:
    code = (
        f"import sys, glasscity.cli.{command}; "
        "print([m for m in ('numpy', 'pydantic', 'ruamel', 'rich', 'numba') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": ""},
    )
    assert run.stdout.strip() == "[]"

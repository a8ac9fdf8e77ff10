"""``glasscity open`` as a person meets it: which run is meant, streams, exit codes, files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glasscity.cli.open import open_file
from glasscity.documents.resolve import load
from glasscity.results.folder import RunFolder
from glasscity.results.request import Request
from glasscity.studies.run import simulate

COMMAND = [sys.executable, "-c", "from glasscity.cli import main; main()", "open"]
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small run, where runs are kept by default."""
    run = simulate(load("suqian-2018"), Request("suqian-2018", 3000, 1.0, 12, 4))
    return RunFolder.of(run.city, run.request, tmp_path_factory.mktemp("here") / "runs").write(run)


@pytest.fixture
def here(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder a person stands in, with one run under ./runs."""
    monkeypatch.chdir(kept.parents[1])
    return kept.parents[1]


def _refused(capsys: Captured, named: str, person: int = 1, slip: Path | None = None) -> str:
    """What is said when nothing is opened."""
    assert open_file(named, person, slip=slip) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_a_life_is_printed_and_the_time_of_its_replay(here: Path, capsys: Captured) -> None:
    assert open_file(str(here / "runs" / next((here / "runs").iterdir()).name), 2999) == 0
    said = capsys.readouterr()
    assert "SYNTHETIC  Person #2,999 of 3,000" in said.out
    assert "Yardstick:" not in said.out
    assert said.err.startswith("replayed in ")
    assert said.err.endswith(" ms\n")


def test_languages_and_yardsticks_are_chosen(here: Path, capsys: Captured) -> None:
    del here
    assert open_file("suqian-2018", 2999, lang="nl", yardsticks=True) == 0
    printed = capsys.readouterr().out
    assert "Persoon #2.999 van 3.000" in printed
    assert "Maatstaf: zonder fouten of vertraging" in printed


def test_json_goes_to_stdout_alone(here: Path, capsys: Captured) -> None:
    del here
    assert open_file("suqian-2018", 12, json=True) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["person"] == 12
    assert "replayed in" in said.err


def test_a_slip_is_written_beside_what_is_printed(
    here: Path, capsys: Captured, tmp_path: Path
) -> None:
    del here
    slip = tmp_path / "slip.html"
    assert open_file("suqian-2018", 12, slip=slip, lang="zh_Hans") == 0
    assert 'lang="zh-Hans"' in slip.read_text("utf-8")
    said = capsys.readouterr()
    assert f"slip {slip}\n" in said.err
    assert "SYNTHETIC" in said.out


@pytest.mark.parametrize("length", [4, 11, 14, 20])
def test_the_beginning_of_a_name_is_enough(here: Path, kept: Path, length: int) -> None:
    assert open_file(kept.name[:length], 1) == 0
    assert open_file(str(kept)[: len(str(kept)) - 3], 1) == 0
    assert open_file(f"runs/{kept.name[:length]}", 1) == 0
    assert (here / "runs").is_dir()


def test_of_several_runs_one_has_to_be_named(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    for name in ("suqian-2018-0123456789abcdef", "suqian-2018-b-0123456789abcdef"):
        shutil.copytree(kept, tmp_path / name)
    assert open_file(str(tmp_path / "suqian-2018"), 1) == 0
    assert open_file(str(tmp_path / "suqian-2018-b"), 1) == 0
    capsys.readouterr()
    said = _refused(capsys, str(tmp_path / "suqian-20"))
    assert "means 2 runs - name more of it, one of:" in said
    for name in ("suqian-2018-0123456789abcdef", "suqian-2018-b-0123456789abcdef"):
        assert f"{tmp_path / name} (3,000 people, 1 year, seed 4)" in said
    assert "holds runs and is none" in _refused(capsys, str(tmp_path))
    assert "suqian-2018-b" in _refused(capsys, str(tmp_path / "rongcheng"))


def test_what_is_no_run_is_said_plainly(here: Path, tmp_path: Path, capsys: Captured) -> None:
    assert "nowhere - is no run - name one of:" in _refused(capsys, "nowhere")
    os.chdir(tmp_path)
    assert "make one with 'glasscity run'" in _refused(capsys, "suqian-2018")
    (tmp_path / "file").write_text("hello")
    assert "is no finished run" in _refused(capsys, "file")
    (tmp_path / "empty").mkdir()
    assert "is no finished run" in _refused(capsys, "empty")
    assert "File name too long" in _refused(capsys, "a" * 5000)
    os.chdir(here)


@pytest.mark.parametrize("name", ["provenance.json", "regime.json", "fields.parquet"])
@pytest.mark.parametrize("damage", ["lost", "cut", "other"])
def test_a_damaged_run_is_refused(
    kept: Path, tmp_path: Path, capsys: Captured, name: str, damage: str
) -> None:
    copy = tmp_path / kept.name
    shutil.copytree(kept, copy)
    content = (copy / name).read_bytes()
    if damage == "lost":
        (copy / name).unlink()
    else:
        (copy / name).write_bytes(content[: len(content) // 2] if damage == "cut" else b"[]\n")
    assert " - " in _refused(capsys, str(copy))


@pytest.mark.parametrize("person", [-1, 3000, 10**25])
def test_a_person_beyond_the_run_is_refused(here: Path, capsys: Captured, person: int) -> None:
    del here
    said = _refused(capsys, "suqian-2018", person)
    assert said == f"person {person} is not in this run; choose a number from 0 to 2999\n"


@pytest.mark.parametrize("name", ["slip.pdf", "slip", "nowhere/slip.html"])
def test_a_slip_that_cannot_be_is_refused(
    here: Path, capsys: Captured, tmp_path: Path, name: str
) -> None:
    del here
    said = _refused(capsys, "suqian-2018", 1, tmp_path / name)
    assert said.startswith(f"{tmp_path / name} - ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["suqian-2018", "7"], 0),
        (["suqian-2018", "-1"], 2),
        (["suqian-2018", "nobody"], 2),
        (["suqian-2018"], 2),
        (["suqian-2018", "7", "--lang", "fr"], 2),
        (["nowhere", "7"], 2),
        (["--help"], 0),
    ],
)
def test_the_command_exits_with_zero_or_two(here: Path, words: list[str], code: int) -> None:
    done = subprocess.run([*COMMAND, *words], cwd=here, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert ("SYNTHETIC" in done.stdout) == (words == ["suqian-2018", "7"])


def test_the_command_can_be_read_from_its_top_only(here: Path) -> None:
    """A reader that has seen enough closes the pipe: no reason for a traceback."""
    words = " ".join(f"'{word}'" for word in [*COMMAND, "suqian-2018", "7"])
    done = subprocess.run(
        ["bash", "-c", f"{words} | head -n 1"], cwd=here, capture_output=True, text=True
    )
    assert done.stdout.startswith("SYNTHETIC")
    assert "Traceback" not in done.stderr

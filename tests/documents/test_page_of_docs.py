"""The page on writing a regime is followed to the letter."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from glasscity.cli import app
from glasscity.vocabulary.terms import UNITS

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "writing-a-regime.md").read_text(encoding="utf-8")
FILES = re.findall(r"^## [^\n]*`(\w+\.yaml)`\n.*?^```yaml\n(.*?)^```", PAGE, re.M | re.S)
(COMMANDS,) = re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the page, and the place to be."""
    for name, text in FILES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_example_is_a_file() -> None:
    assert len(FILES) == len(re.findall(r"^```yaml$", PAGE, re.M)) == 4


def _exit_code(line: str) -> object:
    with pytest.raises(SystemExit) as ended:
        app(shlex.split(line)[1:])
    return ended.value.code


@pytest.mark.usefixtures("folder")
def test_each_file_is_fine_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    names = [name for name, _ in FILES]
    assert _exit_code(f"glasscity check {' '.join(names)}") == 0
    assert capsys.readouterr().out.count(": fine") == 4


def test_every_command_does_what_it_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in COMMANDS.splitlines():
        small = " --people 500 --json" if line.startswith("glasscity run") else ""
        assert _exit_code(line + small) == 0
    out = capsys.readouterr().out
    assert "Three in ten residents had heard of the points." in out
    assert list((folder / "runs").glob("*/report.html"))


def test_every_unit_has_its_row() -> None:
    units = PAGE.split("\n## Units\n")[1]
    assert tuple(re.findall(r"^\| `([^`]+)` \|", units, re.M)) == UNITS

"""The README's first change to a regime, word for word, with fewer people."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from glasscity.documents import shelf
from house.tree import ROOT

SECTION = "## Change three numbers"
ELIDED = "..."
PEOPLE = ("--people 20000", "--people 2000")
GLASSCITY = f"""#!{sys.executable}
# The command as installed; of the assumptions that a comparison moves, only the first two.
from glasscity.cli import main
from glasscity.studies.compare import leaning

every = leaning.doubts
leaning.doubts = lambda city: every(city)[:2]
main()
"""


def _steps() -> list[tuple[str, list[str]]]:
    """Each command of the section, and the passages of its output that the README shows."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split(f"{SECTION}\n")[1]
    (block,) = re.findall(r"```console\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    steps: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], [""]))
        elif line == ELIDED:
            steps[-1][1].append("")
        else:
            steps[-1][1][-1] += line + "\n"
    return steps


def _bare(text: str) -> str:
    """The words of a text: no digest, no number and no line break, which hang on who is drawn."""
    without = re.sub(r"\b[0-9a-f]{16,}\b", "#", text)
    return " ".join(re.sub(r"-?\d[\d,]*(\.\d+)?", "#", without).split())


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "glasscity"
    command.write_text(GLASSCITY, encoding="utf-8")
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}


def test_the_first_change_goes_as_the_readme_says(shell: dict[str, str], tmp_path: Path) -> None:
    steps = _steps()
    assert [words.split()[:2] for words, _ in steps if words.startswith("glasscity")] == [
        ["glasscity", verb] for verb in ("show", "check", "check", "run", "compare")
    ]
    for words, shown in steps:
        done = subprocess.run(
            ["sh", "-c", words.replace(*PEOPLE)],
            cwd=tmp_path,
            env=shell,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == (2 if "1 problem\n" in "".join(shown) else 0), done.stderr
        told = done.stderr if done.returncode else done.stdout
        for passage in shown:
            assert _bare(passage) in _bare(told), f"{words}\n{passage}\n{told}"

    was = shelf.find("regime", "suqian-2018").read_text(encoding="utf-8").splitlines()
    mine = (tmp_path / "mine.yaml").read_text(encoding="utf-8").splitlines()
    changed = [(a.strip(), b.strip()) for a, b in zip(was, mine, strict=True) if a != b]
    assert changed == [
        ("id: suqian-2018", "id: mine"),
        ("value: 0.001", "value: 0.01"),
        ("value: 960", "value: 990"),
        ("- value: -5", "- value: -20"),
    ]

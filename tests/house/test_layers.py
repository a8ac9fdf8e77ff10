"""The floors of the house: imports go down, and a file that belongs nowhere fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.tree import PACKAGE, ROOT


def _lint(source: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(command), "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_contracts_hold() -> None:
    done = _lint(ROOT / "src")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("utils.py", "", "Imports go down the house"),
        ("chance.py", "import glasscity.evidence", "Imports go down the house"),
        ("studies/__init__.py", "import numba", "Only kernels and the engine know Numba"),
        ("measures/__init__.py", "import altair", "Only charts draw"),
        ("studies/__init__.py", "import optuna", "Nothing recognises a person"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, file: str, line: str, broken: str) -> None:
    copy = tmp_path / "glasscity"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    done = _lint(tmp_path)
    assert done.returncode == 1, done.stdout
    assert any(broken in row and "BROKEN" in row for row in done.stdout.splitlines()), done.stdout

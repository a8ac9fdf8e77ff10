"""Worlds that several processes want at once: one makes the file, the others wait and read it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from glasscity.studies.lived import in_turn

MAKES = """
import pathlib, sys, time
from glasscity.studies.lived import in_turn
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
(folder / f"asks-{name}").touch()
while len(list(folder.glob("asks-*"))) < 2:
    time.sleep(0.01)
with in_turn(folder / "world.npz"):
    if not (folder / "world.npz").exists():
        (folder / f"makes-{name}").touch()
        time.sleep(float(sys.argv[3]))
        (folder / "world.npz").touch()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")


def _begin(folder: Path, name: str, seconds: float) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", MAKES, str(folder), name, str(seconds)])


def test_of_two_processes_that_want_one_file_one_makes_it(tmp_path: Path) -> None:
    both = [_begin(tmp_path, name, 0.3) for name in "ab"]
    assert [it.wait(60) for it in both] == [0, 0]
    assert len(list(tmp_path.glob("makes-*"))) == 1
    assert list(tmp_path.glob("*.lock")) == []


def test_nobody_waits_for_a_process_that_died(tmp_path: Path) -> None:
    (tmp_path / "asks-nothing").touch()
    holder = _begin(tmp_path, "a", 60)
    until = time.monotonic() + 60
    while not (tmp_path / "makes-a").exists() and time.monotonic() < until:
        time.sleep(0.01)
    holder.kill()
    holder.wait(60)
    assert list(tmp_path.glob("*.lock"))  # what it left behind hinders nobody
    with in_turn(tmp_path / "world.npz"):
        assert not (tmp_path / "world.npz").exists()

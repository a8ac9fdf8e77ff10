"""The two commands of the first screen do what it says they do."""

from __future__ import annotations

import os
import subprocess

import pytest

from house.tree import ROOT

CLEAN = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
"""The environment without the words that an outer make leaves for an inner one."""


def _plan(goal: str) -> str:
    """What make would do in a fresh clone, without doing it."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "--no-print-directory", goal],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=CLEAN,
    )
    return done.stdout


@pytest.mark.parametrize(
    "step",
    [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "lint-imports",
        'pytest -n 2 -m "not clock"',
        "pytest -m clock",
    ],
)
def test_make_test_runs(step: str) -> None:
    assert f".venv/bin/{step}\n" in _plan("test")


def test_make_run_runs_suqian() -> None:
    assert _plan("run").rstrip().endswith(".venv/bin/glasscity run suqian-2018")


@pytest.mark.parametrize("goal", ["run", "test"])
def test_only_what_is_locked_is_installed(goal: str) -> None:
    installs = [line for line in _plan(goal).splitlines() if "pip " in line and "install" in line]
    assert len(installs) >= 2
    for line in installs:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation" in line


def test_byte_code_is_written_whatever_the_machine_says() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "--eval", "say: ; @env", "say"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**CLEAN, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert "PATH=" in done.stdout
    assert "PYTHONDONTWRITEBYTECODE" not in done.stdout


def test_integration_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")


def test_a_test_that_hangs_is_ended_and_named(pytestconfig: pytest.Config) -> None:
    """A run on a machine nobody watches says where it stood; it does not stand there for ever."""
    assert float(pytestconfig.getini("faulthandler_timeout")) > 0.0
    assert pytestconfig.getini("faulthandler_exit_on_timeout")

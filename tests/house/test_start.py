"""Starting is quick, because nothing heavy is loaded before it is needed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

HEAVY = set("altair humanleague mesa numba numpy pandas pyarrow scipy vl_convert".split())
COMMAND = Path(sys.executable).with_name("glasscity")


def _environment() -> dict[str, str]:
    """This one, with byte-code: some machines switch it off and then time the compiler."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _best(command: list[str], tries: int = 5) -> float:
    """Processor seconds of the quickest of several runs.

    They are the seconds that a person waits on a quiet machine, whatever else runs on this one.
    """
    seconds = []
    for _ in range(tries):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=_environment())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def _loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('loaded', *sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        env=_environment(),
    )
    assert "loaded" in done.stdout
    return set(done.stdout.rsplit("loaded", 1)[1].split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert _loaded("import glasscity") & HEAVY == set()


def test_importing_the_package_is_quick() -> None:
    assert _best([sys.executable, "-c", "import glasscity"]) < 0.3


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--help']\nfrom glasscity.cli import main\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert _loaded(code) & HEAVY == set()


def test_help_is_quick() -> None:
    assert _best([str(COMMAND), "--help"]) < 0.4

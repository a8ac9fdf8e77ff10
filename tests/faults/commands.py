"""The command ``glasscity sweep`` in processes of its own, watched and killed by their ids."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import glasscity

WAIT = 120.0
MAIN = "from glasscity.cli import main; main()"
SOURCES = str(Path(glasscity.__file__).parents[1])


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    told: str
    found: dict[str, Any]


class Command:
    """A sweep that is running in a process of its own."""

    def __init__(self, path: Path, out: Path, *options: str, **environment: str) -> None:
        self.errors = path.parent / f"{time.monotonic_ns()}.err"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    MAIN,
                    "sweep",
                    str(path),
                    "--out",
                    str(out),
                    "--json",
                    *options,
                ],
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": SOURCES, **environment},
            )

    @property
    def workers(self) -> tuple[int, ...]:
        """The processes that it has started to work."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        return tuple(int(child) for child in children if "spawn_main" in _words(int(child)))

    def end(self) -> Ended:
        """Wait for it."""
        out, _ = self.process.communicate(timeout=WAIT)
        found = json.loads(out) if out else {}
        return Ended(self.process.returncode, self.errors.read_text("utf-8"), found)


def run(path: Path, out: Path, *options: str, **environment: str) -> Ended:
    """The whole command."""
    return Command(path, out, *options, **environment).end()


@contextlib.contextmanager
def started(path: Path, out: Path, *options: str) -> Iterator[Command]:
    """A command that is gone in the end, whatever happens."""
    command = Command(path, out, *options)
    try:
        yield command
    finally:
        command.process.kill()
        command.process.wait(WAIT)
        if command.process.stdout is not None:
            command.process.stdout.close()


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.005)


def parts(out: Path) -> list[Path]:
    """The parts that are there."""
    return sorted(out.glob("sweep-*/parts/*.parquet"))


def is_alive(pid: int) -> bool:
    """Whether a process is there and not only its name."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def _words(pid: int) -> str:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    return ""

"""A Dask cluster on this machine's loopback, started as the manual says and killed by its ids."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import glasscity
from house.tree import ROOT

MANUAL = ROOT / "docs" / "clusters.md"
WAIT = 90.0


def commands() -> tuple[str, str]:
    """How the manual starts a scheduler, and how workers."""
    lines = re.findall(r"^dask .*$", MANUAL.read_text("utf-8"), re.MULTILINE)
    (scheduler,) = [line for line in lines if line.startswith("dask scheduler")]
    (workers,) = [line for line in lines if line.startswith("dask worker")]
    return scheduler, workers


def free_port() -> int:
    """A door that nobody stands at, below those that a system gives to whoever knocks elsewhere."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as door, contextlib.suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no door is free")


class Cluster:
    """A scheduler and its workers; each of them can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.started: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start it as the manual does, but on a free door of the loopback."""
        said, _ = commands()
        words = said.replace("8786", str(self.port)).replace("0.0.0.0", "127.0.0.1")
        return self._start(f"{words} --dashboard-address 127.0.0.1:0")

    def await_scheduler(self) -> None:
        """Wait until its door is open."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise AssertionError(f"no scheduler within {WAIT} seconds")

    def start_workers(self, n: int = 4) -> subprocess.Popen[bytes]:
        """Start them as the manual does, so many of them."""
        _, said = commands()
        words = said.replace("HOST:8786", self.address).replace("--nworkers 4", f"--nworkers {n}")
        return self._start(f"{words} --host 127.0.0.1 --dashboard-address 127.0.0.1:0")

    def _start(self, words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *shlex.split(words)]
        sources = str(Path(glasscity.__file__).parents[1])
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            done = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={
                    **os.environ,
                    "PYTHONPATH": f"{sources}:{ROOT / 'tests'}",
                    "PYTHONWARNINGS": "default",
                    "DASK_TEMPORARY_DIRECTORY": str(self.folder),
                },
                start_new_session=True,
            )
        self.started.append(done)
        return done

    def end(self) -> None:
        for one in self.started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)  # its own session: nobody else is in it
            one.wait(WAIT)


@contextlib.contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.end()


def awaited(path: Path) -> int:
    """The process that a worker says it is, once it does."""
    until = time.monotonic() + WAIT
    while not path.exists():
        assert time.monotonic() < until, f"no worker came to {path.name} within {WAIT} seconds"
        time.sleep(0.01)
    return int(path.read_text("utf-8"))

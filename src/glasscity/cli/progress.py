"""Progress of a run: person-months per second and the time left."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.studies.run import Progress


@contextlib.contextmanager
def bar(is_quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on the error stream: plain lines where that is no terminal, none if quiet."""
    if is_quiet:
        yield None
        return
    if not sys.stderr.isatty():
        sys.stderr.write("preparing (the first run on a machine compiles for half a minute) ...\n")
        yield _plain(time.monotonic())
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f} windows"),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("preparing", total=1, speed="")
        started: list[float] = []

        def show(done: int, total: int, people: int) -> None:
            now = time.monotonic()
            started.append(now)
            passed = now - started[0]
            speed = f"{people * (done - 1) / passed / 1e6:.1f} M person-windows/s" if passed else ""
            progress.update(task, completed=done, total=total, speed=speed, description="living")

        yield show


def _plain(started: float) -> Progress:
    def show(done: int, total: int, people: int) -> None:
        if done == total or done % max(1, total // 5) == 0:
            speed = people * done / max(time.monotonic() - started, 1e-9) / 1e6
            sys.stderr.write(f"{done}/{total} windows, {speed:.1f} M person-windows/s\n")

    return show


@contextlib.contextmanager
def ticks(what: str, is_quiet: bool) -> Iterator[Callable[[], None]]:
    """A counter of finished runs on the error stream; silent if quiet or no terminal."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as status:
        done = [0]

        def tick() -> None:
            done[0] += 1
            status.update(f"{what}: {done[0]} runs timed")

        yield tick

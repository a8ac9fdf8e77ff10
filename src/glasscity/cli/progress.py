"""Progress of a run: person-months per second and the time left."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

PREPARING = "preparing (the first run on a machine compiles, for about half a minute)"


class Speed:
    """Person-months per second since the first window was done, so that compiling is no part."""

    def __init__(self) -> None:
        self._started: float | None = None

    def after(self, done: int, person_months: float) -> str:
        """The speed in words after ``done`` windows of so many person-months each."""
        now = time.monotonic()
        if self._started is None:
            self._started = now
        passed = now - self._started
        if done < 2 or passed <= 0.0:
            return ""
        return f"{(done - 1) * person_months / passed / 1e6:,.1f} M person-months/s"


class Bar:
    """Progress by windows; ``places`` is the same by places of a nation."""

    def __init__(self, show: Callable[[int, int, str, str], None]) -> None:
        self._show = show
        self._speed = Speed()

    def __call__(self, done: int, total: int, person_months: float) -> None:
        """Windows done, of so many person-months each."""
        self._show(done, total, "windows", self._speed.after(done, person_months) if done else "")

    def places(self, done: int, total: int, person_months: float) -> None:
        """Places done, of so many person-months each."""
        self._show(done, total, "places", self._speed.after(done, person_months) if done else "")


@contextlib.contextmanager
def bar(is_quiet: bool) -> Iterator[Bar | None]:
    """A progress bar on the error stream: plain lines where that is no terminal, none if quiet."""
    if is_quiet:
        yield None
    elif not sys.stderr.isatty():
        yield Bar(_plain)
    else:
        with _rich() as progress:
            yield progress


def _plain(done: int, total: int, noun: str, said: str) -> None:
    if done == 0:
        sys.stderr.write(f"{PREPARING} ...\n")
    elif done == total or done % max(1, total // 5) == 0:
        sys.stderr.write(f"{done}/{total} {noun}{', ' if said else ''}{said}\n")


@contextlib.contextmanager
def _rich() -> Iterator[Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Rich

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=16),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    with Rich(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, said="", visible=False)

        def show(done: int, total: int, noun: str, said: str) -> None:
            progress.update(
                task,
                completed=done,
                total=total if done else None,
                description="living" if done else PREPARING,
                said=f"{done}/{total} {noun}  {said}" if done else "",
                visible=True,
            )

        yield Bar(show)


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


@contextlib.contextmanager
def told(what: str, is_quiet: bool) -> Iterator[Callable[[str], None]]:
    """Steps by name on the error stream: one changing line, plain lines where it is no terminal."""
    if is_quiet:
        yield lambda _words: None
        return
    if not sys.stderr.isatty():
        yield lambda words: print(f"{what}: {words} ...", file=sys.stderr)
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{PREPARING} ...") as status:
        yield lambda words: status.update(f"{what}: {words} ...")


def tries(is_quiet: bool) -> Callable[[str], Callable[[int, int], None]]:
    """Numbers tried out of so many, on the error stream; silent if quiet."""

    def of(what: str) -> Callable[[int, int], None]:
        def tick(done: int, total: int) -> None:
            if not is_quiet:
                count(f"{what}: {done}/{total} assumptions tried", done, total)

        return tick

    return of


def count(said: str, done: int, total: int) -> None:
    """One changing line on the error stream; a few plain ones where that is no terminal."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{said}{end}")
        sys.stderr.flush()
    elif done == total or done % max(1, total // 5) == 0:
        sys.stderr.write(f"{said}\n")

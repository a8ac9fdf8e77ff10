"""Small tasks that say where they were done, wait to be killed, or fail."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyarrow as pa

from glasscity.executors.task import Made, Task


def counted(n: int) -> Made:
    """A part that holds n numbers."""
    return Made(pa.table({"n": list(range(n))}), {"sum": n * (n - 1) // 2})


def noted(n: int, log: Path) -> Made:
    """The same, and a line in a log each time it is done."""
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{n}\n")
    return counted(n)


def slow(n: int, seconds: float) -> Made:
    """The same, but it takes a while."""
    time.sleep(seconds)
    return counted(n)


def killed_once(n: int, folder: Path) -> Made:
    """The same; the first time it says which process it is in and waits for its end."""
    told = folder / f"{n}.pid"
    if not told.exists():
        aside = told.with_suffix(".aside")
        aside.write_text(str(os.getpid()), "utf-8")
        aside.rename(told)
        time.sleep(60)
    return counted(n)


def deadly(n: int) -> Made:
    """The end of whoever does it."""
    del n
    os._exit(9)


def failing(n: int, log: Path, times: int) -> Made:
    """It raises so many times, then it goes well."""
    done = len(log.read_text("utf-8")) if log.exists() else 0
    log.write_text("x" * (done + 1), "utf-8")
    if done < times:
        raise RuntimeError(f"the {n} fell over\nand more lines")
    return counted(n)


def many(n: int) -> list[Task]:
    """Tasks that go well."""
    return [Task(f"part-{i:03d}", counted, (i,)) for i in range(n)]

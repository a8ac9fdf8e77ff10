"""A task, what it makes, and what comes back from whoever carried it out."""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from glasscity.results.code import code_digest
from glasscity.results.parts import Meta, find_part, write_part


@dataclass(frozen=True)
class Made:
    """What a task makes: a table that stays where it is written, and a little that travels."""

    table: pa.Table
    meta: Meta


@dataclass(frozen=True)
class Task:
    """A piece of work: the ``key`` of its part, a function of a module, its small arguments.

    The function gives the same for the same arguments, wherever and how often it is called.
    """

    key: str
    work: Callable[..., Made]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Tasks handed out together, the folder of their parts, and the code they were made by."""

    tasks: tuple[Task, ...]
    folder: Path
    code: str


@dataclass(frozen=True)
class Landed:
    """A part that is there; ``seconds`` it took, NaN where somebody else had made it.

    ``damaged`` says what was wrong with an earlier one.
    """

    key: str
    meta: Meta
    seconds: float = math.nan
    damaged: str = ""


@dataclass(frozen=True)
class Fault:
    """A task that failed: what it raised, and the steps that led there."""

    key: str
    what: str
    steps: str = ""


@dataclass(frozen=True)
class Stuck:
    """Something that would stop every other task too."""

    what: str


Report: TypeAlias = Landed | Fault | Stuck


def carry_out(batch: Batch) -> list[Report]:
    """Do the tasks of a batch one by one, each part written as soon as it is made.

    A part that is there and whole is not made again. Called where the work is done.
    """
    if batch.code != code_digest():
        return [Stuck("a worker runs other code - install the same glasscity there, start it anew")]
    reports: list[Report] = []
    for task in batch.tasks:
        reports.append(_carried(task, batch.folder))
        if isinstance(reports[-1], Stuck):
            break
    return reports


def _carried(task: Task, folder: Path) -> Report:
    started = time.perf_counter()
    try:
        there, damaged = find_part(folder, task.key)
        if there is not None:
            return Landed(task.key, there)
        made = task.work(*task.arguments)
    except Exception as error:
        return Fault(task.key, told(error), traceback.format_exc())
    try:
        write_part(folder, task.key, made.table, made.meta)
    except OSError as error:
        return Stuck(
            f"{folder} - cannot be written ({error.strerror or error}) - "
            "free room or mend its rights; what is done is kept, and the same command goes on"
        )
    except Exception as error:
        return Fault(task.key, told(error), traceback.format_exc())
    return Landed(task.key, made.meta, time.perf_counter() - started, damaged)


def told(error: BaseException) -> str:
    """An error in one line."""
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__

"""What a bench found: one row per contender."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from glasscity.studies.bench.clock import Times
from glasscity.studies.bench.task import Answer, Task


@dataclass(frozen=True)
class Row:
    """A contender's cost. ``note`` says why it was not timed, where ``times`` is None.

    ``first_call`` is the seconds of its first call on few people, which includes compiling, or
    loading what was compiled before. ``peak_bytes`` is the memory of one run.
    """

    name: str
    version: str
    threads: int
    people: int
    first_call: float = 0.0
    answer: Answer | None = None
    times: Times | None = None
    peak_bytes: int = 0
    note: str = ""

    @property
    def bytes_per_person(self) -> float:
        """Peak memory of a run for each person in it."""
        return self.peak_bytes / self.people


@dataclass(frozen=True)
class Bench:
    """A bench of task P1: every row of one machine, one process, one hour."""

    task: Task
    seed: int
    machine: str
    rows: tuple[Row, ...]

    def row(self, name: str, threads: int = 1) -> Row:
        """The row of a contender. Raises KeyError where there is none."""
        for row in self.rows:
            if (row.name, row.threads) == (name, threads):
                return row
        raise KeyError(f"no contender {name!r} with {threads} threads")

    def speed(self, row: Row) -> float | None:
        """Person-steps per second at the median, or None if the row was not timed."""
        return row.people * self.task.steps / row.times.median if row.times else None

    def ratio(self, fast: Row, slow: Row) -> float | None:
        """How many times as fast one row is as another, or None if either was not timed."""
        speeds = self.speed(fast), self.speed(slow)
        return speeds[0] / speeds[1] if speeds[0] and speeds[1] else None

    def as_json(self) -> dict[str, Any]:
        """Everything measured, as plain types."""
        quickest = max(self.rows, key=lambda row: self.speed(row) or 0.0)
        return {
            "schema_version": 1,
            "task": asdict(self.task),
            "seed": self.seed,
            "machine": self.machine,
            "rows": [
                asdict(row)
                | {
                    "person_steps_per_second": self.speed(row),
                    "bytes_per_person": row.bytes_per_person,
                    "quickest_is_times_as_fast": self.ratio(quickest, row),
                }
                for row in self.rows
            ],
        }

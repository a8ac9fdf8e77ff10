"""The exact law of task P1: a Markov chain over (score, listed), written from the declaration."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.studies.bench.task import Answer, Task


@dataclass(frozen=True)
class Law:
    """``mass`` is the chance of (listed, score) after the last step, shape (2, n scores)."""

    task: Task
    mass: npt.NDArray[np.float64]

    @property
    def scores(self) -> npt.NDArray[np.int64]:
        return np.arange(self.task.floor, self.task.ceiling + 1)

    def bounds(self, people: int, errors: float) -> dict[str, tuple[float, float]]:
        """Interval of each output for so many people and standard errors."""
        by_score = self.mass.sum(axis=0)
        mean = float(by_score @ self.scores)
        spread = math.sqrt(float(by_score @ (self.scores - mean) ** 2) / people)
        listed = float(self.mass[1].sum())
        wide = math.sqrt(listed * (1 - listed) / people)
        found = {
            "mean": (mean - errors * spread, mean + errors * spread),
            "listed": (listed - errors * wide, listed + errors * wide),
        }
        up_to = np.cumsum(by_score)
        for name, q in (("q05", 0.05), ("q50", 0.5), ("q95", 0.95)):
            by = errors * math.sqrt(q * (1 - q) / people)
            low, high = np.searchsorted(up_to, [q - by, q + by])
            found[name] = (float(self.scores[low]), float(self.scores[high]))
        return found


def law_of(task: Task) -> Law:
    """Push all mass through every step; no chance is drawn."""
    count = task.ceiling - task.floor + 1
    mass = np.zeros((2, count))
    mass[0, -task.floor] = 1.0
    events = (
        (task.gain, task.gain_below / 1024),
        (task.loss, (task.event_below - task.gain_below) / 1024),
        (0, 1 - task.event_below / 1024),
    )
    for _ in range(task.steps):
        after = np.zeros_like(mass)
        for listed in (0, 1):
            for at in np.flatnonzero(mass[listed]):
                for points, chance in events:
                    score = int(at) + task.floor + points
                    score -= math.floor((score + 16) / 32)
                    score = min(max(score, task.floor), task.ceiling)
                    on = int(score < task.leave) if listed else int(score < task.enter)
                    after[on, score - task.floor] += mass[listed, at] * chance
        mass = after
    return Law(task, mass)


def outside(law: Law, answer: Answer, errors: float = 4.0) -> dict[str, object]:
    """The outputs of an answer that the law does not allow."""
    return {
        name: (getattr(answer, name), low, high)
        for name, (low, high) in law.bounds(answer.people, errors).items()
        if not low <= getattr(answer, name) <= high
    }

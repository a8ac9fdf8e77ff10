"""Plain Python: the reference whose answers the others must give. It is never timed."""

from __future__ import annotations

import random

import numpy as np

from task import OUT_OF, Task

PACKAGE = None
THREADED = False
DRAWS = "when needed"


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """One loop over steps and one over people."""
    chance = random.Random(seed)
    score = [0] * people
    listed = [False] * people
    mine = friends.tolist() if task.per_friend else None
    for _ in range(task.steps):
        before = listed.copy()
        for i in range(people):
            draw = int(chance.random() * OUT_OF)
            events = task.event_below
            if mine is not None:
                events += task.per_friend * sum(before[j] for j in mine[i])
            s = score[i]
            if draw < task.gain_below:
                s += task.gain
            elif draw < events:
                s += task.loss
            if (
                task.relief_below
                and before[i]
                and int(chance.random() * OUT_OF) < task.relief_below
            ):
                s += task.relief
            s -= (s + 16) // 32
            s = max(task.floor, min(task.ceiling, s))
            score[i] = s
            listed[i] = s < (task.leave if before[i] else task.enter)
    return np.array(score), np.array(listed)

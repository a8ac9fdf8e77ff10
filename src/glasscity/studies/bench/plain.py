"""P1 in plain Python: the reference whose answers the others must give."""

from __future__ import annotations

import random

from glasscity.studies.bench.task import OUT_OF, Final, Task


def step(task: Task, score: int, listed: bool, draw: int) -> tuple[int, bool]:
    """One step of one person, given a draw in ``[0, 1024)``: the new score and membership."""
    if draw < task.gain_below:
        score += task.gain
    elif draw < task.event_below:
        score += task.loss
    score -= (score + 16) // 32
    score = max(task.floor, min(task.ceiling, score))
    return score, score < (task.leave if listed else task.enter)


def run_plain(task: Task, people: int, seed: int) -> Final:
    """P1 by one loop over people and one over steps."""
    chance = random.Random(seed)
    scores = []
    listings = []
    for _ in range(people):
        score, listed = 0, False
        for _ in range(task.steps):
            score, listed = step(task, score, listed, int(chance.random() * OUT_OF))
        scores.append(score)
        listings.append(listed)
    return Final(scores, listings)

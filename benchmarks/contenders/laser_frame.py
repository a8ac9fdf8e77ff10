"""LASER: properties in a LaserFrame, one Numba kernel a step over all agents, as its models do.

Kernels run over threads with ``prange`` and Numba's own generator, seeded by ``laser.core.random``.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from laser.core import LaserFrame
from laser.core.random import seed as seed_all

from task import FRIENDS, OUT_OF, Task

PACKAGE = "laser-core"
THREADED = True
DRAWS = "when needed"


@nb.njit(parallel=True, cache=True)
def ledger_step(count, score, listed, before, friends, law, per_friend, relief_below, relief):
    """One step of everybody; ``before`` is the list as the step before left it."""
    gain_below, event_below, gain, loss, floor, ceiling, enter, leave = law
    for i in nb.prange(count):
        draw = np.random.random() * OUT_OF
        events = event_below
        if per_friend > 0:
            near = 0
            for k in range(FRIENDS):
                near += before[friends[k, i]]
            events += per_friend * near
        s = np.int32(score[i])
        if draw < gain_below:
            s += gain
        elif draw < events:
            s += loss
        second = relief_below > 0 and before[i]
        if second and np.random.random() * OUT_OF < relief_below:
            s += relief
        s -= (s + 16) >> 5
        s = min(max(s, floor), ceiling)
        score[i] = s
        listed[i] = s < (leave if before[i] else enter)


class Ledger:
    """The component of a model: it adds its properties, and steps them."""

    def __init__(self, people: LaserFrame, task: Task, friends: np.ndarray | None) -> None:
        self.people, self.task = people, task
        people.add_scalar_property("score", dtype=np.int16, default=0)
        people.add_scalar_property("listed", dtype=np.uint8, default=0)
        people.add_scalar_property("before", dtype=np.uint8, default=0)
        people.add_vector_property("friends", FRIENDS if task.per_friend else 1, dtype=np.int32)
        if friends is not None:
            people.friends[:] = friends.T
        names = "gain_below event_below gain loss floor ceiling enter leave".split()
        self.law = tuple(np.int32(getattr(task, name)) for name in names)

    def step(self) -> None:
        """One step of everybody."""
        people, task = self.people, self.task
        people.before[:] = people.listed
        own = (task.per_friend, task.relief_below, task.relief)
        ledger_step(
            people.count, people.score, people.listed, people.before, people.friends, self.law, *own
        )


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """A frame, one component, one loop over steps."""
    nb.set_num_threads(threads)
    seed_all(seed)
    frame = LaserFrame(people)
    component = Ledger(frame, task, friends)
    for _ in range(task.steps):
        component.step()
    return np.array(frame.score), np.array(frame.listed, dtype=np.bool_)

"""Starsim: a module with states and distributions, run by a Sim, as its user guide shows.

Its common random numbers are on, which is its default: each agent has draws of its own in every
step, whatever happens to others. The contender with ``_plain`` switches them off.
"""

from __future__ import annotations

import numpy as np
import starsim as ss

from task import FRIENDS, OUT_OF, Task

PACKAGE = "starsim"
THREADED = False
DRAWS = "by address"

ss.options(verbose=0)


class Ledger(ss.Module):
    """Scores and the list, for everybody at once."""

    def __init__(self, task: Task, friends: np.ndarray | None) -> None:
        super().__init__()
        self.task, self.mine = task, friends
        self.define_states(
            ss.IntArr("score", default=0),
            ss.BoolArr("listed", default=False),
        )
        self.event = ss.random()
        self.relief = ss.bernoulli(p=task.relief_below / OUT_OF)

    def step(self) -> None:
        """One step of everybody, in arrays; whoever is listed draws a second time."""
        task = self.task
        draw = self.event.rvs(self.sim.people.auids) * OUT_OF
        score, listed = self.score.values, self.listed.values
        events = task.event_below
        if task.per_friend:
            near = np.zeros(len(score), dtype=np.int16)
            for k in range(FRIENDS):
                near += listed[self.mine[:, k]]
            events = events + task.per_friend * near
        score = score + np.where(
            draw < task.gain_below, task.gain, np.where(draw < events, task.loss, 0)
        )
        if task.relief_below:
            score[self.relief.filter(self.listed.uids)] += task.relief
        score -= (score + 16) >> 5
        np.clip(score, task.floor, task.ceiling, out=score)
        self.listed[:] = score < np.where(listed, task.leave, task.enter)
        self.score[:] = score


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """A Sim of one module, without births and deaths."""
    module = Ledger(task, friends)
    sim = ss.Sim(
        n_agents=people,
        modules=module,
        start=0,
        stop=task.steps - 1,
        dt=1,
        rand_seed=seed,
        copy_inputs=False,
    )
    sim.run()
    return np.array(module.score.values), np.array(module.listed.values)

"""Mesa: a model, agents made by ``create_agents``, ``do``; two stages where friends matter.

The order of agents does not matter here, so the cheaper ``do`` stands in place of ``shuffle_do``.
Friends are a list of agents that each agent holds, which is cheaper than a network of cells.
"""

from __future__ import annotations

import mesa
import numpy as np

from task import OUT_OF, Task

PACKAGE = "mesa"
THREADED = False
DRAWS = "when needed"


class Person(mesa.Agent):
    """An agent with a score and a place on, or off, the list."""

    def __init__(self, model: Ledger) -> None:
        super().__init__(model)
        self.task = model.task
        self.score = 0
        self.listed = False
        self.was_listed = False
        self.friends: list[Person] = []

    def look(self) -> None:
        """Remember what friends may look at in this step."""
        self.was_listed = self.listed

    def step(self) -> None:
        """One step."""
        task = self.task
        draw = self.random.random() * OUT_OF
        score = self.score
        events = task.event_below
        if task.per_friend:
            near = 0
            for friend in self.friends:
                if friend.was_listed:
                    near += 1
            events += task.per_friend * near
        if draw < task.gain_below:
            score += task.gain
        elif draw < events:
            score += task.loss
        second = task.relief_below and self.listed
        if second and self.random.random() * OUT_OF < task.relief_below:
            score += task.relief
        score -= (score + 16) // 32
        if score < task.floor:
            score = task.floor
        elif score > task.ceiling:
            score = task.ceiling
        self.listed = score < (task.leave if self.listed else task.enter)
        self.score = score


class Ledger(mesa.Model):
    """A model of ``people`` persons."""

    def __init__(self, task: Task, people: int, seed: int, friends: np.ndarray | None) -> None:
        super().__init__(seed=seed)
        self.task = task
        everybody = list(Person.create_agents(self, people))
        if friends is not None:
            for person, mine in zip(everybody, friends.tolist(), strict=True):
                person.friends = [everybody[j] for j in mine]

    def step(self) -> None:
        """Every person takes a step, after a look at the others where friends matter."""
        if self.task.per_friend:
            self.agents.do("look")
        self.agents.do("step")


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """The model, step by step."""
    model = Ledger(task, people, seed, friends)
    for _ in range(task.steps):
        model.step()
    return np.array(model.agents.get("score")), np.array(model.agents.get("listed"))

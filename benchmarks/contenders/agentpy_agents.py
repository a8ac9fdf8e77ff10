"""AgentPy: a model with ``setup`` and ``step``, and an AgentList whose methods are called at once.

Friends are a list of agents that each agent holds, which is cheaper than a network of nodes.
"""

from __future__ import annotations

from typing import Any

import agentpy
import numpy as np

from task import OUT_OF, Task

PACKAGE = "agentpy"
THREADED = False
DRAWS = "when needed"


class Person(agentpy.Agent):
    """An agent with a score and a place on, or off, the list."""

    def setup(self) -> None:
        """Variables are made here, as the documentation asks."""
        self.task = self.model.task
        self.chance = self.model.random
        self.score = 0
        self.listed = False
        self.was_listed = False
        self.friends: list[Person] = []

    def look(self) -> None:
        """Remember what friends may look at in this step."""
        self.was_listed = self.listed

    def move(self) -> None:
        """One step."""
        task = self.task
        draw = self.chance.random() * OUT_OF
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
        if second and self.chance.random() * OUT_OF < task.relief_below:
            score += task.relief
        score -= (score + 16) // 32
        if score < task.floor:
            score = task.floor
        elif score > task.ceiling:
            score = task.ceiling
        self.listed = score < (task.leave if self.listed else task.enter)
        self.score = score


class Ledger(agentpy.Model):
    """A model of ``people`` persons; everything is in its parameters ``p``."""

    p: Any

    def setup(self) -> None:
        """Make the agents."""
        self.task = self.p.task
        self.people = agentpy.AgentList(self, self.p.people, Person)
        if self.p.friends is not None:
            everybody = list(self.people)
            for person, mine in zip(everybody, self.p.friends.tolist(), strict=True):
                person.friends = [everybody[j] for j in mine]

    def step(self) -> None:
        """Every person takes a step, after a look at the others where friends matter."""
        if self.task.per_friend:
            self.people.look()
        self.people.move()


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """``Model.run`` without its display."""
    model = Ledger(
        {"task": task, "people": people, "friends": friends, "steps": task.steps, "seed": seed}
    )
    model.run(display=False)
    return np.array(list(model.people.score)), np.array(list(model.people.listed))

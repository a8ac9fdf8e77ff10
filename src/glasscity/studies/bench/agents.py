"""P1 in Mesa, as its documentation advises: a model, agents made by ``create_agents``, ``do``.

The order of agents does not matter here, so the cheaper ``do`` stands in place of
``shuffle_do``, and there is no data collection, as in the other contenders.
"""

from __future__ import annotations

import mesa

from glasscity.studies.bench.task import OUT_OF, Final, Task


class Person(mesa.Agent):
    """An agent with a score and a place on, or off, the list."""

    def __init__(self, model: Ledger) -> None:
        super().__init__(model)
        self.task = model.task
        self.score = 0
        self.listed = False

    def step(self) -> None:
        """One step of P1."""
        task = self.task
        draw = self.random.random() * OUT_OF
        score = self.score
        if draw < task.gain_below:
            score += task.gain
        elif draw < task.event_below:
            score += task.loss
        score -= (score + 16) // 32
        if score < task.floor:
            score = task.floor
        elif score > task.ceiling:
            score = task.ceiling
        self.listed = score < (task.leave if self.listed else task.enter)
        self.score = score


class Ledger(mesa.Model):
    """A model of ``people`` persons."""

    def __init__(self, task: Task, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.task = task
        Person.create_agents(self, people)

    def step(self) -> None:
        """Every person takes a step."""
        self.agents.do("step")


def run_agents(task: Task, people: int, seed: int) -> Final:
    """P1 as a Mesa model."""
    model = Ledger(task, people, seed)
    for _ in range(task.steps):
        model.step()
    return Final(model.agents.get("score"), model.agents.get("listed"))

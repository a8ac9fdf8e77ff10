"""mesa-frames: a set of agents in a Polars frame, stepped by a model, as its documentation shows.

The rules are those of the Polars contender; what differs is that the set keeps the frame and the
model calls its step. The release that the package index has is the first alpha, of 2024.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from contenders.frames import luck, moved, opened
from task import Task

PACKAGE = "mesa_frames"
THREADED = True
DRAWS = "for everybody"


class People(AgentSetPolars):
    """All people, one row each."""

    def __init__(self, model: Ledger, task: Task, people: int, friends: np.ndarray | None) -> None:
        super().__init__(model)
        self.task, self.rules = task, moved(task)
        ids = pl.int_range(people, eager=True, dtype=pl.Int64)
        self.add(pl.DataFrame({"unique_id": ids, **opened(people, friends)}))

    def step(self) -> None:
        """One step of everybody."""
        draws = luck(self.task, len(self.agents), self.model.random)
        frame = self.agents.lazy().with_columns(**draws)
        for expressions in self.rules:
            frame = frame.with_columns(expressions)
        self.agents = frame.collect()


class Ledger(ModelDF):
    """A model with one set of agents."""

    def __init__(self, task: Task, people: int, seed: int, friends: np.ndarray | None) -> None:
        super().__init__(seed)
        self.people = People(self, task, people, friends)
        self.agents += self.people

    def step(self) -> None:
        """Every set of agents takes a step."""
        self.agents.do("step")


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """The model, step by step."""
    model = Ledger(task, people, seed, friends)
    for _ in range(task.steps):
        model.step()
    frame = model.get_agents_of_type(People).agents
    return frame["score"].to_numpy(), frame["listed"].to_numpy()

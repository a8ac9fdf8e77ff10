"""Polars: one frame of people, one lazy query a step, as its user guide advises.

Polars draws no column of random numbers, so NumPy does. A step is one query, so that the
optimiser sees all of it; friends are gathered by index, and the counts of columns summed across.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from task import FRIENDS, OUT_OF, Task

PACKAGE = "polars"
THREADED = True
DRAWS = "for everybody"


def moved(task: Task) -> list[list[pl.Expr]]:
    """A step as expressions: those of one list see what the list before has made."""
    draw, score, listed = pl.col("draw"), pl.col("score"), pl.col("listed")
    events: pl.Expr | float = task.event_below / OUT_OF
    first = []
    if task.per_friend:
        near = pl.sum_horizontal(
            listed.gather(pl.col(f"friend{k}")).cast(pl.Int8) for k in range(FRIENDS)
        )
        first = [near.alias("near")]
        events = (task.event_below + task.per_friend * pl.col("near").cast(pl.Float32)) / OUT_OF
    points = (
        pl.when(draw < task.gain_below / OUT_OF)
        .then(pl.lit(task.gain, pl.Int16))
        .when(draw < events)
        .then(pl.lit(task.loss, pl.Int16))
        .otherwise(pl.lit(0, pl.Int16))
    )
    if task.relief_below:
        eased = listed & (pl.col("second") < task.relief_below / OUT_OF)
        points = points + pl.when(eased).then(pl.lit(task.relief, pl.Int16)).otherwise(
            pl.lit(0, pl.Int16)
        )
    decayed = score - (score + 16).floordiv(32)
    bound = pl.when(listed).then(task.leave).otherwise(task.enter)
    steps = [
        first,
        [(score + points).alias("score")],
        [decayed.clip(task.floor, task.ceiling).cast(pl.Int16).alias("score")],
        [(score < bound).alias("listed")],
    ]
    return [step for step in steps if step]


def opened(people: int, friends: np.ndarray | None) -> dict[str, pl.Series]:
    """The columns of a population before the first step."""
    columns = {
        "score": pl.zeros(people, pl.Int16, eager=True),
        "listed": pl.repeat(value=False, n=people, dtype=pl.Boolean, eager=True),
    }
    if friends is not None:
        columns |= {
            f"friend{k}": pl.Series(np.ascontiguousarray(friends[:, k]).astype(np.uint32))
            for k in range(FRIENDS)
        }
    return columns


def luck(task: Task, people: int, chance: np.random.Generator) -> dict[str, pl.Series]:
    """The draws of a step: a second one for everybody where the task has one."""
    names = ("draw", "second") if task.relief_below else ("draw",)
    return {name: pl.Series(chance.random(people, dtype=np.float32)) for name in names}


def run(
    task: Task, people: int, seed: int, threads: int, friends: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """A frame, changed by one query a step."""
    chance = np.random.default_rng(seed)
    frame = pl.DataFrame(opened(people, friends))
    steps = moved(task)
    for _ in range(task.steps):
        query = frame.lazy().with_columns(**luck(task, people, chance))
        for expressions in steps:
            query = query.with_columns(expressions)
        frame = query.collect()
    return frame["score"].to_numpy(), frame["listed"].to_numpy()

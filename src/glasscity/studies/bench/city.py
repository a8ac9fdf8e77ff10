"""P1 in Glass City: the kernel over ranges of people, one range per thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from glasscity.chance import key_of
from glasscity.studies.bench.task import Final, Task


def run_city(task: Task, people: int, seed: int, threads: int = 1) -> Final:
    """P1 by the compiled kernel. The answer is the same bits for any number of threads.

    Raises ValueError where the steps are not a multiple of twelve, the draws in one block.
    """
    from glasscity.kernels.p1 import BLOCK, DRAWS, p1_live

    blocks, rest = divmod(task.steps, DRAWS)
    if rest:
        raise ValueError(f"{task.steps} steps: the kernel takes them by the {DRAWS}")
    chances = (task.gain_below, task.event_below)
    rules = (task.gain, task.loss, task.floor, task.ceiling, task.enter, task.leave)
    law = np.array([*chances, *rules], dtype=np.int16)
    score = np.zeros(people, dtype=np.int16)
    limit = np.full(people, task.enter, dtype=np.int16)
    key = np.array(key_of(seed), dtype=np.uint64)
    ends = [people * part // threads for part in range(threads + 1)]

    def live(part: int) -> None:
        scratch = np.empty((DRAWS, BLOCK), dtype=np.uint16)
        p1_live(score, limit, ends[part], ends[part + 1], blocks, key, law, scratch)

    if threads == 1:
        live(0)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(live, range(threads)))
    return Final(score, limit == task.leave)

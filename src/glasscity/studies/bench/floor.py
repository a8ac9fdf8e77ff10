"""The floor under the clock: the least that a run of so many people and windows must do."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from glasscity.chance import key_of
from glasscity.documents.resolve import City


class Floor:
    """Made-up people of a city with the columns that a window moves, and nothing to move them by.

    ``people`` holds those columns.
    """

    def __init__(self, city: City, people: int) -> None:
        """The floor under a city of so many people."""
        from glasscity.engine.population import settle_in
        from glasscity.kernels.scratch import head_blocks
        from glasscity.lowering.plan import lower

        plan = lower(city.regime, city.population, city.conduct, 1)
        asked = {outcome.service for outcome in city.regime.outcomes}
        self.people = settle_in(plan, people)
        self._n_blocks = head_blocks(len(plan.conduct.factors)) + len(asked)

    def seconds(self, candidates: float, windows: int, threads: int) -> float:
        """Seconds of so many windows with so many candidates for each person and window.

        Each thread takes an equal range of people.
        """
        n = len(self.people.marks)
        ends = [n * part // threads for part in range(threads + 1)]
        started = time.perf_counter()
        if threads == 1:
            self._work(0, n, candidates, windows)
        else:
            with ThreadPoolExecutor(threads) as pool:
                done = [
                    pool.submit(self._work, first, last, candidates, windows)
                    for first, last in itertools.pairwise(ends)
                ]
                for part in done:
                    part.result()
        return time.perf_counter() - started

    def _work(self, first: int, last: int, candidates: float, windows: int) -> None:
        from glasscity.kernels.floor import SHARE_BITS, least_work
        from glasscity.kernels.scratch import BLOCK, SENSOR_WORD

        heads = np.empty((4 * self._n_blocks, BLOCK), np.uint32)
        room = np.empty((SENSOR_WORD + 4, int(np.ceil(candidates * BLOCK)) + 1), np.uint32)
        share = round(candidates * 2**SHARE_BITS)
        key0, key1 = (np.uint64(word) for word in key_of(1))
        for window in range(windows):
            least_work(self.people, heads, room, first, last, window, share, key0, key1)

"""A calendar: the pending items of a chunk, by the window in which they fall due."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.kernels.items import PERSON_SHIFT
from glasscity.tables.law import I64


class Calendar:
    """Items by window; ``nbytes``: what all of them take."""

    def __init__(self, n_windows: int) -> None:
        self._windows: list[list[I64]] = [[] for _ in range(n_windows)]
        self.nbytes = 0

    def add(self, window: int, items: I64) -> None:
        """File items under a window."""
        self._windows[window].append(items)
        self.nbytes += items.nbytes

    def take(self, window: int) -> I64:
        """The items of a window in the order of their filing; they leave the calendar."""
        items = self._windows[window]
        self._windows[window] = []
        self.nbytes -= sum(part.nbytes for part in items)
        if len(items) == 1:
            return items[0]
        return np.concatenate(items) if items else np.empty(0, np.int64)

    def forget(self, mine: npt.NDArray[np.bool_]) -> None:
        """Drop the items of the people in the mask, by place in the chunk."""
        for window in range(len(self._windows)):
            items = self.take(window)
            if len(items):
                self.add(window, items[~mine[items >> PERSON_SHIFT]])

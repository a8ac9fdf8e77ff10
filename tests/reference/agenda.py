"""What a person has ahead, in the order of clauses 4.1 and 4.2."""

from __future__ import annotations

import enum
import heapq
from typing import Any

from glasscity.chance import Stream
from reference.luck import Words

Moment = tuple[Any, ...]
"""``(day, 0, type, row, payload)``, or ``(day, 1, instant, stream, place, ordinal, words)``."""


class Due(enum.IntEnum):
    """The types of due items, in their order on a day."""

    EXPIRY = 0
    TERM_OVER = 1
    CORRECTION = 2
    ARRIVAL = 3


class Agenda:
    """A queue of moments. ``now`` is the latest one reached."""

    def __init__(self, horizon: int) -> None:
        self._horizon = horizon
        self._ahead: list[Moment] = []
        self.now: Moment = (-1,)

    def put_due(self, day: int, kind: Due, row: int, payload: int) -> None:
        """Add an item that is due on a day; from the horizon on it is dropped."""
        if day < self._horizon:
            heapq.heappush(self._ahead, (day, 0, int(kind), row, payload))

    @property
    def horizon(self) -> int:
        """The first day that is never lived."""
        return self._horizon

    def take_back(self, day: int, kind: Due, row: int, payload: int) -> None:
        """Remove one item that is due on a day, unless the day is never lived."""
        if day < self._horizon:
            self._ahead.remove((day, 0, int(kind), row, payload))
            heapq.heapify(self._ahead)

    def put(self, moment: Moment) -> None:
        """Add a moment of the present window."""
        heapq.heappush(self._ahead, moment)

    def next(self, end: int) -> Moment | None:
        """Take the next moment before day ``end``."""
        if not self._ahead or self._ahead[0][0] >= end:
            return None
        moment = heapq.heappop(self._ahead)
        self.now = max(self.now, moment)
        return moment


def instant(day: int, stream: Stream, place: int, ordinal: int, words: Words) -> Moment:
    """The moment of a candidate, false record or attempt; its instant is the first word.

    The address before ``words`` is unique, so words never decide the order.
    """
    return (day, 1, words[0], int(stream), place, ordinal, words)

"""What waits for its turn: appeals, and what an appeal that succeeds will undo."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from glasscity.kernels.items import ITEM_DAY_SHIFT, PERSON_SHIFT, TYPE_SHIFT
from glasscity.kernels.scratch import APPELLANT, CEASES, DOES, MINE, TURN
from glasscity.tables.fields import Turn
from glasscity.tables.law import EXPIRY, I64

ROW_AND_PAYLOAD = (1 << TYPE_SHIFT) - 1


@dataclass
class Docket:
    """The appeals of a chunk of people that have not been heard.

    Each takes a row of 40 bytes (kernels.scratch, columns TURN to CEASES), and another for
    each thing that it will undo.
    """

    rows: list[I64] = field(default_factory=list)

    @property
    def nbytes(self) -> int:
        """Bytes of all rows."""
        return sum(part.nbytes for part in self.rows)

    def add(self, noted: I64) -> None:
        """File what the kernels noted in a window."""
        if len(noted):
            self.rows.append(noted.copy())

    def forget(self, who: npt.NDArray[np.bool_]) -> None:
        """Drop the appeals of the people in the mask (of the chunk)."""
        self.rows = [rows[~who[rows[:, MINE]]] for rows in self.rows]

    def turns(self, before: int) -> I64:
        """Day and word, and address, of each appeal filed before a day, shape (n, 2)."""
        parts = [
            rows[(rows[:, DOES] >> TYPE_SHIFT == EXPIRY) & (rows[:, TURN] >> 32 < before)]
            for rows in self.rows
        ]
        return np.concatenate(
            [np.empty((0, 2), np.int64), *(p[:, (TURN, APPELLANT)] for p in parts)]
        )

    def take(self, last: Turn) -> I64:
        """Take out every row up to a turn."""
        if not self.rows:
            return np.empty((0, CEASES + 1), np.int64)
        rows = np.concatenate(self.rows)
        turn = last.day << 32 | last.word
        is_heard = rows[:, TURN] < turn
        is_heard |= (rows[:, TURN] == turn) & (rows[:, APPELLANT] <= last.person)
        self.rows = [rows[~is_heard]]
        return rows[is_heard]


def items_of(heard: I64, lag: int, first_day: int, horizon: int) -> tuple[I64, I64]:
    """The items that fall due with the decisions, and the expiries that no longer do.

    ``first_day`` is that of the next window. Without type, row and payload, an item is a place in
    the chunk and a day.
    """
    day = np.maximum((heard[:, TURN] >> 32) + lag, first_day)
    ceases = heard[:, CEASES]
    acts = (day < horizon) & ((ceases < 0) | (day < ceases))
    mine = heard[:, MINE] << PERSON_SHIFT
    decided = (mine | day << ITEM_DAY_SHIFT | heard[:, DOES])[acts]
    lapses = acts & (ceases >= 0) & (ceases < horizon)
    bits = EXPIRY << TYPE_SHIFT | heard[:, DOES] & ROW_AND_PAYLOAD
    return decided, (mine | ceases << ITEM_DAY_SHIFT | bits)[lapses]


def without(items: I64, gone: I64) -> I64:
    """Sorted items without some of them, one for one."""
    gone = np.sort(gone)
    rank = np.arange(len(gone)) - np.searchsorted(gone, gone)
    return np.delete(items, np.searchsorted(items, gone) + rank)

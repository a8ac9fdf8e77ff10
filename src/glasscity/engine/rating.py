"""Everybody rates whom they meet (semantics 13.7)."""

from __future__ import annotations

import numpy as np

from glasscity.lowering.ratings import Marks
from glasscity.lowering.stand import COLUMNS
from glasscity.tables.law import I64, U32, People
from glasscity.tables.rows import F64
from glasscity.vocabulary.codes import Column

ALL = 4294967296.0
"""Words are below this."""


class Rater:
    """A rating at work on a place; ``average`` is unrounded, (3, n): 24 bytes a person."""

    def __init__(self, marks: Marks, people: People, starts: I64) -> None:
        self.marks = marks
        self.people = people
        self.starts = starts
        self.average = people.score[self._rows].astype(np.float64)

    @property
    def _rows(self) -> slice:
        return slice(COLUMNS * self.marks.place, COLUMNS * (self.marks.place + 1))

    def renew(self, who: I64) -> None:
        """Newcomers have no ratings but the score at which they open."""
        self.average[:, who] = self.people.score[self._rows, who]

    def meet(self, order: I64, words: U32) -> None:
        """Neighbours in ``order`` rate each other; the last of an odd number rates nobody."""
        marks = self.marks
        paired = len(order) // 2 * 2
        rated = order[:paired]
        rater = order[:paired].reshape(-1, 2)[:, ::-1].reshape(-1)
        counts = np.diff(self.starts)
        quality = np.repeat(marks.quality, counts)[rated]
        level = np.repeat(marks.level, counts)
        biased = np.where(level[rated] == level[rater], quality, quality + marks.bias)
        span = marks.ceiling - marks.floor
        anything = marks.floor + span * (words[3][rater].astype(np.float64) / ALL)
        is_careless = words[2][rater].astype(np.int64) < marks.careless_below
        given = np.where(is_careless, anything, np.clip(biased, marks.floor, marks.ceiling))
        honest = np.clip(quality, marks.floor, marks.ceiling)
        for column in Column:
            self._take(column, rated, given if column is Column.RECORDED else honest)

    def _take(self, column: Column, rated: I64, rating: F64) -> None:
        memory = self.marks.memory
        self.average[column, rated] = memory * self.average[column, rated] + (1.0 - memory) * rating

    def scores(self, column: int) -> I64:
        """Everybody's average in a column, whole and within bounds."""
        rounded: F64 = np.rint(self.average[column])
        return np.clip(rounded, self.marks.floor, self.marks.ceiling).astype(np.int64)

"""Scores that are worked out for everybody at a window's end (semantics 13.5)."""

from __future__ import annotations

import numpy as np

from glasscity.engine.ties import I32
from glasscity.lowering.cards import Card
from glasscity.lowering.stand import COLUMNS
from glasscity.tables.law import I64, People
from glasscity.tables.rows import F64


class Scorer:
    """A scorecard at work on a place.

    ``last`` holds the unrounded scores where friends' last scores are read: shape (3, n), 24
    bytes a person; empty otherwise.
    """

    def __init__(self, card: Card, people: People, starts: I64, friends: I32) -> None:
        self.card = card
        self.people = people
        self.starts = starts
        self.friends = friends
        rows = slice(COLUMNS * card.place, COLUMNS * (card.place + 1))
        n = people.score.shape[1] if card.is_recursive else 0
        self.last = people.score[rows, :n].astype(np.float64)

    def renew(self, who: I64) -> None:
        """Newcomers have no last score but that at which they open."""
        if self.card.is_recursive:
            rows = slice(COLUMNS * self.card.place, COLUMNS * (self.card.place + 1))
            self.last[:, who] = self.people.score[rows, who]

    def scores(self, column: int) -> I64:
        """Everybody's new score in a column of records, whole and within bounds."""
        card, own = self.card, self._own(column)
        score = own
        if card.ties >= 0:
            of_friends = self.last[column] if card.is_recursive else own
            total, count = self._over_friends(of_friends)
            if card.is_sum:
                score = own + card.share * total
            else:
                mean = np.divide(total, count, out=own.copy(), where=count > 0)
                score = np.where(count > 0, (1.0 - card.share) * own + card.share * mean, own)
        if card.is_recursive:
            self.last[column] = score
        return np.clip(np.rint(score), card.floor, card.ceiling).astype(np.int64)

    def _own(self, column: int) -> F64:
        own: F64 = np.repeat(self.card.base, np.diff(self.starts))
        for factor in self.card.factors:
            score = self.people.score[COLUMNS * factor.place + column]
            own += factor.points[score.astype(np.int64) - factor.floor]
        return own

    def _over_friends(self, values: F64) -> tuple[F64, I64]:
        """Sum over friends in the order of rounds, and how many there are."""
        total = np.zeros(len(values))
        count = np.zeros(len(values), np.int64)
        for round_ in self.friends:
            is_there = round_ >= 0
            total += np.where(is_there, values[np.maximum(round_, 0)], 0.0)
            count += is_there
        return total, count

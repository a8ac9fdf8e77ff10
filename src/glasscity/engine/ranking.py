"""The first so many people in the order of a score, equals by lot (semantics 13.8, 13.9)."""

from __future__ import annotations

import numpy as np

from glasscity.lowering.ranking import Gate, Inquiry
from glasscity.lowering.stand import COLUMNS
from glasscity.tables.law import GUILTY, I64, U32, People

NOTHING, FOUND, ACCUSED = range(3)
"""What an investigation comes to."""


def first_of(value: I64, words: U32, who: I64, so_many: int) -> I64:
    """The first so many of ``who`` (ascending) by ``value[who]``, two words, place; ascending."""
    if so_many >= len(who):
        return who
    order = np.lexsort((words[1, who], words[0, who], value[who]))
    return np.sort(who[order[:so_many]])


def grants_of(gate: Gate, people: People, column: int, words: U32, so_many: int) -> I64:
    """Whom a gate grants its status in a column of records."""
    score = people.score[COLUMNS * gate.reads + column].astype(np.int64)
    is_without = people.score[COLUMNS * gate.place + column] == 0
    who = np.flatnonzero(is_without & (score >= gate.least))
    return first_of(-score, words, who, so_many)


def ranked(inquiry: Inquiry, people: People, words: U32, so_many: int) -> I64:
    """Whom an investigation looks into."""
    value = inquiry.sign * people.score[COLUMNS * inquiry.reads].astype(np.int64)
    return first_of(value, words, np.arange(words.shape[1]), so_many)


def findings(inquiry: Inquiry, people: People, who: I64, words: U32) -> I64:
    """What is found of each of ``who``: NOTHING, FOUND or ACCUSED."""
    is_guilty = people.marks[who] & GUILTY != 0
    below = np.where(is_guilty, inquiry.finds_below, inquiry.accuses_below)
    is_hit = words[2, who].astype(np.int64) < below
    return np.where(is_hit, np.where(is_guilty, FOUND, ACCUSED), NOTHING)

"""Tables of a helping game: its law, and the state of one group of people who play it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from glasscity.tables.law import I64

U8 = npt.NDArray[np.uint8]


class HelpingLaw(NamedTuple):
    """The numbers of a helping game. Chances are thresholds of 32-bit words.

    ``starts`` (2,): a first word below the first makes strategy 0, else below the second 1, else
    2. ``gives`` (3, 2): whether a strategy gives to the bad and to the good. ``verdicts`` (4,):
    whether act a (1 a gift) towards a person of standing s (1 good) is good, at 2a + s. ``own``:
    1 where everybody keeps opinions, 0 where all share one row. ``judges``: who look for a row;
    ``needed``: how many of them must say good. ``adopts``: the chance to copy, at the difference
    of payoffs (benefits received less costs of gifts) plus ``offset``. ``turns`` (3, 2): what a
    mutant of each strategy becomes, at a fair coin.
    """

    n: int
    benefit: int
    cost: int
    fails: int
    misjudged: int
    empathy: int
    own: int
    judges: int
    needed: int
    mutation: int
    offset: int
    starts: I64
    gives: U8
    verdicts: U8
    turns: I64
    adopts: I64


class HelpingState(NamedTuple):
    """Who is what and who thinks what: (n,) strategies, (rows, n) opinions and the next ones.

    ``acts`` (n, n) are the gifts of this generation, by giver and recipient; ``given`` and
    ``received`` (n,) count them; ``words``, ``seen``, ``flipped``, ``eyes`` and ``votes`` are
    scratch of n and, the first, of n rounded up to four.
    """

    strategy: I64
    opinion: U8
    fresh: U8
    acts: U8
    given: I64
    received: I64
    words: npt.NDArray[np.uint32]
    seen: I64
    flipped: U8
    eyes: I64
    votes: I64


GIFTS, GOOD, ALL_GIVE, NONE_GIVE, DISCRIMINATE = range(5)
"""Columns of a generation: gifts made, good opinions held, and people of each strategy."""
HELPING_WIDTH = 5

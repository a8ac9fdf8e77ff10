"""People drop ties to those who stand badly, and look for others (semantics 13.11)."""

from __future__ import annotations

import numpy as np

from glasscity.engine.ties import I32, NOBODY, pair_anew, tie_words
from glasscity.lowering.cuts import ENDS, Shears
from glasscity.lowering.ties import Tie
from glasscity.tables.law import I64, U16, Frame

Ends = list[I64]
"""By how many ends of a tie have the standing: the people at either end of such ties."""


def cut_ties(
    cut: Shears, number: int, tie: Tie, friends: I32, starts: I64, standing: U16, frame: Frame
) -> tuple[Ends, Ends]:
    """Break and renew ties in place, round by round: who lost a tie, and who has a new one.

    ``number`` is the place of the cut among all. The words are those of the next window.
    """
    key, named = (frame.key0, frame.key1), cut.named[standing].astype(np.int64)
    below = np.array(cut.below, np.int64)
    lost: Ends = [np.empty(0, np.int64) for _ in ENDS]
    made: Ends = [np.empty(0, np.int64) for _ in ENDS]
    for r, round_ in enumerate(friends):
        words = tie_words(cut.ties, starts, key, frame.window + 1, (number << 8) | r)
        tied = np.flatnonzero(round_ >= 0)
        word = words[3][np.minimum(tied, round_[tied])].astype(np.int64)
        breaks = tied[word < below[named[tied] + named[round_[tied]]]]
        _sort(lost, named, breaks, round_)
        round_[breaks] = NOBODY
        if cut.seek:
            before = round_ >= 0
            pair_anew(tie, round_, starts, words)
            _sort(made, named, np.flatnonzero((round_ >= 0) & ~before), round_)
    return lost, made


def _sort(into: Ends, named: I64, who: I64, round_: I32) -> None:
    """Add people to the ends of ties of their kind."""
    ends = named[who] + named[round_[who]]
    for k in range(len(ENDS)):
        into[k] = np.concatenate([into[k], who[ends == k]])

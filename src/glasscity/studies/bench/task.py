"""Peer task P1, declared: what every contender does, whatever it is written in.

docs/bench-p1.md is the same in prose. Everything is integers, so that nobody rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

OUT_OF = 1024
"""Probabilities are whole 1024ths."""
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Task:
    """The numbers of P1. A step of a person, whose score starts at 0 and who starts off the list:

    1. with chance ``gain_below / 1024`` the score gains ``gain``; else, so that something happens
       with chance ``event_below / 1024`` in all, it gains ``loss`` (negative); else nothing;
    2. decay: ``score -= floor((score + 16) / 32)``, a 32nd of it, rounded to the nearest;
    3. clamp to ``[floor, ceiling]``;
    4. a listed person stays listed while ``score < leave``; another is listed if ``score < enter``.
    """

    steps: int = 120
    gain_below: int = 123
    event_below: int = 205
    gain: int = 24
    loss: int = -40
    floor: int = -150
    ceiling: int = 150
    enter: int = -100
    leave: int = -40


P1 = Task()


@dataclass(frozen=True)
class Answer:
    """What P1 asks for after the last step: the mean score, the share listed, three quantiles.

    A quantile q is the score at place ``floor(q * people)`` of all scores in ascending order.
    """

    people: int
    mean: float
    listed: float
    q05: float
    q50: float
    q95: float


@dataclass(frozen=True)
class Final:
    """Where people are after the last step: scores and membership of the list, each (people,)."""

    score: Sequence[int] | npt.NDArray[np.integer]
    listed: Sequence[bool] | npt.NDArray[np.bool_]


def answer_of(final: Final) -> Answer:
    """The answer, by one function for every contender, when no clock is running."""
    score = np.asarray(final.score)
    people = int(score.size)
    places = [int(q * people) for q in QUANTILES]
    q05, q50, q95 = (float(score[at]) for at in np.argpartition(score, places)[places])
    return Answer(people, float(score.mean()), float(np.mean(final.listed)), q05, q50, q95)

"""The tasks, declared once for every contender. Needs NumPy alone, which all of them have.

Everything is integers, so that nobody rounds. benchmarks/README.md is the same in prose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

OUT_OF = 1024
"""Probabilities are whole 1024ths."""
FRIENDS = 10
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Task:
    """A step of a person, whose score starts at 0 and who starts off the list:

    1. with chance ``gain_below / 1024`` the score gains ``gain``; else, so that something happens
       with chance ``(event_below + per_friend * f) / 1024`` in all, it gains ``loss`` (negative);
       f of the person's friends were listed when the step before ended;
    2. whoever was listed when the step before ended gains ``relief`` with chance
       ``relief_below / 1024``, by a draw of its own;
    3. decay: ``score -= floor((score + 16) / 32)``;
    4. clamp to ``[floor, ceiling]``;
    5. a listed person stays listed while ``score < leave``; another is listed if ``score < enter``.
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
    per_friend: int = 0
    relief_below: int = 0
    relief: int = 0


P1 = Task()
"""A ledger and a list."""
P2 = replace(P1, per_friend=8)
"""P1, in which listed friends make a loss more likely."""
P6 = replace(P1, relief_below=205, relief=16)
"""P1, in which listed people have one draw more; compared with itself under a milder rule."""
P6_MILD = replace(P6, loss=-32)


def friends_of(people: int, seed: int) -> np.ndarray:
    """Ten friends of each person, (people, 10): five random permutations and their inverses."""
    chance = np.random.default_rng(seed)
    friends = np.empty((people, FRIENDS), dtype=np.int32)
    for pair in range(FRIENDS // 2):
        order = chance.permutation(people)
        friends[:, 2 * pair] = order
        friends[order, 2 * pair + 1] = np.arange(people)
    return friends


def summary_of(score: np.ndarray, listed: np.ndarray) -> dict[str, float]:
    """What a task asks for: mean score, share listed, three quantiles of all scores."""
    score = np.asarray(score)
    people = int(score.size)
    places = [int(q * people) for q in QUANTILES]
    q05, q50, q95 = (float(score[at]) for at in np.argpartition(score, places)[places])
    mean, share = float(score.mean()), float(np.mean(listed))
    return {"people": people, "mean": mean, "listed": share, "q05": q05, "q50": q50, "q95": q95}

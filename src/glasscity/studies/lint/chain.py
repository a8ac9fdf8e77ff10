"""A score as a Markov chain: exact times between bands where points never lapse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import expm, lu_factor, lu_solve
from scipy.sparse.csgraph import connected_components

from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.studies.lint.lapse import sum_of_points
from glasscity.studies.lint.reach import graph_of, reached_from
from glasscity.studies.lint.streams import Stream

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
LARGEST = 800
"""Scores that may be come to; more take too long to follow one by one."""


@dataclass(frozen=True)
class Chain:
    """Rates a year from score to score, of shape (scores, scores), rows summing to 0.

    ``scores`` are those that can be come to, and ``start`` the place of the opening among them.
    Where scores are looked at once a window they are those of the window's chances less the
    identity, times the windows of a year.
    """

    rates: Floats
    start: int
    scores: npt.NDArray[np.int64]

    def first(self, goal: Mask) -> float:
        """Expected years from the start until the first score of ``goal``; inf if it may never."""
        return float(self._first_from(goal)[self.start])

    def _first_from(self, goal: Mask) -> Floats:
        """Expected years to ``goal`` from every score; inf where it may never be reached."""
        found = np.full(len(goal), np.inf)
        found[goal] = 0.0
        stuck = ~self._leading_to(goal)
        sure = ~self._leading_to(stuck, but=goal) & ~goal if stuck.any() else ~goal
        if sure.any():
            system = -self.rates[np.ix_(sure, sure)]
            found[sure] = np.linalg.solve(system, np.ones(int(sure.sum())))
        return found

    def back(self, goal: Mask, home: Mask) -> float:
        """Expected years from first coming to ``goal`` until ``home`` again."""
        if goal[self.start]:
            return 0.0
        outside = ~goal & self._from(self.start, but=goal)
        place = int(np.flatnonzero(outside).searchsorted(self.start))
        unit = np.zeros(int(outside.sum()))
        unit[place] = 1.0
        if not (self._leading_to(goal) | ~outside).all():
            return np.inf
        times = lu_solve(lu_factor(-self.rates[np.ix_(outside, outside)].T), unit)
        entry = times @ self.rates[np.ix_(outside, goal)]
        after = self._first_from(home)[goal]
        met = entry > 0.0
        return float(entry[met] @ after[met] / entry[met].sum()) if met.any() else np.inf

    def long_run(self) -> Floats | None:
        """The share of time at each score in the long run; None where it hangs on luck."""
        reached = np.flatnonzero(self._from(self.start, but=np.zeros(len(self.rates), np.bool_)))
        inside = self.rates[np.ix_(reached, reached)]
        n, label = connected_components(
            graph_of(len(inside), np.argwhere(inside > 0.0)), connection="strong"
        )
        closed = [c for c in range(n) if not (inside[np.ix_(label == c, label != c)] > 0.0).any()]
        if len(closed) != 1:
            return None
        stays = reached[label == closed[0]]
        system = self.rates[np.ix_(stays, stays)].T
        system[-1] = 1.0  # one balance follows from the others; in its place: shares sum to 1
        law = np.linalg.solve(system, np.append(np.zeros(len(stays) - 1), 1.0))
        shares = np.zeros(len(self.rates))
        shares[stays] = np.maximum(law, 0.0)
        return shares

    def entries(self, shares: Floats, goal: Mask) -> float:
        """How often a year the scores of ``goal`` are come into in the long run."""
        return float(shares[~goal] @ self.rates[np.ix_(~goal, goal)].sum(axis=1))

    def _leading_to(self, goal: Mask, but: Mask | None = None) -> Mask:
        """The scores from which ``goal`` can be come to, not by way of ``but``."""
        edges = (self.rates > 0.0).T
        if but is not None:
            edges = edges & ~but[:, None] & ~but[None, :]
        return _spread(edges, goal)

    def _from(self, start: int, but: Mask) -> Mask:
        """The scores come to from the start, not going on from those of ``but``."""
        origin = np.zeros(len(self.rates), dtype=np.bool_)
        origin[start] = True
        return _spread((self.rates > 0.0) & ~but[:, None], origin)


def _spread(edges: Mask, origin: Mask) -> Mask:
    """The scores that can be come to from those of ``origin``."""
    return reached_from(len(origin), np.argwhere(edges), np.flatnonzero(origin))


def chain_of(
    ledger: Ledger, opening: int, streams: Sequence[Stream], windows_a_year: float
) -> Chain | None:
    """The chain of a ledger of which nothing expires; None where it has too many scores."""
    floor, ceiling = int(ledger.floor.value), int(ledger.ceiling.value)
    every = np.arange(floor, ceiling + 1)
    netted = ledger.clamp == "each window"
    goals = [_goal(it, every, floor, ceiling) for it in streams]
    if not netted:  # where points are netted a window may end anywhere
        edges = [np.stack([every, goal], axis=1) - floor for goal in goals]
        joined = np.concatenate([np.zeros((0, 2), dtype=np.int64), *edges])
        every = every[reached_from(len(every), joined, np.array([opening - floor]))]
    if len(every) > LARGEST:
        return None
    start = int(every.searchsorted(opening))
    if netted:
        window = _netted(streams, len(every), windows_a_year)
        return Chain((window - np.eye(len(every))) * windows_a_year, start, every)
    moves = [(it, _move(_goal(it, every, floor, ceiling), every)) for it in streams]
    rates = np.zeros((len(every), len(every)))
    by_factor: dict[str, list[tuple[float, Floats]]] = {}
    for it, move in moves:
        if it.factor:
            by_factor.setdefault(it.factor, []).append((it.rate / windows_a_year, move))
        else:
            rates += it.rate * (move - np.eye(len(every)))
    if not by_factor and ledger.update == "each record":
        return Chain(rates, start, every)
    window = expm(rates / windows_a_year)
    for some in by_factor.values():
        window = window @ _once(some, len(every))
    return Chain((window - np.eye(len(every))) * windows_a_year, start, every)


def _goal(
    stream: Stream, scores: npt.NDArray[np.int64], floor: int, ceiling: int
) -> npt.NDArray[np.int64]:
    """Where one record leads from each score."""
    if stream.ends is None:
        return np.clip(scores + stream.points, floor, ceiling)
    return np.clip(scores, stream.ends[0], stream.ends[1])


def _move(goal: npt.NDArray[np.int64], scores: npt.NDArray[np.int64]) -> Floats:
    """The same as a matrix of zeros and ones."""
    found = np.zeros((len(scores), len(scores)))
    found[np.arange(len(scores)), scores.searchsorted(goal)] = 1.0
    return found


def _once(moves: Sequence[tuple[float, Floats]], size: int) -> Floats:
    """A window in which at most one of these records comes, each with its chance."""
    found = np.eye(size) * (1.0 - sum(chance for chance, _ in moves))
    for chance, move in moves:
        found += chance * move
    return found


def _netted(streams: Sequence[Stream], size: int, windows_a_year: float) -> Floats:
    """A window of which only the sum of points counts, cut at its end."""
    poisson = [(it.points, it.rate / windows_a_year) for it in streams if not it.factor]
    at_most_one: dict[str, list[tuple[int, float]]] = {}
    for it in streams:
        if it.factor:
            at_most_one.setdefault(it.factor, []).append((it.points, it.rate / windows_a_year))
    law = sum_of_points(poisson, list(at_most_one.values()))
    places = np.arange(size)
    found = np.zeros((size, size))
    for k in np.flatnonzero(law):
        moved = int(k) if k < len(law) // 2 else int(k) - len(law)
        np.add.at(found, (places, np.clip(places + moved, 0, size - 1)), law[k])
    return found

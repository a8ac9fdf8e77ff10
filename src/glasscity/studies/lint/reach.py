"""Which scores can be come to, by any run of records that can arise.

Everything here is on the generous side: caps are read as amounts of a single move, an expiry may
give back at any time, a standing that a way back needs is taken to be there. So what cannot be
come to here cannot be come to in any run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order

from glasscity.documents.quantities import evidenced
from glasscity.evidence import Quantity
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.recourse.mending import Mending

Mask = npt.NDArray[np.bool_]
Ends = tuple[int, int]
DAYS = 365


@dataclass(frozen=True)
class Reach:
    """Scores from ``floor`` on: whether each can be come to, and the moves between them.

    ``edges`` are pairs of places (from, to) of scores that can be come to.
    """

    floor: int
    come_to: Mask
    edges: npt.NDArray[np.int64]
    opening: tuple[int, ...]

    def is_come_to(self, ends: Ends) -> bool:
        """Whether any score of a band can be come to."""
        return bool(self._within(ends).any())

    def _within(self, ends: Ends) -> Mask:
        inside = np.zeros_like(self.come_to)
        inside[ends[0] - self.floor : ends[1] - self.floor + 1] = True
        return inside & self.come_to

    @property
    def lowest(self) -> int:
        """The lowest score that can be come to."""
        return int(np.flatnonzero(self.come_to)[0]) + self.floor

    @property
    def highest(self) -> int:
        """The highest score that can be come to."""
        return int(np.flatnonzero(self.come_to)[-1]) + self.floor

    def is_left(self, ends: Ends) -> bool:
        """Whether everybody who comes to a band may also leave it."""
        inside = self._within(ends)
        return bool((self._leading_to(self.come_to & ~inside)[inside]).all())

    def leads_back(self, ends: Ends, home: Ends) -> bool:
        """Whether everybody who comes to a band may come to the band ``home`` again."""
        inside = self._within(ends)
        return bool((self._leading_to(self._within(home))[inside]).all())

    def _leading_to(self, wanted: Mask) -> Mask:
        """The scores from which some run of records leads to one of those wanted."""
        return reached_from(len(wanted), self.edges[:, ::-1], np.flatnonzero(wanted))


def reach_of(ledger: Ledger, rules: Sequence[Rule], ways: Iterable[Mending]) -> Reach:
    """The reach of a ledger under the rules that some record meets and the ways back."""
    floor, ceiling = int(ledger.floor.value), int(ledger.ceiling.value)
    opening, laws = openings(ledger), tuple(ways)
    edges = _edges(ledger, rules, laws)
    size = ceiling - floor + 1
    reached = reached_from(size, edges, np.array(opening) - floor)
    low, high = limits(ledger, rules, laws)
    scores = np.arange(size) + floor
    reached &= (scores >= low) & (scores <= high)
    return Reach(floor, reached, edges[reached[edges].all(axis=1)], opening)


def openings(ledger: Ledger) -> tuple[int, ...]:
    """All scores at which anybody opens."""
    return tuple(
        int(number.value)
        for given in (ledger.opening, ledger.newcomers)
        for _, number in evidenced(given)
        if isinstance(number, Quantity) and number.unit == "points"
    )


def moves(rule: Rule) -> set[int]:
    """The points that single records may move: by step, and what the cap leaves of them."""
    if rule.cap is None:
        return {int(step) for step in rule.steps} - {0}
    left, found = rule.cap.value, set()
    for step in (*rule.steps, *rule.steps[-1:] * int(left)):
        amount = min(abs(step), left)
        left -= amount
        found.add(int(math.copysign(amount, step)))
    return found - {0}


def limits(ledger: Ledger, rules: Sequence[Rule], ways: Sequence[Mending]) -> tuple[float, float]:
    """The lowest and the highest score that caps leave, where that can be told.

    What is cut at one bound and given back later moves a score beyond the sum of caps; so they
    bind only where nothing is given back, or all rules go one way.
    """
    if any(rule.to is not None for rule in rules) or ways:
        return -math.inf, math.inf
    keeps = ledger.resets is not None and all(rule.expires is None for rule in rules)
    ups = [rule for rule in rules if max(rule.steps) > 0]
    downs = [rule for rule in rules if min(rule.steps) < 0]
    first, last = min(openings(ledger)), max(openings(ledger))
    if not (keeps or not downs or not ups):
        return -math.inf, math.inf
    up, down = (sum(_most(ledger, rule) for rule in some) for some in (ups, downs))
    return first - down, last + up


def _most(ledger: Ledger, rule: Rule) -> float:
    """The most points of a rule that stand at one time."""
    if rule.cap is None:
        return math.inf
    years = 1.0 if ledger.resets is not None else math.inf
    if rule.expires is not None:
        years = min(years, math.ceil(rule.expires.value / DAYS) + 1)
    return rule.cap.value * years


def _edges(ledger: Ledger, rules: Sequence[Rule], ways: Sequence[Mending]) -> npt.NDArray[np.int64]:
    """Pairs of places of scores, from and to, for every move.

    Where points are netted a window may end at any sum of them, and what a move straight to a band
    gives back may be any number: then single points stand for all moves of their direction.
    """
    floor, ceiling = int(ledger.floor.value), int(ledger.ceiling.value)
    points = {p for rule in rules for p in moves(rule)}
    points |= {-p for rule in rules if rule.expires is not None for p in moves(rule)}
    points |= {way.points for way in ways if way.points}
    if any(rule.to is not None and rule.expires is not None for rule in rules):
        points = {-1, 1}
    elif ledger.clamp == "each window":
        points = {p // abs(p) for p in points}
    places = np.arange(ceiling - floor + 1)
    rows = [np.stack([places, np.clip(places + p, 0, places[-1])], axis=1) for p in sorted(points)]
    for rule in rules:
        if rule.to is not None:
            low, high = (end - floor for end in ledger.ends_of(rule.to))
            rows.append(np.stack([places, np.clip(places, low, high)], axis=1))
    if ledger.resets is not None:
        home = np.full_like(places, openings(ledger)[0] - floor)
        rows.append(np.stack([places, home], axis=1))
    return np.concatenate([np.zeros((0, 2), dtype=np.int64), *rows])


def graph_of(size: int, edges: npt.NDArray[np.int64]) -> csr_array[np.float64]:
    """The moves between places as a sparse matrix."""
    ones = np.ones(len(edges))
    return coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(size, size)).tocsr()


def reached_from(size: int, edges: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> Mask:
    """The places that can be come to along the edges."""
    source = np.stack([np.full(starts.size, size), starts], axis=1)
    graph = graph_of(size + 1, np.concatenate([edges, source]))
    reached = np.zeros(size + 1, dtype=np.bool_)
    reached[breadth_first_order(graph, size, return_predecessors=False)] = True
    return reached[:size]

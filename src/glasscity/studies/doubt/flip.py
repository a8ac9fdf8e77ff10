"""The smallest change of doubts about the world that turns a finding.

Numbers of rules cannot be searched over: only doubts of type ``OfWorld`` are taken. A change is
measured by the way it goes: each number by the part of the way from its stated value to the end
of its range, and these parts added up. The search follows what the survey saw: numbers that move
the finding most go first, each in the direction that turns it. Where effects add up, that is the
smallest change there is; elsewhere it is the smallest that was found with so many runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.uncertain import Doubt, OfWorld, drawn, origin_of
from glasscity.studies.doubt.influence import ranks
from glasscity.studies.doubt.luck import Numbers
from glasscity.studies.doubt.survey import Measure, Survey
from glasscity.studies.doubt.survival import Finding

BUDGET = 60
"""Cities lived in the search for one finding, unless asked otherwise."""
ALONE = 4
"""Numbers that are each tried alone, strongest first."""
FEWEST = 16
"""Settings with a number below which nothing is said of how a finding moves."""
FINEST = 1 / 64
"""The part of a number's way to which its place is found."""


class RuleError(TypeError):
    """Somebody asked to search over the number of a rule."""


@dataclass(frozen=True)
class Step:
    """A number moved: from its stated value to ``value``, ``part`` of the way to the end."""

    doubt: OfWorld
    value: float
    part: float


@dataclass(frozen=True)
class Flip:
    """The smallest change found that turns a finding, with ``runs`` of ``budget`` spent.

    ``steps`` is empty where none was found within the ranges, or where the finding has no
    number as it is stated. ``value`` is what the finding becomes.
    """

    finding: Finding
    stated: float
    value: float
    steps: tuple[Step, ...]
    runs: int
    budget: int

    @property
    def way(self) -> float:
        """The parts of all ways together."""
        return sum(step.part for step in self.steps)


def leanings(survey: Survey, name: str) -> dict[Doubt, float]:
    """How the finding moves with each doubt: the correlation of ranks over the settings."""
    values = survey.values[name]
    known = np.isfinite(values)
    if np.count_nonzero(known) < FEWEST or np.ptp(values[known]) == 0.0:
        return dict.fromkeys(survey.doubts, 0.0)
    columns = np.column_stack([survey.points[known], ranks(values[known])])
    found = np.asarray(np.corrcoef(columns, rowvar=False), np.float64)[-1, :-1]
    return dict(zip(survey.doubts, found.tolist(), strict=True))


def smallest_flip(
    city: City,
    measure: Measure,
    finding: Finding,
    leans: Sequence[tuple[OfWorld, float]],
    budget: int = BUDGET,
) -> Flip:
    """Search for the smallest change that turns ``finding``.

    ``leans`` are doubts about the world, each with how the number moves with it (its sign and
    its size only). Raises RuleError for the number of a rule.
    """
    for doubt, _ in leans:
        if not isinstance(doubt, OfWorld):
            raise RuleError(f"{doubt.name} is a rule's number: rules are never searched over")
    search = _Search(city, measure, finding, leans, budget)
    found = search.find()
    steps = tuple(
        Step(doubt, doubt.at(coordinate), abs(part))
        for doubt, coordinate, part in zip(
            search.doubts, search.point(found).tolist(), found.tolist(), strict=True
        )
        if part != 0.0
    )
    value = search.known.get(found.tobytes(), math.nan)
    return Flip(finding, search.stated, value, steps, search.runs, budget)


class _SpentError(Exception):
    """The budget is spent."""


@dataclass
class _Search:
    """The state of a search. Moves are signed parts of the way, one for each doubt."""

    city: City
    measure: Measure
    finding: Finding
    leans: Sequence[tuple[OfWorld, float]]
    budget: int
    runs: int = 0
    known: dict[bytes, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        order = sorted(self.leans, key=lambda it: -abs(it[1]))
        self.doubts = [doubt for doubt, lean in order if lean != 0.0]
        self.origin = origin_of(self.doubts)
        self.stated = float(self.measure(self.city)[self.finding.name])
        self.runs += 1
        down = -1.0 if self.finding.is_above(self.stated) else 1.0
        signs = [down * math.copysign(1.0, lean) for _, lean in order if lean != 0.0]
        self.ends = np.array([sign * self._room(i, sign) for i, sign in enumerate(signs)])

    def _room(self, i: int, sign: float) -> float:
        """Whether there is any way to go in this direction."""
        return float(self.origin[i] != (1.0 if sign > 0.0 else 0.0))

    def point(self, moves: Numbers) -> Numbers:
        """The coordinates of moves."""
        way = np.where(moves > 0.0, 1.0 - self.origin, self.origin)
        return np.asarray(self.origin + moves * way, np.float64)

    def turns(self, moves: Numbers) -> bool:
        """Whether the finding is turned there; what makes no city turns nothing."""
        value = self._value(moves)
        return math.isfinite(value) and (
            self.finding.is_above(value) != self.finding.is_above(self.stated)
        )

    def _value(self, moves: Numbers) -> float:
        key = moves.tobytes()
        if key not in self.known:
            if self.runs >= self.budget:
                raise _SpentError
            self.runs += 1
            self.known[key] = self._measured(moves)
        return self.known[key]

    def _measured(self, moves: Numbers) -> float:
        from glasscity.engine.trouble import RunError

        try:
            moved = drawn(self.city, self.doubts, self.point(moves))
            return float(self.measure(moved)[self.finding.name])
        except (DocumentError, RunError, ValueError):
            return math.nan

    def find(self) -> Numbers:
        """The moves of the shortest way found; nothing moved where there is none."""
        best = np.zeros(len(self.doubts))
        if not math.isfinite(self.stated):
            return best
        try:
            for moves in self._candidates():
                if not best.any() or np.abs(moves).sum() < np.abs(best).sum():
                    best = moves
        except _SpentError:
            turned = [key for key in self.known if self._turned(key)]
            ways = [np.frombuffer(key) for key in turned]
            best = min([*ways, *([best] if best.any() else [])], key=_way, default=best)
        return best

    def _turned(self, key: bytes) -> bool:
        value = self.known[key]
        other = self.finding.is_above(value) != self.finding.is_above(self.stated)
        return math.isfinite(value) and other

    def _candidates(self) -> list[Numbers]:
        """Ways that turn the finding: single numbers, and the first so many together."""
        together = self._together()
        if together is None:
            return []
        return [*self._alone(), self._lean(together)]

    def _alone(self) -> list[Numbers]:
        found = []
        for i in np.flatnonzero(self.ends)[:ALONE].tolist():
            moves = np.zeros(len(self.doubts))
            moves[i] = self.ends[i]
            if self.turns(moves):
                found.append(self._nearer(moves, i))
        return found

    def _together(self) -> Numbers | None:
        """The fewest first numbers that turn the finding at their ends, the last brought back."""
        usable = np.flatnonzero(self.ends)

        def at_ends(count: int) -> Numbers:
            moves = np.zeros(len(self.doubts))
            moves[usable[:count]] = self.ends[usable[:count]]
            return moves

        if len(usable) == 0:
            return None
        few = _fewest(lambda count: self.turns(at_ends(count)), len(usable))
        return None if few is None else self._nearer(at_ends(few), int(usable[few - 1]))

    def _nearer(self, moves: Numbers, i: int) -> Numbers:
        """The same with number ``i`` brought back as far as the finding stays turned."""
        kept = moves.copy()
        least, most = 0.0, abs(float(moves[i]))
        while most - least > FINEST:
            middle = (least + most) / 2.0
            tried = kept.copy()
            tried[i] = math.copysign(middle, moves[i])
            if self.turns(tried):
                most, kept = middle, tried
            else:
                least = middle
        return kept

    def _lean(self, moves: Numbers) -> Numbers:
        """The same without what is not needed, the weakest looked at first."""
        for i in np.flatnonzero(moves)[::-1].tolist():
            tried = moves.copy()
            tried[i] = 0.0
            if tried.any() and self.turns(tried):
                moves = tried
        last = np.flatnonzero(moves)[-1]
        return self._nearer(moves, int(last))


def _way(moves: Numbers) -> float:
    return float(np.abs(moves).sum())


def _fewest(turns: Callable[[int], bool], most: int) -> int | None:
    """The least count that turns the finding, if more always turn what fewer do; None: not all."""
    if not turns(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turns(middle) else (middle, high)
    return high

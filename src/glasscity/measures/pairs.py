"""Two worlds of the same people: who is better and worse off, and by how much.

Everything here is about the first world of a pair against the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from glasscity.measures.coupling import I64, below_bounds, cell_bounds
from glasscity.measures.groups import EVERYBODY, LABELS, Group, groups_of
from glasscity.measures.interval import FEWEST_PEOPLE, Interval, share
from glasscity.measures.names import BandEdge, band_edges, consequences_of
from glasscity.measures.pairing import Difference, difference
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.pair import HERE, THERE, Pair
from glasscity.results.run import Run
from glasscity.results.tallies import Tallies
from glasscity.vocabulary.joint import SIDES, WHERE

BURDENED, EASED = SIDES
CELLS = ((0, 1), (1, 0), (0, 0))
"""Where WHERE stands in a table of yes and no, here by row and there by column."""


@dataclass(frozen=True)
class Outcome:
    """Something that a person has more or less of in one world than in the other.

    ``measure`` and ``name`` find it among the joint tallies; more of it ``is_good`` or not.
    """

    measure: str
    name: str
    title: str
    unit: str
    is_good: bool

    @property
    def part(self) -> str:
        """The part of the key that ``name`` is of."""
        return "side" if self.measure == "windows" else "ledger"

    @property
    def sums(self) -> str:
        """The joint measure that holds its sums."""
        return f"{self.measure}_sums"

    @property
    def differences(self) -> str:
        """The joint measure that holds its differences."""
        return f"{self.measure}_difference"


def shared_ledgers(pair: Pair) -> tuple[tuple[Ledger, Ledger], ...]:
    """The ledgers that both worlds have."""
    there = {ledger.id: ledger for ledger in pair.there.city.regime.banded}
    ours = pair.here.city.regime.banded
    return tuple((ledger, there[ledger.id]) for ledger in ours if ledger.id in there)


def window_word(pair: Pair) -> str:
    """What a window of the worlds is called."""
    return "months" if pair.here.city.regime.clock.window == "month" else "windows"


def outcomes_of(pair: Pair) -> tuple[Outcome, ...]:
    """What is compared person by person: burdens, favours, and the scores that both worlds keep."""
    word = window_word(pair)
    return (
        Outcome("windows", BURDENED, f"{word} under a burden", word, is_good=False),
        Outcome("windows", EASED, f"{word} under a favour", word, is_good=True),
        *(
            Outcome("score", ledger.id, f"score in {ledger.title.en}", "points", is_good=True)
            for ledger, _ in shared_ledgers(pair)
        ),
    )


@dataclass(frozen=True)
class Changed:
    """How many of a group are worse and better off, each with its bounds over all couplings."""

    group: Group
    worse: Interval
    better: Interval
    worse_bounds: tuple[float, float]
    better_bounds: tuple[float, float]

    @property
    def estimable(self) -> bool:
        """Whether there is a number to show."""
        return self.worse.estimable


def changed(pair: Pair, outcome: Outcome) -> Iterator[Changed]:
    """Who is worse and better off in an outcome: everybody, then group by group."""
    margins = {world: margin_of(pair, outcome, world) for world in (HERE, THERE)}
    found = differences_of(pair, outcome)
    for group in groups_of(pair.here):
        mine = found[group.dimension, group.level]
        up = sum(n for by, n in mine.items() if by > 0)
        down = sum(n for by, n in mine.items() if by < 0)
        here, there = (margins[world][group.dimension, group.level] for world in (HERE, THERE))
        more, less = below_bounds(there, here), below_bounds(here, there)
        worse, better = (down, up) if outcome.is_good else (up, down)
        worse_bounds, better_bounds = (less, more) if outcome.is_good else (more, less)
        impossible = _impossible(pair, outcome)
        yield Changed(
            group,
            _nobody(group.n) if "worse" in impossible else share(worse, group.n),
            _nobody(group.n) if "better" in impossible else share(better, group.n),
            _shares(worse_bounds, group.n),
            _shares(better_bounds, group.n),
        )


def _nobody(n: int) -> Interval:
    """A share that is 0 whatever chance does."""
    none = 0.0 if n >= FEWEST_PEOPLE else None
    return Interval(none, none, none, n)


def _impossible(pair: Pair, outcome: Outcome) -> set[str]:
    """Effects that nobody can have, since a world holds no such consequence for anybody."""
    if outcome.measure != "windows":
        return set()
    less, more = ("worse", "better") if outcome.is_good else ("better", "worse")
    ends = ((pair.there, less), (pair.here, more))
    return {effect for run, effect in ends if not _has(run, outcome)}


def _has(run: Run, outcome: Outcome) -> bool:
    rows = (consequence.row() for consequence in run.city.regime.consequences)
    return any(row.eases == outcome.is_good for row in rows)


def _shares(bounds: tuple[int, int], n: int) -> tuple[float, float]:
    return bounds[0] / max(n, 1), bounds[1] / max(n, 1)


Counts = dict[tuple[str, str], dict[int, int]]
"""People by a number, by dimension and level."""


def differences_of(pair: Pair, outcome: Outcome) -> Counts:
    """People by difference, here minus there."""
    wanted = {outcome.part: outcome.name}
    return _by_group(pair, pair.tallies, outcome.differences, "difference", wanted)


def margin_of(pair: Pair, outcome: Outcome, world: str) -> Counts:
    """People of one world by what they have of the outcome."""
    if outcome.measure == "windows":
        wanted = {"side": outcome.name, "world": world}
        return _by_group(pair, pair.tallies, "windows_held", "windows", wanted)
    run = pair.here if world == HERE else pair.there
    wanted = {"ledger": outcome.name, "column": "recorded"}
    return _by_group(pair, run.tallies, "score_at_end", "score", wanted)


def _by_group(
    pair: Pair, tallies: Tallies, measure: str, number: str, wanted: dict[str, str]
) -> Counts:
    """People of a measure by a number of its key, where the other parts are as wanted."""
    found: Counts = {(group.dimension, group.level): {} for group in groups_of(pair.here)}
    for dimension in dict.fromkeys(dimension for dimension, _ in found):
        by = () if dimension == EVERYBODY else (dimension,)
        frame = tallies.total(measure, *by, *wanted, number)
        for part, value in wanted.items():
            frame = frame[frame[part] == value]
        levels = frame[dimension] if by else [EVERYBODY] * len(frame)
        for level, value, count in zip(levels, frame[number], frame["count"], strict=True):
            found[dimension, level][int(value)] = int(count)
    return found


def group_name(group: Group) -> str:
    """How a group is written in a face."""
    label = LABELS[group.dimension]
    return label if group.dimension == EVERYBODY else f"{label}: {group.level}"


@dataclass(frozen=True)
class Estimands:
    """The mean difference of an outcome: everyone treated, one person treated, and spillover.

    ``one`` and ``spillover`` are None where people of the first world meet one another.
    """

    outcome: Outcome
    everyone: Difference
    one: Difference | None
    spillover: Difference | None


def estimands(pair: Pair, outcome: Outcome) -> Estimands:
    """What the first world does to a person, beside what it does to everyone's surroundings."""
    frame = pair.here.tallies.total("people", "stratum")
    people = dict(zip(frame["stratum"].tolist(), frame["count"].tolist(), strict=True))
    everyone = difference(pair.tallies, outcome.sums, outcome.name, people)
    if pair.alone is None or pair.spilled is None:
        return Estimands(outcome, everyone, None, None)
    one = difference(pair.alone, outcome.sums, outcome.name, people)
    spillover = difference(pair.spilled, outcome.sums, outcome.name, people)
    return Estimands(outcome, everyone, one, spillover)


def band_table(pair: Pair, ours: Ledger, theirs: Ledger) -> pd.DataFrame:
    """People of the last day by band here and there, all pairs, zeros included.

    Columns: here, there (bands in short), here_place, there_place (from the lowest, 0), where
    (lower, same, higher here: by place, or by score where the bands of the two differ), people
    (simulated), share, least, most (shares over all couplings).
    """
    frame = pair.tallies.total("people_in_bands", "window", "ledger", "here", "there")
    last = len(pair.joint.window_days) - 1
    frame = frame[(frame["window"] == last) & (frame["ledger"] == ours.id)]
    people = frame.set_index(["here", "there"])["count"].to_dict()
    edges = band_edges(ours), band_edges(theirs)
    cells = np.array([[people.get((a.id, b.id), 0) for b in edges[1]] for a in edges[0]])
    least, most = cell_bounds(cells.sum(axis=1).tolist(), cells.sum(axis=0).tolist())
    ranks, rows = _ranks(*edges), []
    for a, here in enumerate(edges[0]):
        for b, there in enumerate(edges[1]):
            where = _order(ranks[0][a], ranks[1][b])
            n = int(cells[a, b])
            bounds = least[a, b] / pair.n, most[a, b] / pair.n
            rows.append((here.label, there.label, a, b, where, n, n / pair.n, *bounds))
    columns = ["here", "there", "here_place", "there_place", "where", "people", "share"]
    return pd.DataFrame(rows, columns=[*columns, "least", "most"])


def _order(mine: int, other: int) -> str:
    """Whether a rank is lower or higher than another."""
    return "lower" if mine < other else "higher" if mine > other else "same"


def band_shifts(pair: Pair, ours: Ledger, theirs: Ledger) -> dict[str, tuple[float, float, float]]:
    """Who stands lower, and who higher, here: share, and the least and most of all couplings."""
    table = band_table(pair, ours, theirs)
    ranks = _ranks(band_edges(ours), band_edges(theirs))
    here, there = (dict.fromkeys(side, 0) for side in ranks)
    for a, b, people in table[["here_place", "there_place", "people"]].itertuples(index=False):
        here[ranks[0][a]] += people
        there[ranks[1][b]] += people
    bounds = {"lower": below_bounds(here, there), "higher": below_bounds(there, here)}
    shares = {where: float(table.loc[table["where"] == where, "share"].sum()) for where in bounds}
    return {where: (shares[where], *_shares(bounds[where], pair.n)) for where in bounds}


def _ranks(*sides: tuple[BandEdge, ...]) -> tuple[list[int], ...]:
    """What orders bands: their place where both sides have the same bands, else their score."""
    ids = [[edge.id for edge in side] for side in sides]
    alike = ids[0] == ids[-1]
    return tuple([n if alike else edge.start for n, edge in enumerate(side)] for side in sides)


def listed_table(pair: Pair) -> pd.DataFrame:
    """People of the last day on each list that both worlds have.

    Columns: list, title, where (here only, there only, both), people, share, least, most.
    """
    frame = pair.tallies.total("people_on_lists", "window", "list", "where")
    frame = frame[frame["window"] == len(pair.joint.window_days) - 1]
    people = frame.set_index(["list", "where"])["count"].to_dict()
    there = {listing.id for listing in pair.there.city.regime.lists}
    rows = []
    for listing in pair.here.city.regime.lists:
        if listing.id not in there:
            continue
        here_only, there_only, both = (people.get((listing.id, where), 0) for where in WHERE)
        on = here_only + both, there_only + both
        least, most = cell_bounds((on[0], pair.n - on[0]), (on[1], pair.n - on[1]))
        for where, n, cell in zip(WHERE, (here_only, there_only, both), CELLS, strict=True):
            bounds = least[cell] / pair.n, most[cell] / pair.n
            rows.append((listing.id, listing.title.en, where, n, n / pair.n, *bounds))
    columns = ["list", "title", "where", "people", "share", "least", "most"]
    return pd.DataFrame(rows, columns=columns)


def days_table(pair: Pair) -> pd.DataFrame:
    """Person-days under each consequence of either world, as windows' ends show them.

    Columns: consequence, title, verb, then for each of here_only, there_only, both: person-days
    represented, and with _least and _most what no coupling goes beyond; days (a simulated person
    and year, here minus there).
    """
    frame = pair.tallies.total("days_under", "window", "consequence", "where")
    found = frame.set_index(["consequence", "window", "where"])["count"].to_dict()
    windows = range(len(pair.joint.window_days))
    rows = []
    known = consequences_of(pair.there.city.regime) | consequences_of(pair.here.city.regime)
    for name, row in known.items():
        days = np.array([[found.get((name, w, where), 0) for where in WHERE] for w in windows])
        least, most = _days_bounds(pair, days)
        total = days.sum(axis=0)
        each = float(total[0] - total[1]) / pair.n / pair.here.years
        cells = np.stack([total, least, most], axis=1).ravel() * pair.here.weight
        rows.append((name, row.title.en, row.row().verb, *cells.tolist(), each))
    parts = [f"{where}{end}" for where in DAYS_PARTS for end in ("", "_least", "_most")]
    return pd.DataFrame(rows, columns=["consequence", "title", "verb", *parts, "days"])


DAYS_PARTS = ("here_only", "there_only", "both")
"""Columns of :func:`days_table`."""


def _days_bounds(pair: Pair, days: I64) -> tuple[I64, I64]:
    """Person-days that no coupling goes beyond, from the margins of each window, shapes (3)."""
    here, there = days[:, 0] + days[:, 2], days[:, 1] + days[:, 2]
    everybody = pair.n * np.array(pair.joint.window_days)
    fewest = np.maximum(here + there - everybody, 0)
    most = np.minimum(here, there)
    least_each = np.stack([here - most, there - most, fewest], axis=1)
    most_each = np.stack([here - fewest, there - fewest, most], axis=1)
    return least_each.sum(axis=0), most_each.sum(axis=0)


def under_over_time(pair: Pair, side: str) -> pd.DataFrame:
    """Share of people under any burden (or favour) at each window's end.

    Columns: window, day (since the start, at the window's end), where, share, least, most (over
    all couplings); zeros included.
    """
    frame = pair.tallies.total("people_under", "window", "side", "where")
    frame = frame[frame["side"] == side]
    people = frame.set_index(["window", "where"])["count"].to_dict()
    rows, day = [], 0
    for window, days in enumerate(pair.joint.window_days):
        day += days
        counts = [people.get((window, where), 0) for where in WHERE]
        on = counts[0] + counts[2], counts[1] + counts[2]
        least, most = cell_bounds((on[0], pair.n - on[0]), (on[1], pair.n - on[1]))
        for where, n, cell in zip(WHERE, counts, CELLS, strict=True):
            rows.append((window, day, where, *(x / pair.n for x in (n, least[cell], most[cell]))))
    return pd.DataFrame(rows, columns=["window", "day", "where", "share", "least", "most"])

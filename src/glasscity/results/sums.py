"""The sum of what many places leave behind, place by place, whatever their order."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from glasscity.results.tallies import stocks
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import N_STRATA

Name = tuple[str, str]
I64 = npt.NDArray[np.int64]
OF_ITS_OWN = ("appeals_heard", "visited")
"""Fields that say where a place stands, so that a mean over places would say nothing."""


@dataclass
class _Window:
    """The tallies of one window so far: a row of strata for each name in use."""

    places: dict[Name, int] = field(default_factory=dict)
    table: I64 = field(default_factory=lambda: np.zeros((0, N_STRATA), np.int64))

    def rows_of(self, names: Sequence[Name]) -> I64:
        """The row of each name, made where there is none."""
        rows = [self.places.setdefault(name, len(self.places)) for name in names]
        if len(self.places) > len(self.table):
            more = max(len(self.places), 2 * len(self.table)) - len(self.table)
            self.table = np.concatenate([self.table, np.zeros((more, N_STRATA), np.int64)])
        return np.array(rows, np.int64)


class Sums:
    """Tallies added up, fields averaged by the people of places, and tallies by place."""

    def __init__(self) -> None:
        self._windows: dict[int, _Window] = {}
        self._fields: dict[tuple[int, str, str], float] = {}
        self._traces: dict[int, npt.NDArray[np.int64]] = {}
        self._states: dict[int, str] = {}
        self._by_place: list[pd.DataFrame] = []
        self._people, self._represented = 0, 0.0
        self._bytes = 0.0
        self._days: tuple[int, ...] = ()

    def add(self, number: int, outcome: Outcome) -> None:
        """Add what the place of that number left behind."""
        edges = np.searchsorted(outcome.window, np.arange(len(outcome.window_days) + 1)).tolist()
        for window, (first, last) in enumerate(itertools.pairwise(edges)):
            if first < last:
                self._add_window(window, outcome, slice(first, last))
        for row in outcome.fields:
            if row[1] not in OF_ITS_OWN:
                at = row[:3]
                self._fields[at] = self._fields.get(at, 0.0) + row[3] * outcome.represented
        self._traces[number] = outcome.trace
        self._states[number] = outcome.state_digest
        self._by_place.append(_totals(number, outcome))
        self._people += outcome.people
        self._represented += outcome.represented
        self._bytes = max(self._bytes, outcome.bytes_per_person)
        self._days = outcome.window_days

    def _add_window(self, window: int, outcome: Outcome, here: slice) -> None:
        used, column = np.unique(outcome.column[here], return_inverse=True)
        book = self._windows.setdefault(window, _Window())
        rows = book.rows_of([outcome.columns[k] for k in used.tolist()])
        np.add.at(book.table, (rows[column], outcome.stratum[here]), outcome.count[here])

    def outcome(self, seconds: float) -> Outcome:
        """All places as one outcome; ``seconds`` the run took. Rows are in the order of names."""
        names = sorted({name for book in self._windows.values() for name in book.places})
        place = {name: k for k, name in enumerate(names)}
        parts = []
        for window, book in sorted(self._windows.items()):
            order = sorted(book.places, key=place.__getitem__)
            table = book.table[[book.places[name] for name in order]].T
            stratum, row = np.nonzero(table)
            column = np.array([place[name] for name in order], np.int64)[row]
            at = np.full(len(row), window)
            parts.append(np.stack([at, stratum, column, table[stratum, row]]))
        rows = np.concatenate(parts, axis=1)
        in_all = max(self._represented, 1.0)
        states = "".join(state for _, state in sorted(self._states.items()))
        return Outcome(
            columns=tuple(names),
            window=rows[0].astype(np.int32),
            stratum=rows[1].astype(np.int32),
            column=rows[2].astype(np.int32),
            count=rows[3],
            fields=tuple((*at, total / in_all) for at, total in sorted(self._fields.items())),
            trace=np.concatenate([trace for _, trace in sorted(self._traces.items())]),
            state_digest=hashlib.sha256(states.encode()).hexdigest(),
            people=self._people,
            represented=self._represented,
            window_days=self._days,
            seconds=seconds,
            bytes_per_person=self._bytes,
        )

    def by_place(self) -> pd.DataFrame:
        """Counts by place, measure and key over all strata: of the run, of stocks at its end."""
        table = pd.concat(self._by_place, ignore_index=True)
        return table.sort_values(["place", "measure", "key"], ignore_index=True)


def _totals(number: int, outcome: Outcome) -> pd.DataFrame:
    """Counts of a place by measure and key."""
    is_stock = np.array([measure in stocks() for measure, _ in outcome.columns], bool)
    keep = ~is_stock[outcome.column] | (outcome.window == len(outcome.window_days) - 1)
    counts = np.zeros(len(outcome.columns), np.int64)
    np.add.at(counts, outcome.column[keep], outcome.count[keep])
    used = np.flatnonzero(counts)
    names = [outcome.columns[k] for k in used.tolist()]
    return pd.DataFrame(
        {
            "place": np.full(len(used), number, np.int32),
            "measure": [measure for measure, _ in names],
            "key": [key for _, key in names],
            "count": counts[used],
        }
    )

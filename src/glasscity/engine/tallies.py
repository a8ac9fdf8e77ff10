"""Tallies of a run: sparse integer rows, window after window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from glasscity.lowering.plan import Plan
from glasscity.lowering.stand import COLUMNS
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.tables.law import I64, LEDGER_STOCK, People
from glasscity.vocabulary.codes import COLUMN_NAMES
from glasscity.vocabulary.strata import N_STRATA


def by_stratum(codes: npt.NDArray[np.integer], n_codes: int, starts: I64, lowest: int = 0) -> I64:
    """How many people of each stratum have each code from ``lowest`` on, shape (strata, codes)."""
    table = np.zeros((N_STRATA, n_codes), np.int64)
    for g in np.flatnonzero(np.diff(starts)):
        mine = codes[starts[g] : starts[g + 1]].astype(np.int64) - lowest
        table[g] = np.bincount(mine, minlength=n_codes)
    return table


class TallyBook:
    """Turns each window's flows into rows: flows as they are, stocks carried on.

    Rows are (window, stratum, column, count) with count never 0.
    """

    def __init__(self, plan: Plan, people: People, stratum_first: I64) -> None:
        self.plan = plan
        self.columns: list[tuple[str, str]] = [("people", ""), *plan.columns]
        self.parts: dict[int, list[I64]] = {}
        self.held: list[I64] = []
        self.stock = np.zeros((N_STRATA, len(plan.columns)), np.int64)
        places = plan.places
        counts = np.diff(stratum_first)
        self._append(0, np.array([0]), counts[:, None])
        for k, ledger in enumerate(plan.regime.banded):
            opened = by_stratum(people.band[COLUMNS * k], len(ledger.bands), stratum_first)
            for row in range(COLUMNS * k, COLUMNS * (k + 1)):
                first = int(plan.books.ledgers[row, LEDGER_STOCK])
                self.stock[:, first : first + len(ledger.bands)] = opened
            if one_score(ledger.opening) is None:
                names = [f"{ledger.id}/{band.id}" for band in ledger.bands]
                self._add("opened_in_band", 0, names, opened)
        self.is_stock = np.zeros(len(plan.columns), bool)
        self.is_stock[places.people_in_band : places.band_moves] = True
        self.is_stock[places.people_listed : places.days_listed] = True
        self.is_stock[places.appeals_waiting : places.appeals_days] = True

    def open_window(self, people: People, stratum_first: I64) -> None:
        """See who holds what is shown in public, by row and stratum, before a window is lived."""
        shown = self.plan.shown
        self.held = [
            by_stratum(names[people.standing], 2, stratum_first)[:, 1] * bears_on
            for names, bears_on in zip(shown.names, shown.bears_on, strict=True)
        ]

    def close_window(self, window: int, tally: I64) -> None:
        """Book a window's tally of shape (strata, columns); days on lists include the stock's."""
        places = self.plan.places
        n_lists = places.days_listed - places.people_listed
        listed = slice(places.people_listed, places.people_listed + n_lists)
        days = slice(places.days_listed, places.days_listed + n_lists)
        rows = tally.copy()
        rows[:, days] += self.stock[:, listed] * self.plan.calendar.days[window]
        self.stock[:, self.is_stock] += tally[:, self.is_stock]
        rows[:, self.is_stock] = self.stock[:, self.is_stock]
        self._count_shown(window, rows)
        self._append(window, np.arange(1, len(self.plan.columns) + 1), rows)

    def _count_shown(self, window: int, rows: I64) -> None:
        """Add those who held what is shown since before the window to what changed in it."""
        places, calendar = self.plan.places, self.plan.calendar
        start = calendar.starts[window]
        end = start + calendar.days[window]
        for held, (place, first, until) in zip(
            self.held, self.plan.shown.rows.tolist(), strict=True
        ):
            if start <= first < min(end, until):
                rows[:, places.published + place] += held
            rows[:, places.days_published + place] += held * max(
                min(until, end) - max(start, first), 0
            )
            people = rows[:, places.people_published + place]
            people += held
            if not first < end <= until:
                people[:] = 0

    def close_run(self, window: int, people: People, stratum_first: I64) -> None:
        """Book the scores and the two standings on the last day."""
        for k, ledger in enumerate(self.plan.regime.banded):
            for c, column in enumerate(COLUMN_NAMES):
                self._final_scores(
                    window, f"{ledger.id}/{column}", people.score[COLUMNS * k + c], stratum_first
                )
            bands = [band.id for band in ledger.bands]
            names = [f"{ledger.id}/{a}/{b}" for a in bands for b in bands]
            pair = people.band[COLUMNS * k].astype(np.int64) * len(bands)
            pair += people.band[COLUMNS * k + 1]
            self._final("standing_at_end", window, names, pair, stratum_first)
        for slot, kind in enumerate(self.plan.own_kinds):
            deeds, seen = people.beliefs[2 * slot : 2 * slot + 2].astype(np.int64)
            codes, places = np.unique(deeds * 256 + seen, return_inverse=True)
            name = self.plan.conduct.kinds[kind].id
            names = [f"{name}/{code >> 8}/{code & 255}" for code in codes.tolist()]
            self._final("belief_at_end", window, names, places, stratum_first)

    def _final_scores(self, window: int, name: str, scores: object, starts: I64) -> None:
        values = np.asarray(scores)
        low = int(values.min()) if values.size else 0
        high = int(values.max()) if values.size else 0
        names = [f"{name}/{score}" for score in range(low, high + 1)]
        self._add("score_at_end", window, names, by_stratum(values, len(names), starts, low))

    def _final(self, measure: str, window: int, names: list[str], codes: I64, starts: I64) -> None:
        self._add(measure, window, names, by_stratum(codes, len(names), starts))

    def _add(self, measure: str, window: int, names: list[str], table: I64) -> None:
        used = np.flatnonzero(table.any(axis=0))
        first = len(self.columns)
        self.columns += [(measure, names[u]) for u in used]
        self._append(window, np.arange(first, first + len(used)), table[:, used])

    def _append(self, window: int, columns: I64, table: I64) -> None:
        strata, places = np.divmod(np.flatnonzero(table.ravel() != 0), table.shape[1])
        part = np.empty((len(strata), 4), np.int64)
        part[:, 0] = window
        part[:, 1] = strata
        part[:, 2] = columns[places]
        part[:, 3] = table[strata, places]
        self.parts.setdefault(window, []).append(part)

    def rows(self) -> I64:
        """All rows, sorted by window, stratum and column, shape (n, 4)."""
        return np.concatenate([self._in_order(self.parts[window]) for window in sorted(self.parts)])

    def _in_order(self, parts: list[I64]) -> I64:
        """The rows of a window by stratum and column, as each part is by itself."""
        if len(parts) == 1:
            return parts[0]
        table = np.concatenate(parts)
        return table[np.argsort(table[:, 1] * len(self.columns) + table[:, 2], kind="stable")]

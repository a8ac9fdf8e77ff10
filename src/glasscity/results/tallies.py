"""The tallies of a run, summed over whatever is not asked for."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import cache, cached_property
from importlib import resources

import numpy as np
import numpy.typing as npt
import pandas as pd

from glasscity.tables.joint import Joint
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import AXES, EVERY_DIMENSION, N_STRATA, SHAPE


@cache
def key_parts(listed: str = "measures.csv") -> dict[str, tuple[str, ...]]:
    """The named parts of each measure's key, from a published list of measures."""
    rows = _rows(listed)
    return {row["measure"]: tuple(p for p in row["key"].split("/") if p) for row in rows}


@cache
def stocks() -> frozenset[str]:
    """Measures that are counted anew at each window's end: of a whole run the last count stands."""
    return frozenset(row["measure"] for row in _rows("measures.csv") if row["is_stock"] == "yes")


def _rows(listed: str) -> list[dict[str, str]]:
    text = resources.files("glasscity.vocabulary").joinpath(listed).read_text("utf-8")
    return [*csv.DictReader(text.splitlines())]


class Tallies:
    """Sums of an outcome's rows by window, level of a dimension, and part of a key.

    Of joint tallies, those of one pair of worlds (:meth:`Joint.of`). A column whose measure is
    not in the published list is refused with KeyError.
    """

    def __init__(self, outcome: Outcome | Joint) -> None:
        self._outcome = outcome
        self._parts = key_parts("joint.csv" if isinstance(outcome, Joint) else "measures.csv")
        self._places: dict[str, list[int]] = {}
        self._totals: dict[tuple[str, ...], pd.DataFrame] = {}
        self._codes_of_parts: dict[
            tuple[str, int], tuple[npt.NDArray[np.int64], tuple[str, ...]]
        ] = {}
        self._strata: dict[tuple[str, str], dict[str, npt.NDArray[np.float64]]] = {}
        for place, (measure, _) in enumerate(outcome.columns):
            self._places.setdefault(measure, []).append(place)
        for measure in self._places:
            self._parts[measure]

    @cached_property
    def _by_column(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        column = self._outcome.column
        edges = np.bincount(column, minlength=len(self._outcome.columns)).cumsum()
        return np.argsort(column, kind="stable"), np.concatenate(([0], edges))

    def _rows(self, measure: str) -> npt.NDArray[np.intp]:
        order, edges = self._by_column
        places = self._places.get(measure, [])
        if not places:
            return order[:0]
        return np.concatenate([order[edges[p] : edges[p + 1]] for p in places])

    def _codes(
        self, measure: str, by: str, rows: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.int64], Sequence[object]]:
        """The number of each row's level of ``by``, and the levels."""
        outcome = self._outcome
        if by == "window":
            return outcome.window[rows].astype(np.int64), range(len(outcome.window_days))
        if by == "stratum":
            return outcome.stratum[rows].astype(np.int64), range(N_STRATA)
        if by in EVERY_DIMENSION:
            levels = np.unravel_index(outcome.stratum[rows], SHAPE)[AXES[by]]
            return levels.astype(np.int64), EVERY_DIMENSION[by]
        parts = self._parts[measure]
        if by not in parts:
            raise ValueError(f"'{measure}' is not counted by '{by}' but by {', '.join(parts)}")
        return self._key_codes(measure, parts.index(by), rows)

    def _key_codes(
        self, measure: str, part: int, rows: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.int64], Sequence[object]]:
        if (measure, part) not in self._codes_of_parts:
            values: dict[str, int] = {}
            code = np.zeros(len(self._outcome.columns), dtype=np.int64)
            for place in self._places.get(measure, []):
                value = self._outcome.columns[place][1].split("/")[part]
                code[place] = values.setdefault(value, len(values))
            self._codes_of_parts[measure, part] = code, tuple(values)
        codes, levels = self._codes_of_parts[measure, part]
        return codes[self._outcome.column[rows]], levels

    def total(self, measure: str, *by: str) -> pd.DataFrame:
        """Counts of ``measure``, one row per combination of ``by`` that counted anything.

        ``by`` are ``window``, ``stratum``, dimensions of a stratum, and parts of the measure's
        key, which become columns in this order, before ``count`` (int64). What is not named is
        summed over. Raises KeyError for an unknown measure, ValueError for an unknown ``by``.
        """
        asked = (measure, *by)
        if asked not in self._totals:
            self._totals[asked] = self._summed(measure, by)
        return self._totals[asked].copy()

    def _summed(self, measure: str, by: tuple[str, ...]) -> pd.DataFrame:
        self._parts[measure]
        rows = self._rows(measure)
        codes, levels = [], []
        for name in by:
            code, level = self._codes(measure, name, rows)
            codes.append(code)
            levels.append(level)
        shape = tuple(max(len(level), 1) for level in levels)
        flat = np.ravel_multi_index(codes, shape) if by else np.zeros(rows.size, dtype=np.int64)
        summed = np.bincount(
            flat, weights=self._outcome.count[rows], minlength=math.prod(shape)
        )  # float64 is exact to 2^53, far above any count of people or deeds
        places = np.flatnonzero(summed)
        unravelled = np.unravel_index(places, shape) if by else ()
        columns: dict[str, object] = {
            name: [level[c] for c in code.tolist()]
            for name, code, level in zip(by, unravelled, levels, strict=True)
        }
        return pd.DataFrame({**columns, "count": summed[places].astype(np.int64)})

    def strata(self, measure: str, part: str = "", name: str = "") -> npt.NDArray[np.float64]:
        """Counts of ``measure`` by stratum; with ``part``, of one ``name``.

        Raises KeyError for an unknown measure, ValueError for an unknown ``part``.
        """
        if (measure, part) not in self._strata:
            self._parts[measure]
            rows = self._rows(measure)
            code, names = self._codes(measure, part, rows) if part else (np.zeros(len(rows)), ("",))
            flat = code.astype(np.int64) * N_STRATA + self._outcome.stratum[rows]
            size = len(names) * N_STRATA
            table = np.bincount(flat, weights=self._outcome.count[rows], minlength=size)
            found = table.reshape(len(names), N_STRATA)
            self._strata[measure, part] = {str(it): found[n] for n, it in enumerate(names)}
        counts = self._strata[measure, part].get(name if part else "")
        return np.zeros(N_STRATA) if counts is None else counts.copy()

    def sum(self, measure: str) -> int:
        """The count of ``measure`` over the whole run."""
        self._parts[measure]
        return int(self._outcome.count[self._rows(measure)].sum())

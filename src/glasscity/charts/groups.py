"""Rates by group, one panel beside the other: a point with its interval for each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table
from glasscity.charts.harm import group_chart
from glasscity.charts.layout import beside, finished, panel
from glasscity.charts.theme import TRUE, WRONGFUL
from glasscity.measures.groups import EVERYBODY, LABELS, Group
from glasscity.measures.interval import Interval
from glasscity.measures.wording import decimal, percent, with_bounds, with_percents

LOOKS = {False: (TRUE, "circle"), True: (WRONGFUL, "diamond")}


@dataclass(frozen=True)
class Column:
    """A rate of each group; ``what`` is its axis, ``unit`` how it is written.

    ``is_error`` for what only error brings. Shares are drawn in per cent.
    """

    title: str
    what: str
    rates: tuple[tuple[Group, Interval], ...]
    unit: Literal["rate", "share"] = "rate"
    is_error: bool = False

    def told(self, found: Interval) -> str:
        """A rate with its bounds."""
        return with_percents(found) if self.unit == "share" else with_bounds(found)


def group_name(group: Group) -> str:
    """How a group is written in a chart or a table."""
    label = LABELS[group.dimension]
    return label if group.dimension == EVERYBODY else f"{label}: {group.level}"


def _frame(column: Column) -> pd.DataFrame:
    short = percent if column.unit == "share" else decimal
    scale = 100.0 if column.unit == "share" else 1.0
    rows = [
        (
            group_name(group),
            found.n,
            *(scale * number for number in found.numbers()),
            found.estimable,
            short(found.numbers()[0]),
        )
        for group, found in column.rates
    ]
    names = ["group", "n", "per_1000", "low", "high", "estimable", "label"]
    return pd.DataFrame(rows, columns=names)


def group_table(caption: str, many: str, columns: Sequence[Column]) -> Table:
    """The same as a table, with the simulated people of each group."""
    body = tuple(
        (group_name(group), f"{group.n:,}", *(it.told(it.rates[k][1]) for it in columns))
        for k, (group, _) in enumerate(columns[0].rates)
    )
    return Table(caption, ("group", f"simulated {many}", *(it.title for it in columns)), body)


def group_figure(
    name: str,
    title: str,
    subtitle: Sequence[str],
    columns: Sequence[Column],
    table: Table,
    source: str,
) -> Figure:
    """One or two rates by group. All groups stand in the same order in each."""
    charts = [
        panel(group_chart(_frame(it), it.title, *LOOKS[it.is_error], named=k == 0, axis=it.what))
        for k, it in enumerate(columns)
    ]
    body = beside(*charts, spacing=24)
    alternative = " ".join(_said(it) for it in columns)
    heading = alt.Title(title, subtitle=list(subtitle))
    spec = finished(body, heading, source, alternative)
    return Figure(name, title, spec, (table,), source, alternative)


def _said(column: Column) -> str:
    everybody = column.rates[0][1]
    groups = [(g, it) for g, it in column.rates[1:] if it.value is not None]
    said = f"{column.title}: everybody {column.told(everybody)}"
    if not groups:
        return f"{said}; no group has a number."
    least = min(groups, key=lambda it: it[1].value or 0.0)
    most = max(groups, key=lambda it: it[1].value or 0.0)
    return (
        f"{said}; most {group_name(most[0])}, {column.told(most[1])}; least "
        f"{group_name(least[0])}, {column.told(least[1])} (95 % intervals)."
    )

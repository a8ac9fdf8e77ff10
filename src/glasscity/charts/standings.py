"""Recorded against unerring standing: who stands elsewhere because of error."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from glasscity.charts.figure import Figure, Table
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.squares import Side, ink_on, squares
from glasscity.charts.theme import TRUE, WRONGFUL
from glasscity.measures.groups import many
from glasscity.measures.names import BandEdge, band_edges
from glasscity.measures.standings import displaced, standing_matrix
from glasscity.measures.wording import percent, whole, with_percents
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.run import Run

SIGNS = {"lower": "\u25bc ", "same": "", "higher": "\u25b2 "}
FAINTEST, DARKEST = 1e-5, 1.0


def standing_chart(table: pd.DataFrame, edges: tuple[BandEdge, ...]) -> Panel:
    """A matrix of squares: recorded class by row, class without error by column.

    ``table``: recorded, unerring, share, where (lower, same, higher).
    """
    order = [edge.label for edge in edges]
    table = table[table["share"] > 0].copy()
    strength = np.log10(table["share"].clip(lower=FAINTEST)) / -np.log10(FAINTEST) + 1.0
    table["strength"] = 0.12 + 0.88 * strength
    table["label"] = [
        SIGNS[w] + percent(s) for w, s in zip(table["where"], table["share"], strict=True)
    ]
    table["ink"] = [ink_on(s) for s in table["strength"]]
    where = alt.Color(
        "where:N",
        scale=alt.Scale(domain=["lower", "same", "higher"], range=[WRONGFUL, "#6b6b6b", TRUE]),
        legend=alt.Legend(
            title="because of error they stand",
            labelExpr="datum.value == 'lower' ? '\u25bc lower' : "
            "datum.value == 'higher' ? '\u25b2 higher' : 'where they would'",
            orient="bottom",
            direction="horizontal",
        ),
    )
    row = Side("recorded", order, "class as recorded", upward=True)
    column = Side("unerring", order, "class without error")
    n = len(order)
    return squares(table, row, column, where, (max(72 * n, 160), max(30 * n, 90)))


def _table(run: Run, ledger: Ledger) -> Table:
    matrix = standing_matrix(run, ledger)
    off = matrix[(matrix["people"] > 0)].sort_values(
        ["recorded_place", "unerring_place"], ascending=False
    )
    words = {"lower": "lower because of error", "higher": "higher because of error", "same": "same"}
    body = tuple(
        (recorded, unerring, words[where], percent(share), whole(represented))
        for recorded, unerring, where, share, represented in zip(
            off["recorded"],
            off["unerring"],
            off["where"],
            off["share"],
            off["represented"],
            strict=True,
        )
    )
    header = (
        "as recorded",
        "without error",
        "stand",
        f"share of {many(run)}",
        f"{many(run)} represented",
    )
    return Table(
        f"{many(run).capitalize()} by class as recorded and without error, last day", header, body
    )


def _alternative(run: Run, ledger: Ledger) -> str:
    moved = displaced(run, ledger)
    return (
        f"Matrix of classes of {ledger.title.en} on the last day, as recorded by row and without "
        f"error by column. {with_percents(moved.lower)} of {many(run)} stand in a lower class "
        f"because of error, {with_percents(moved.higher)} in a higher one (95 % intervals); the "
        f"rest stand where they would without error."
    )


def standing_figure(run: Run, ledger: Ledger) -> Figure:
    """Recorded and unerring standing on the last day."""
    title = f"{ledger.title.en}: class as recorded and without error"
    moved = displaced(run, ledger)
    said = (
        f"Because of error {with_percents(moved.lower)} of synthetic {many(run)} stand lower, "
        f"{with_percents(moved.higher)} higher."
    )
    heading = alt.Title(
        title,
        subtitle=[
            said,
            "Error: a wrong person or a late record. Brackets: 95 % intervals. Darker: more.",
        ],
    )
    alternative, source = _alternative(run, ledger), source_line(run)
    chart = standing_chart(standing_matrix(run, ledger), band_edges(ledger))
    return Figure(
        name=f"standings-{ledger.id}",
        title=title,
        spec=finished(panel(chart), heading, source, alternative),
        tables=(_table(run, ledger),),
        source=source,
        alternative=alternative,
    )

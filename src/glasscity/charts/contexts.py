"""Contexts of deeds against contexts of consequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.squares import Side, ink_on, squares
from glasscity.charts.theme import TRUE, WRONGFUL
from glasscity.measures.groups import many
from glasscity.measures.wording import decimal
from glasscity.results.run import Run

ACROSS = "\u00d7 "
"""Marks a cell whose two contexts differ."""
TITLE = "Where deeds come from, and where they cost"


@dataclass(frozen=True)
class Cell:
    """Burden-days a year per 1,000 people of one context of deeds, felt in one context."""

    origin: str
    felt: str
    days: float


def context_chart(cells: Sequence[Cell]) -> Panel:
    """A matrix of squares: context of the deed by row, of the consequence by column."""
    origins = list(dict.fromkeys(it.origin for it in cells))
    felt = list(dict.fromkeys(it.felt for it in cells))
    largest = max((abs(it.days) for it in cells), default=0.0) or 1.0
    rows = []
    for it in cells:
        strength = 0.08 + 0.92 * (abs(it.days) / largest) ** 0.5
        across = it.origin != it.felt
        told = decimal(it.days).replace("-", "\u2212")
        rows.append(
            {
                "origin": it.origin,
                "felt": it.felt,
                "where": "in another context" if across else "in the same context",
                "strength": strength if it.days else 0.0,
                "label": f"{ACROSS if across and it.days else ''}{told}",
                "ink": ink_on(strength),
            }
        )
    table = pd.DataFrame(rows)
    domain = ["in another context", "in the same context"]
    colour = alt.Color(
        "where:N",
        scale=alt.Scale(domain=domain, range=[WRONGFUL, TRUE]),
        legend=alt.Legend(
            title="felt",
            labelExpr="datum.value == 'in another context' ? '\u00d7 ' + datum.value : datum.value",
            orient="bottom",
            direction="horizontal",
        ),
    )
    row = Side("origin", origins, "context of the deed")
    column = Side("felt", felt, "context in which it is felt")
    size = max(104 * len(felt), 200), max(38 * len(origins), 90)
    return squares(table, row, column, colour, size, font=11)


def context_figure(run: Run, cells: Sequence[Cell]) -> Figure:
    """Burden-days by context of the deed and context in which they are felt."""
    across = max((it for it in cells if it.origin != it.felt), key=lambda it: it.days, default=None)
    said = (
        "No burden is felt outside the context of its deeds."
        if across is None or across.days <= 0.0
        else f"Most across contexts: {decimal(across.days)} burden-days for deeds of "
        f"{across.origin}, felt in {across.felt}."
    )
    each = f"A year per 1,000 synthetic {many(run)}; each row: what goes away without its rules."
    heading = alt.Title(TITLE, subtitle=[said, each])
    source = source_line(run)
    alternative = (
        f"Matrix of burden-days a year per 1,000 {many(run)}, the context of the deed by row and "
        f"the context in which it is felt by column. {said}"
    )
    body = tuple((it.origin, it.felt, decimal(it.days)) for it in cells)
    table = Table(
        f"Burden-days a year per 1,000 {many(run)}", ("deed in", "felt in", "burden-days"), body
    )
    return Figure(
        name="contexts",
        title=TITLE,
        spec=finished(panel(context_chart(cells)), heading, source, alternative),
        tables=(table,),
        source=source,
        alternative=alternative,
    )

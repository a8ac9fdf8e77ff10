"""Contexts of deeds against contexts of consequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, TRUE, WRONGFUL
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
                "ink": "white" if strength > 0.62 else INK,
            }
        )
    table = pd.DataFrame(rows)
    x = alt.X(
        "felt:N",
        sort=felt,
        scale=alt.Scale(domain=felt),
        title="context in which it is felt",
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
    )
    y = alt.Y(
        "origin:N",
        sort=origins,
        scale=alt.Scale(domain=origins),
        title="context of the deed",
        axis=alt.Axis(domain=False, ticks=False),
    )
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
    frame = pd.DataFrame([(a, b) for a in origins for b in felt], columns=["origin", "felt"])
    empty = alt.Chart(frame).mark_rect(color="white", stroke="#dcdcdc").encode(x=x, y=y)
    squares = alt.Chart(enough(table)).mark_rect(stroke="white", strokeWidth=1.5)
    squares = squares.encode(x=x, y=y, color=colour, opacity=alt.Opacity("strength:Q", scale=None))
    text = alt.Chart(table).mark_text(fontSize=11)
    text = text.encode(x=x, y=y, text="label:N", color=alt.Color("ink:N", scale=None))
    size = {"width": max(104 * len(felt), 200), "height": max(38 * len(origins), 90)}
    return alt.layer(empty, squares, text).properties(**size)


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

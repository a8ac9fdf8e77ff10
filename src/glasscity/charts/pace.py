"""What a month of one person costs at several rates of candidate deeds, and the least it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.theme import QUIET, TRUE, WIDTH
from glasscity.measures.wording import decimal

TITLE = "The cost of a month by what people meet"


@dataclass(frozen=True)
class Paced:
    """Nanoseconds of a person-month at a rate of candidate deeds: of a whole run, of the floor."""

    candidates: float
    run: float
    floor: float


def pace_chart(points: Sequence[Paced]) -> Panel:
    """Nanoseconds over candidate deeds, the run's line above the floor's."""
    rows = [
        {"c": it.candidates, "ns": ns, "what": what}
        for it in points
        for what, ns in (("whole run", it.run), ("floor", it.floor))
    ]
    order = ["whole run", "floor"]
    colour = alt.Scale(domain=order, range=[TRUE, QUIET])
    dash = alt.Scale(domain=order, range=[[1, 0], [4, 4]])
    chart: alt.Chart = (
        alt.Chart(enough(pd.DataFrame(rows)))
        .mark_line(point=alt.OverlayMarkDef(size=50))
        .encode(
            x=alt.X("c:Q", axis=alt.Axis(title="candidate deeds per person-month")),
            y=alt.Y("ns:Q", axis=alt.Axis(title="nanoseconds a person-month")),
            color=alt.Color("what:N", scale=colour, sort=order, legend=alt.Legend(title=None)),
            strokeDash=alt.StrokeDash("what:N", scale=dash, sort=order, legend=None),
        )
        .properties(width=WIDTH - 160, height=240)
    )
    return alt.layer(chart)


def pace_figure(points: Sequence[Paced], what: str) -> Figure:
    """Cost over rates; ``what`` was run and on what, for the source line."""
    points = sorted(points, key=lambda it: it.candidates)
    least, most = points[0], points[-1]
    said = (
        f"From {decimal(least.run)} to {decimal(most.run)} nanoseconds for {least.candidates:.2g} "
        f"to {most.candidates:.2g} candidate deeds; the floor takes {decimal(least.floor)} to "
        f"{decimal(most.floor)}."
    )
    subtitle = [said, "Floor: chance drawn for all and rows touched, with nothing decided."]
    source = f"Source: SYNTHETIC. Glass City, {what}."
    alternative = f"Line chart over candidate deeds per person-month. {said}"
    body = tuple(
        (f"{it.candidates:.3f}", decimal(it.run), decimal(it.floor), decimal(it.run / it.floor))
        for it in points
    )
    heads = ("candidate deeds", "ns, whole run", "ns, floor", "times the floor")
    chart = panel(pace_chart(points))
    return Figure(
        name="pace",
        title=TITLE,
        spec=finished(chart, alt.Title(TITLE, subtitle=subtitle), source, alternative),
        tables=(Table("Pace", heads, body),),
        source=source,
        alternative=alternative,
    )

"""How often findings stay on their side over the settings tried: a dot each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import TRUE, WIDTH, WRONGFUL
from glasscity.measures.wording import percent, whole
from glasscity.results.run import Run

TITLE = "How often each finding stays on its side"
SIDE, SIZE = "stays on its side", "and within a factor of two"
LIMIT = 300


@dataclass(frozen=True)
class Dot:
    """A finding: the shares of ``n`` settings in which it stays, and is about as large too."""

    finding: str
    n: int
    stays: float
    near: float


def survival_chart(dots: Sequence[Dot]) -> Panel:
    """A row for each finding with a full dot where it stays and a hollow one where it is near."""
    rows = [
        (dot.finding, measure, share)
        for dot in dots
        for measure, share in ((SIDE, dot.stays), (SIZE, dot.near))
    ]
    table = pd.DataFrame(rows, columns=["finding", "measure", "share"])
    order = [dot.finding for dot in dots]
    y = alt.Y(
        "finding:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelLimit=LIMIT, domain=False, ticks=False, grid=True),
    )
    x = alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", title="share of settings tried (no probability)", tickCount=5),
    )
    legend = alt.Legend(title=None, orient="bottom", direction="horizontal", labelLimit=LIMIT)
    names = [SIDE, SIZE]
    dotted = alt.Chart(enough(table)).mark_point(size=85, strokeWidth=2, opacity=1)
    dotted = dotted.encode(
        x=x,
        y=y,
        color=alt.Color(
            "measure:N", scale=alt.Scale(domain=names, range=[TRUE, WRONGFUL]), legend=legend
        ),
        shape=alt.Shape(
            "measure:N", scale=alt.Scale(domain=names, range=["circle", "diamond"]), legend=legend
        ),
        fill=alt.Fill(
            "measure:N", scale=alt.Scale(domain=names, range=[TRUE, "transparent"]), legend=None
        ),
    )
    return alt.layer(dotted).properties(width=WIDTH - LIMIT, height=max(30 * len(dots), 60))


def survival_figure(run: Run, dots: Sequence[Dot]) -> Figure:
    """Survival of findings over the settings tried."""
    least = min(dots, key=lambda dot: dot.stays)
    said = (
        f"Least often: {least.finding}, in {percent(least.stays)} of {whole(least.n)} settings "
        "of the assumed numbers."
    )
    heading = alt.Title(TITLE, subtitle=[said, "Diamonds: about as large as well."])
    source = source_line(run)
    alternative = f"Dot chart of {len(dots)} findings. {said}"
    body = tuple((d.finding, whole(d.n), percent(d.stays), percent(d.near)) for d in dots)
    header = ("finding", "settings", SIDE, SIZE)
    return Figure(
        name="survival",
        title=TITLE,
        spec=finished(panel(survival_chart(dots)), heading, source, alternative),
        tables=(Table("Findings over the settings tried", header, body),),
        source=source,
        alternative=alternative,
    )

"""What people do otherwise under a regime, deed by deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, QUIET, TRUE, WIDTH, WRONGFUL
from glasscity.measures.interval import Interval
from glasscity.measures.wording import with_bounds
from glasscity.results.run import Run

TITLE = "What people do otherwise"
TABLE = "Change against no regime, of every 1,000 deeds"
VALENCES = ("harmful", "prosocial", "neutral", "lawful-speech")
COLOURS = (WRONGFUL, TRUE, QUIET, "#6b4c9a")
SHAPES = ("circle", "square", "triangle-up", "diamond")


@dataclass(frozen=True)
class Bar:
    """The change of one kind of deed against no regime, of every 1,000 deeds."""

    deed: str
    valence: str
    change: Interval


def behaviour_chart(bars: Sequence[Bar]) -> Panel:
    """A mark with its interval for each deed; no change is the line in the middle."""
    rows = []
    for it in bars:
        value, low, high = it.change.numbers()
        rows.append({"deed": it.deed, "valence": it.valence, "v": value, "lo": low, "hi": high})
    table = enough(pd.DataFrame(rows))
    order = [it.deed for it in bars]
    y = alt.Y("deed:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, domain=False))
    axis = alt.Axis(format="+~g", tickCount=8)
    x = alt.X("v:Q", title="change against no regime, of every 1,000 deeds", axis=axis)
    present = [it for it in VALENCES if it in set(table["valence"])]
    colours = [COLOURS[VALENCES.index(it)] for it in present]
    shapes = [SHAPES[VALENCES.index(it)] for it in present]
    legend = alt.Legend(title="deed", orient="bottom", direction="horizontal")
    colour = alt.Color("valence:N", scale=alt.Scale(domain=present, range=colours), legend=legend)
    shape = alt.Shape("valence:N", scale=alt.Scale(domain=present, range=shapes), legend=legend)
    zero = alt.Chart(pd.DataFrame({"v": [0.0]})).mark_rule(color=INK).encode(x=x)
    reach = alt.Chart(table).mark_rule().encode(x="lo:Q", x2="hi:Q", y=y, color=colour)
    points = alt.Chart(table).mark_point(filled=True, size=70, opacity=1.0)
    points = points.encode(x=x, y=y, color=colour, shape=shape)
    return alt.layer(zero, reach, points).properties(width=WIDTH - 260, height=26 * len(bars) + 12)


def behaviour_figure(run: Run, bars: Sequence[Bar]) -> Figure:
    """The change of each kind of deed against the same people without the regime."""
    largest = max(bars, key=lambda it: abs(it.change.value or 0.0))
    said = f"Largest: {largest.deed}, {with_bounds(largest.change)} of every 1,000."
    note = "Bars: 95 % intervals of chance. What people do otherwise is assumed in the document."
    heading = alt.Title(TITLE, subtitle=[said, note])
    source = source_line(run)
    alternative = (
        f"Change of each of {len(bars)} kinds of deed against no regime, with intervals. {said}"
    )
    body = tuple((it.deed, it.valence, with_bounds(it.change)) for it in bars)
    return Figure(
        name="behaviour",
        title=TITLE,
        spec=finished(panel(behaviour_chart(bars)), heading, source, alternative),
        tables=(Table(TABLE, ("deed", "valence", "change"), body),),
        source=source,
        alternative=alternative,
    )

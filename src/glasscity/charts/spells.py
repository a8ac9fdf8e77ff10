"""How long falls last: the share not undone yet, by days since the fall."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, QUIET, TRUE, WIDTH, WRONGFUL
from glasscity.measures.mobility import Survival
from glasscity.measures.wording import percent, whole
from glasscity.results.run import Run

COLOURS = (TRUE, WRONGFUL, "#3d7a3d", "#7a4fa0", "#8a6d00", "#2b8c8c", "#a03a6a", INK)
MOST = len(COLOURS)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4], [4, 2, 1, 2], [12, 2])
POINTS = 200


def _frame(curves: Sequence[tuple[str, Survival]], horizon: int) -> pd.DataFrame:
    days = sorted({*range(0, horizon + 1, max(1, horizon // POINTS)), horizon})
    rows = [(name, day, *spells.at(day)) for name, spells in curves for day in days]
    return pd.DataFrame(rows, columns=["into", "day", "share", "low", "high"])


def _table(curves: Sequence[tuple[str, Survival]], horizon: int) -> Table:
    marks = [day for day in (30, 90, 180, 365, 730, 1095, 1826) if day < horizon]
    body = tuple(
        (name, whole(spells.began), *(percent(spells.at(day)[0]) for day in marks))
        for name, spells in curves
    )
    header = ("into", "falls", *(f"{day} days" for day in marks))
    return Table("Share of falls not undone after so many days", header, body)


def spell_figure(run: Run, curves: Sequence[tuple[str, Survival]], horizon: int) -> Figure:
    """A curve for each place that falls lead to (the most frequent ones), with its bounds."""
    told = sorted(curves, key=lambda it: -it[1].began)[:MOST]
    names = [name for name, _ in told]
    frame = enough(_frame(told, horizon))
    x = alt.X("day:Q", title="days since the fall", scale=alt.Scale(domain=[0, horizon]))
    y = alt.Y("share:Q", title="not undone yet", axis=alt.Axis(format="%"))
    colour = alt.Color(
        "into:N",
        sort=names,
        scale=alt.Scale(domain=names, range=list(COLOURS[: len(names)])),
        legend=alt.Legend(
            title=None,
            orient="bottom",
            columns=2,
            labelLimit=300,
            symbolType="stroke",
            symbolOpacity=1.0,
            symbolStrokeWidth=2.5,
        ),
    )
    dash = alt.StrokeDash(
        "into:N", sort=names, scale=alt.Scale(domain=names, range=list(DASHES[: len(names)]))
    )
    base = alt.Chart(frame)
    area = base.mark_area(interpolate="step-after", opacity=0.14).encode(
        x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        x=x, y=y, color=colour, strokeDash=dash
    )
    year = alt.Chart(pd.DataFrame({"day": [365]})).mark_rule(color=QUIET, strokeDash=[2, 3])
    layers = [area, line]
    if horizon > 365:
        layers.append(year.encode(x="day:Q"))
    chart = alt.layer(*layers).properties(width=WIDTH - 60, height=260)
    title = "How long a fall lasts"
    heading = alt.Title(
        title, subtitle=["Share of falls not undone yet, with 95 % bounds; dotted: one year."]
    )
    alternative = " ".join(
        f"{name}: of {whole(spells.began)} falls {percent(spells.at(min(365, horizon))[0])} are "
        "not undone after a year."
        for name, spells in told
    )
    source = source_line(run)
    spec = finished(panel(chart), heading, source, alternative)
    return Figure("lasting", title, spec, (_table(curves, horizon),), source, alternative)

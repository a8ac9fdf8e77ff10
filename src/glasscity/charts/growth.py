"""How time and memory grow with people: two panels over one axis of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, beside, finished, panel
from glasscity.charts.theme import QUIET, TRUE, WIDTH
from glasscity.measures.wording import decimal, number, whole

TITLE = "Time and memory from a district to a country"
PEOPLE = "people, each simulated"
MB = 1e6
IN_BILLIONS = "replace(format(datum.value, '~s'), 'G', ' bn')"
"""A number of people by its thousands, millions or billions, as an expression of Vega."""


@dataclass(frozen=True)
class Grown:
    """So many people in so many places: seconds, and the most bytes held."""

    people: int
    places: int
    seconds: float
    peak_bytes: int


def growth_chart(points: Sequence[Grown], field: str, title: str, *, is_log: bool) -> Panel:
    """One quantity over people; where it is on a scale of powers, beside one in proportion."""
    last = points[-1]
    rows = [
        {
            "people": it.people,
            "seconds": it.seconds,
            "megabytes": it.peak_bytes / MB,
            "in proportion": last.seconds * it.people / last.people,
        }
        for it in points
    ]
    table = enough(pd.DataFrame(rows))
    scale = alt.Scale(type="log") if is_log else alt.Scale(zero=True)
    x = alt.X(
        "people:Q",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(title=PEOPLE, labelExpr=IN_BILLIONS, tickCount=6),
    )
    told = ",~g" if is_log else ",.0f"
    y = alt.Y(f"{field}:Q", scale=scale, axis=alt.Axis(title=title, tickCount=6, format=told))
    base = alt.Chart(table)
    lines: list[alt.Chart] = []
    if is_log:
        least = base.transform_filter(alt.datum["in proportion"] >= table["seconds"].min() / 3)
        lines.append(
            least.mark_line(color=QUIET, strokeDash=[4, 4]).encode(
                x=x, y=alt.Y("in proportion:Q", scale=scale, title=title)
            )
        )
    lines.append(
        base.mark_line(color=TRUE, point=alt.OverlayMarkDef(color=TRUE, size=50)).encode(x=x, y=y)
    )
    return alt.layer(*lines).properties(width=WIDTH // 2 - 60, height=220)


def growth_figure(points: Sequence[Grown], what: str) -> Figure:
    """Time and memory over people; ``what`` was run and on what, for the source line."""
    last = points[-1]
    said = (
        f"{whole(last.people)} people in {whole(last.places)} places took {decimal(last.seconds)} "
        f"seconds and at most {whole(last.peak_bytes / MB)} MB."
    )
    subtitle = [said, "Dashed: time in proportion to people, from the largest size down."]
    source = f"Source: SYNTHETIC. Glass City, {what}."
    alternative = f"Two line charts over people from {whole(points[0].people)} on. {said}"
    body = tuple(
        (whole(it.people), whole(it.places), number(it.seconds), whole(it.peak_bytes / MB))
        for it in points
    )
    both = beside(
        panel(growth_chart(points, "seconds", "seconds", is_log=True)),
        panel(growth_chart(points, "megabytes", "megabytes at most", is_log=False)),
        spacing=60,
    )
    return Figure(
        name="growth",
        title=TITLE,
        spec=finished(both, alt.Title(TITLE, subtitle=subtitle), source, alternative),
        tables=(Table("Growth", ("people", "places", "seconds", "MB at most"), body),),
        source=source,
        alternative=alternative,
    )

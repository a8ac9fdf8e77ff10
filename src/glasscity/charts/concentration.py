"""On how few people a burden falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, QUIET, WIDTH, WRONGFUL
from glasscity.measures.groups import many
from glasscity.measures.wording import percent
from glasscity.results.run import Run

TITLE = "On how few it falls"


@dataclass(frozen=True)
class Top:
    """The share of a burden on the part of the people who bear most of it."""

    what: str
    part: float
    share: float

    @property
    def words(self) -> str:
        """The part in words: top 1 %."""
        return f"top {100.0 * self.part:g} %"


def concentration_chart(tops: Sequence[Top]) -> Panel:
    """A bar for each part of the people, in a panel for each burden; a tick where even would be."""
    table = pd.DataFrame(
        {
            "what": [it.what for it in tops],
            "part": [it.words for it in tops],
            "share": [it.share for it in tops],
            "even": [it.part for it in tops],
            "label": [percent(it.share) for it in tops],
        }
    )
    parts = list(dict.fromkeys(table["part"]))
    y = alt.Y("part:N", sort=parts, title=None, axis=alt.Axis(domain=False, ticks=False))
    x = alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1.12]),
        title="share of the burden",
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    base = alt.Chart(table)
    bars = base.mark_bar(height=16, color=WRONGFUL).encode(x=x, y=y)
    even = base.mark_tick(color=QUIET, thickness=2, size=22).encode(x="even:Q", y=y)
    text = base.mark_text(align="left", dx=5, color=INK).encode(x=x, y=y, text="label:N")
    layers = alt.layer(bars, even, text).properties(width=WIDTH - 160, height=30 * len(parts))
    order = list(dict.fromkeys(table["what"]))
    row = alt.Row("what:N", sort=order, header=alt.Header(labelAngle=0, labelAlign="left"))
    return layers.facet(row=row, spacing=14)


def concentration_figure(run: Run, tops: Sequence[Top]) -> Figure:
    """The share of each burden on the few who bear most."""
    first = next((it for it in tops if it.part == 0.01), tops[0])
    share = f"{percent(first.share)} of all {first.what}"
    said = f"The {first.words} of {many(run)} who bear most bear {share}."
    note = "Ticks: what they would bear if all bore the same."
    heading = alt.Title(TITLE, subtitle=[said, note])
    source = source_line(run)
    shares = ", ".join(f"{it.words} {percent(it.share)} of {it.what}" for it in tops)
    alternative = f"Share of each burden on the {many(run)} who bear most: {shares}."
    body = tuple((it.what, it.words, percent(it.share)) for it in tops)
    header = ("burden", f"{many(run)} who bear most", "share")
    return Figure(
        name="concentration",
        title=TITLE,
        spec=finished(panel(concentration_chart(tops)), heading, source, alternative),
        tables=(Table("Share of each burden on those who bear most", header, body),),
        source=source,
        alternative=alternative,
    )

"""What becomes of wrongful records, step by step."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, TRUE, WIDTH, WRONGFUL
from glasscity.measures.funnel import STAGES, Funnel
from glasscity.measures.wording import percent, whole
from glasscity.results.run import Run

TITLE = "From wrongful record to right"


def funnel_chart(table: pd.DataFrame) -> Panel:
    """Bars from the top: ``stage`` in words, ``share`` of wrongful records, ``label``, ``last``."""
    order = table["stage"].tolist()
    y = alt.Y("stage:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, domain=False))
    x = alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1.15]),
        title="share of wrongful records",
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    colour = alt.Color(
        "last:N", scale=alt.Scale(domain=["no", "yes"], range=[WRONGFUL, TRUE]), legend=None
    )
    bars = alt.Chart(table).mark_bar(height=18).encode(x=x, y=y, color=colour)
    text = alt.Chart(table).mark_text(align="left", dx=5, color=INK)
    text = text.encode(x=x, y=y, text="label:N")
    return alt.layer(bars, text).properties(width=WIDTH - 200, height=34 * len(table))


def funnel_figure(run: Run, funnel: Funnel, words: Mapping[str, str]) -> Figure:
    """The way of everybody's wrongful records; ``words`` name the stages."""
    counts = {stage: float(getattr(funnel, stage)) for stage in STAGES}
    shares = {stage: count / funnel.wronged for stage, count in counts.items()}
    table = pd.DataFrame(
        {
            "stage": [words[it] for it in STAGES],
            "share": list(shares.values()),
            "label": [f"{whole(counts[it])} ({percent(shares[it])})" for it in STAGES],
            "last": ["yes" if it == STAGES[-1] else "no" for it in STAGES],
        }
    )
    said = f"{percent(shares[STAGES[-1]])} of the wrongful records are put right."
    heading = alt.Title(
        TITLE, subtitle=[said, "Simulated records; the rest stand until they lapse."]
    )
    source = source_line(run)
    alternative = "Bars, one below the other: " + ", ".join(
        f"{words[it]} {percent(shares[it])}" for it in STAGES
    )
    body = tuple((words[it], whole(counts[it]), percent(shares[it])) for it in STAGES)
    return Figure(
        name="recourse",
        title=TITLE,
        spec=finished(panel(funnel_chart(table)), heading, source, f"{alternative}."),
        tables=(
            Table("Wrongful records by how far they came", ("step", "records", "share"), body),
        ),
        source=source,
        alternative=f"{alternative}.",
    )

"""Harm: under true records first, and only then by wrongful ones."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, beside, finished, panel, stacked
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, TRUE, WRONGFUL
from glasscity.measures.consequences import consequences_table
from glasscity.measures.groups import EVERYBODY, LABELS, many
from glasscity.measures.interval import Interval
from glasscity.measures.points import points_by_rule
from glasscity.measures.records import records_by_group, records_by_source, share_on_innocent
from glasscity.measures.wording import NOT_ESTIMABLE, decimal, whole, with_bounds, with_percents
from glasscity.results.run import Run
from glasscity.tables.rows import Verb

WORDS: dict[Verb, str] = {
    "refused": "refused",
    "surcharged": "made to pay more",
    "delayed": "made to wait",
    "published": "shown in public",
}
"""The consequences that harm, in words."""


def true_harm(run: Run) -> pd.DataFrame:
    """What the rules did with records of harmful deeds that were true, and what standings did.

    Columns: what (words), part (records, consequences), per_1000 (people and year). The
    consequences come with a standing, whatever records led to it.
    """
    sources = records_by_source(run)
    sources = sources[sources["valence"] == "harmful"]
    kinds = sources.groupby("kind_title", sort=False)["true_per_1000"].sum()
    rows = [(f"true record: {kind}", "records", value) for kind, value in kinds.items()]
    for row in consequences_table(run).to_dict(orient="records"):
        if row["verb"] in WORDS:
            what = f"{WORDS[row['verb']]}: {row['title']}"
            rows.append((what, "consequences", float(row["per_1000"])))
    return pd.DataFrame(rows, columns=["what", "part", "per_1000"])


def true_harm_chart(table: pd.DataFrame) -> Panel:
    """Bars of true records and of consequences, with their numbers. See :func:`true_harm`."""
    table = enough(table).assign(label=[decimal(v) for v in table["per_1000"]])
    y = alt.Y("what:N", sort=list(table["what"]), title=None, axis=None)
    base = alt.Chart(table).encode(y=y)
    times = alt.X("per_1000:Q", title="times a year per 1,000", axis=alt.Axis(tickCount=6))
    bars = base.mark_bar(height=11, yOffset=7).encode(
        x=times,
        color=alt.Color(
            "part:N",
            scale=alt.Scale(domain=["records", "consequences"], range=[TRUE, "#8c8c8c"]),
            legend=None,
        ),
    )
    labels = base.mark_text(align="left", dx=4, dy=7, color=INK).encode(x=times, text="label:N")
    names = base.mark_text(align="left", dx=3, dy=-6, color=INK)
    names = names.encode(x=alt.datum(0.0), text="what:N")
    title = alt.Title(
        "First: harmful deeds recorded truly, and what standings brought with them",
        fontSize=12,
        frame="group",
        offset=8,
    )
    return alt.layer(bars, labels, names).properties(
        width=524, height=max(34 * len(table), 68), title=title
    )


def _plain_axis() -> alt.Axis:
    return alt.Axis(domain=False, ticks=False, labelLimit=330, labelPadding=6, grid=False)


def group_rates(table: pd.DataFrame, truth: str) -> pd.DataFrame:
    """Records per 1,000 people and year of each group.

    Columns: group, n, per_1000, low, high, estimable, label. ``table`` is that of
    :func:`glasscity.measures.records.records_by_group`.
    """
    table = table[table["truth"] == truth].copy()
    table["group"] = [
        LABELS[d] if d == EVERYBODY else f"{LABELS[d]}: {level}"
        for d, level in zip(table["dimension"], table["level"], strict=True)
    ]
    table["label"] = [
        decimal(value) if estimable else NOT_ESTIMABLE
        for value, estimable in zip(table["per_1000"], table["estimable"], strict=True)
    ]
    return table[["group", "n", "per_1000", "low", "high", "estimable", "label"]]


def group_chart(
    table: pd.DataFrame,
    title: str,
    colour: str,
    shape: str,
    *,
    named: bool,
    axis: str = "a year per 1,000, with 95 % interval",
    upto: float | None = None,
) -> Panel:
    """A point with its interval for each group, from zero to ``upto``. See :func:`group_rates`."""
    order = list(table["group"])
    y = alt.Y("group:N", sort=order, title=None, axis=_plain_axis() if named else None)
    top = table["high"].max() if upto is None else upto
    highest = 1.0 if math.isnan(top) or top <= 0.0 else float(top)
    scale = alt.Scale(domain=[0.0, highest * 1.25], nice=False)
    x = alt.X(
        "per_1000:Q",
        title=axis,
        scale=scale,
        axis=alt.Axis(tickCount=5),
    )
    base = alt.Chart(enough(table)).encode(y=y)
    whiskers = base.mark_rule(color=colour, strokeWidth=2).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    points = base.mark_point(color=colour, filled=True, size=52, shape=shape, opacity=1.0)
    points = points.encode(x=x)
    labels = base.transform_calculate(at="isValid(datum.high) ? datum.high : 0")
    labels = labels.mark_text(align="left", dx=5, fontSize=10.5, color=INK)
    labels = labels.encode(x=alt.X("at:Q", scale=scale), text="label:N")
    heading = alt.Title(title, fontSize=12, frame="group", offset=8)
    return alt.layer(whiskers, points, labels).properties(
        width=250, height=19 * len(table), title=heading
    )


def _source_table(run: Run) -> Table:
    sources = records_by_source(run)
    body = tuple(
        (f"{sensor}: {kind}", valence, decimal(true), decimal(wrongful))
        for sensor, kind, valence, true, wrongful in zip(
            sources["sensor_title"],
            sources["kind_title"],
            sources["valence"],
            sources["true_per_1000"],
            sources["wrongful_per_1000"],
            strict=True,
        )
    )
    header = ("sensor: deed", "the deed is", "true records", "wrongful records")
    return Table(f"Records a year per 1,000 {many(run)}, by what recorded them", header, body)


def _consequence_table(run: Run) -> Table:
    table = consequences_table(run)
    body = tuple(
        (
            str(r["title"]),
            str(r["kind"]),
            str(r["service"]),
            decimal(r["per_1000"]),
            whole(r["represented"]),
            whole(r["yuan"]),
        )
        for r in table.to_dict(orient="records")
    )
    header = (
        "consequence",
        "kind",
        "on",
        "times a year per 1,000",
        f"times, {many(run)} represented",
    )
    return Table(
        "What standings brought with them", (*header, f"yuan, {many(run)} represented"), body
    )


def _point_table(run: Run) -> Table:
    table = points_by_rule(run)
    body = tuple(
        (
            f"{r['title']} ({r['truth']} records)",
            str(r["on"]),
            whole(r["records"] * run.weight),
            whole(r["up"] * run.weight),
            whole(r["down"] * run.weight),
        )
        for r in table.to_dict(orient="records")
    )
    header = ("rule", "on the deed", "records answered", "points up", "points down")
    return Table(f"Points moved by each rule, {many(run)} represented", header, body)


def _group_table(table: pd.DataFrame, many: str) -> Table:
    true = table[table["truth"] == "true"].to_dict(orient="records")
    wrongful = table[table["truth"] == "wrongful"].to_dict(orient="records")
    labels = group_rates(table, "true")["group"]
    body = tuple(
        (label, whole(t["n"]), _rate(t), _rate(w), whole(w["represented"]))
        for label, t, w in zip(labels, true, wrongful, strict=True)
    )
    header = ("group", f"simulated {many}", "true records of harmful deeds", "wrongful records")
    last = f"wrongful records, {many} represented, whole run"
    caption = f"Records a year per 1,000 {many} (95 % interval), by group"
    return Table(caption, (*header, last), body)


def _rate(row: dict[Hashable, Any]) -> str:
    value, low, high = (float(str(row[name])) for name in ("per_1000", "low", "high"))
    n = int(str(row["n"]))
    if not row["estimable"]:
        return with_bounds(Interval(None, None, None, n))
    return with_bounds(Interval(value, low, high, n))


def _alternative(run: Run, rates: pd.DataFrame) -> str:
    harm = true_harm(run)
    said = "; ".join(
        f"{what} {decimal(value)}"
        for what, value in zip(harm["what"], harm["per_1000"], strict=True)
    )
    everybody = rates.iloc[0]
    groups = rates.iloc[1:].dropna(subset=["per_1000"])
    ordered = groups.sort_values("per_1000", kind="stable").to_dict(orient="records")
    extremes = ""
    if ordered:
        least, most = ordered[0], ordered[-1]
        extremes = (
            f" Most fell on {most['group']}, {_rate(most)}, least on {least['group']}, "
            f"{_rate(least)} (95 % intervals)."
        )
    return (
        f"First, times a year per 1,000 {many(run)}: {said}. Second, true records of harmful "
        f"deeds by group. Third, wrongful records by group: everybody {everybody['label']} a year "
        f"per 1,000.{extremes} Of the wrongful records, on {many(run)} with no harmful deed until "
        f"then that a sensor could have seen: {with_percents(share_on_innocent(run))}."
    )


def harm_figure(run: Run) -> Figure:
    """True records and consequences first, then wrongful records by group, always together."""
    innocent, who = with_percents(share_on_innocent(run)), many(run)
    title = "Harm: under true records first, then by error"
    heading = alt.Title(
        title,
        subtitle=[
            f"Synthetic {who}. Intervals are of chance in the simulation, not of what is assumed.",
            f"Of the wrongful records, on {who} who until then had done no harmful deed that a",
            f"sensor could have seen: {innocent}.",
        ],
    )
    table = records_by_group(run)
    true, wrongful = group_rates(table, "true"), group_rates(table, "wrongful")
    names = ("True records of harmful deeds, by group", "Then: wrongful records, by group")
    groups = beside(
        panel(group_chart(true, names[0], TRUE, "circle", named=True)),
        panel(group_chart(wrongful, names[1], WRONGFUL, "diamond", named=False)),
        spacing=24,
    )
    body = stacked(panel(true_harm_chart(true_harm(run))), groups, spacing=24)
    alternative, source = _alternative(run, wrongful), source_line(run)
    tables = (
        _source_table(run),
        _point_table(run),
        _consequence_table(run),
        _group_table(table, many(run)),
    )
    return Figure(
        name="harm",
        title=title,
        spec=finished(body, heading, source, alternative),
        tables=tables,
        source=source,
        alternative=alternative,
    )

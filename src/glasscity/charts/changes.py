"""Who is worse and better off in one world than in another, and by how much."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.harm import group_chart
from glasscity.charts.layout import Panel, beside, finished, panel
from glasscity.charts.source import pair_source_line
from glasscity.charts.theme import INK, TRUE, WRONGFUL
from glasscity.measures.amounts import amounts
from glasscity.measures.coupling import SHARED
from glasscity.measures.groups import many
from glasscity.measures.interval import Interval
from glasscity.measures.pairs import Changed, Outcome, changed, group_name
from glasscity.measures.wording import NOT_ESTIMABLE, decimal, percent, whole, with_bounds
from glasscity.results.pair import Pair

SIGNS = {"worse": "\u25bc worse", "same": "no difference", "better": "\u25b2 better"}
PER = 1000.0
AXIS = "people per 1,000, with 95 % interval"


def per_thousand(found: Interval) -> Interval:
    """A share as people per 1,000."""
    value, low, high = (
        None if number is None else PER * number for number in (found.value, found.low, found.high)
    )
    return Interval(value, low, high, found.n)


def with_couplings(found: Interval, bounds: tuple[float, float]) -> str:
    """People per 1,000 with what all couplings allow: 14.8 [12.1 to 15.0]."""
    if not found.estimable:
        return with_bounds(found)
    least, most = (decimal(PER * bound) for bound in bounds)
    return f"{with_bounds(per_thousand(found))} [{least} to {most}]"


def _points(rows: list[Changed], effect: str) -> pd.DataFrame:
    """The table of :func:`glasscity.charts.harm.group_chart`."""
    found = []
    for row in rows:
        interval = per_thousand(row.worse if effect == "worse" else row.better)
        label = decimal(interval.value) if interval.value is not None else NOT_ESTIMABLE
        values = interval.numbers()
        found.append((group_name(row.group), row.group.n, *values, interval.estimable, label))
    columns = ["group", "n", "per_1000", "low", "high", "estimable", "label"]
    return pd.DataFrame(found, columns=columns)


def group_table(pair: Pair, outcome: Outcome) -> Table:
    """Who is worse and better off by group, with intervals and the bounds over all couplings."""
    body = tuple(
        (
            group_name(row.group),
            whole(row.group.n),
            with_couplings(row.worse, row.worse_bounds),
            with_couplings(row.better, row.better_bounds),
        )
        for row in changed(pair, outcome)
    )
    who = many(pair.here)
    caption = (
        f"{outcome.title.capitalize()}: {who} per 1,000 worse and better off with {pair.titles[0]} "
        f"than with {pair.titles[1]}, {SHARED} (95 % interval) [over all couplings]"
    )
    return Table(caption, ("group", f"simulated {who}", "worse off", "better off"), body)


def group_figure(pair: Pair, outcome: Outcome) -> Figure:
    """Who is worse and who is better off, by group."""
    rows = list(changed(pair, outcome))
    worse, better = (_points(rows, effect) for effect in ("worse", "better"))
    here, there = pair.titles
    title = f"Who is worse and better off: {outcome.title}"
    said = f"With {here}, against {there}. {SHARED.capitalize()}."
    heading = alt.Title(title, subtitle=[said])
    top = float(max(worse["high"].max(), better["high"].max()))
    left = group_chart(
        worse, "\u25bc Worse off", WRONGFUL, "diamond", named=True, axis=AXIS, upto=top
    )
    right = group_chart(
        better, "\u25b2 Better off", TRUE, "circle", named=False, axis=AXIS, upto=top
    )
    body = beside(panel(left), panel(right), spacing=24)
    everybody = rows[0]
    alternative = (
        f"Of 1,000 simulated {many(pair.here)}, {with_bounds(per_thousand(everybody.worse))} are "
        f"worse off and {with_bounds(per_thousand(everybody.better))} better off in "
        f"{outcome.title} with {here} than with {there} (95 % intervals), {SHARED}. By group: "
        f"worse off most, {_most(worse)}; better off most, {_most(better)}."
    )
    source = pair_source_line(pair)
    return Figure(
        name=f"groups-{outcome.measure}-{outcome.name}",
        title=title,
        spec=finished(body, heading, source, alternative),
        tables=(group_table(pair, outcome),),
        source=source,
        alternative=alternative,
    )


def _most(table: pd.DataFrame) -> str:
    groups = table.iloc[1:].dropna(subset=["per_1000"])
    if groups.empty or float(groups["per_1000"].max()) == 0.0:
        return "nobody"
    row = groups.sort_values("per_1000", kind="stable").iloc[-1]
    return f"{row['group']} ({row['label']} per 1,000)"


def amount_chart(table: pd.DataFrame, unit: str) -> Panel:
    """Bars of people by how much they differ; those of no difference are left out.

    ``table``: effect, amount, share.
    """
    table = enough(table[table["effect"] != "same"]).copy()
    table["what"] = [
        f"{SIGNS[effect]} by {amount}"
        for effect, amount in zip(table["effect"], table["amount"], strict=True)
    ]
    table["per_1000"] = PER * table["share"]
    table["label"] = [decimal(value) if value else "0" for value in table["per_1000"]]
    y = alt.Y(
        "what:N",
        sort=list(table["what"]),
        title=unit,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=200, titlePadding=8),
    )
    top = float(table["per_1000"].max()) or 1.0
    scale = alt.Scale(domain=[0.0, 1.12 * top], nice=False)
    x = alt.X("per_1000:Q", title="people per 1,000", scale=scale, axis=alt.Axis(tickCount=6))
    colour = alt.Color(
        "effect:N",
        scale=alt.Scale(domain=["worse", "better"], range=[WRONGFUL, TRUE]),
        legend=None,
    )
    base = alt.Chart(table).encode(x=x, y=y)
    bars = base.mark_bar(height=12).encode(color=colour)
    labels = base.mark_text(align="left", dx=4, color=INK).encode(text="label:N")
    return alt.layer(bars, labels).properties(width=430, height=19 * len(table))


def amount_figure(pair: Pair, outcome: Outcome) -> Figure:
    """By how much people are worse and better off."""
    table = amounts(pair, outcome)
    here, there = pair.titles
    title = f"By how much: {outcome.title}"
    same = float(table.loc[table["effect"] == "same", "share"].iloc[0])
    heading = alt.Title(
        title,
        subtitle=[
            f"With {here}, against {there}; {SHARED}.",
            f"{percent(same)} of {many(pair.here)} have no difference and are not drawn.",
        ],
    )
    body = tuple(
        (
            SIGNS[effect] if effect == "same" else f"{SIGNS[effect]} by {amount}",
            whole(n),
            percent(share),
            f"{percent(more)} [{percent(least)} to {percent(most)}]",
        )
        for effect, amount, n, share, more, least, most in table.itertuples(index=False)
    )
    header = (
        f"difference in {outcome.unit}",
        f"simulated {many(pair.here)}",
        "share",
        "this much or more [over all couplings]",
    )
    drawn = table[table["effect"] != "same"]
    largest = drawn.sort_values("share", kind="stable").iloc[-1]
    alternative = (
        f"Bars of {many(pair.here)} by how much {outcome.title} differ: {percent(same)} not at "
        f"all; of the classes that differ the largest is {SIGNS[str(largest['effect'])]} by "
        f"{largest['amount']} {outcome.unit}, {percent(float(largest['share']))}, {SHARED}."
    )
    source = pair_source_line(pair)
    chart = panel(amount_chart(table, f"difference in {outcome.unit}"))
    return Figure(
        name=f"amounts-{outcome.measure}-{outcome.name}",
        title=title,
        spec=finished(chart, heading, source, alternative),
        tables=(Table(f"{title}, {SHARED}", header, body),),
        source=source,
        alternative=alternative,
    )


def is_nothing(pair: Pair, outcome: Outcome) -> bool:
    """Whether nobody differs, so that there is nothing to draw."""
    everybody = next(changed(pair, outcome))
    found = [everybody.worse.value, everybody.better.value]
    return all(value is None or math.isclose(value, 0.0) for value in found)

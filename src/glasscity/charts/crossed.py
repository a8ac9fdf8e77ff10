"""Where the same people stand in two worlds: bands on the last day, burdens over time."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import pair_source_line
from glasscity.charts.squares import Side, ink_on, squares
from glasscity.charts.theme import TRUE, WRONGFUL
from glasscity.measures.coupling import SHARED
from glasscity.measures.groups import many
from glasscity.measures.names import band_edges
from glasscity.measures.pairs import BURDENED, band_shifts, band_table, under_over_time
from glasscity.measures.wording import percent, whole
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.pair import Pair
from glasscity.vocabulary.joint import WHERE

SIGNS = {"lower": "\u25bc ", "same": "", "higher": "\u25b2 "}
FAINTEST = 1e-6
GREY = "#6b6b6b"
MOST_WINDOWS = 400
DASHES = {"here only": [1, 0], "there only": [6, 3], "both": [2, 2]}


def crossed_chart(
    table: pd.DataFrame, ours: list[str], theirs: list[str], titles: tuple[str, str]
) -> Panel:
    """A matrix of squares: the band in the first world by row, in the second by column."""
    table = enough(table[table["people"] > 0]).copy()
    strength = np.log10(table["share"].clip(lower=FAINTEST)) / -np.log10(FAINTEST) + 1.0
    table["strength"] = 0.12 + 0.88 * strength
    table["label"] = [
        SIGNS[w] + percent(s) for w, s in zip(table["where"], table["share"], strict=True)
    ]
    table["ink"] = [ink_on(s) for s in table["strength"]]
    where = alt.Color(
        "where:N",
        scale=alt.Scale(domain=["lower", "same", "higher"], range=[WRONGFUL, GREY, TRUE]),
        legend=alt.Legend(
            title=f"with {titles[0]} they stand",
            labelExpr="datum.value == 'lower' ? '\u25bc lower' : "
            "datum.value == 'higher' ? '\u25b2 higher' : 'alike'",
            orient="bottom",
            direction="horizontal",
            titleLimit=400,
        ),
    )
    row = Side("here", ours, f"class with {titles[0]}", upward=True)
    column = Side("there", theirs, f"class with {titles[1]}")
    size = max(66 * len(theirs), 160), max(30 * len(ours), 90)
    return squares(table, row, column, where, size)


def _band_body(table: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    words = {"lower": "lower", "higher": "higher", "same": "alike"}
    shown = table[(table["people"] > 0) | (table["least"] > 0)]
    shown = shown.sort_values(["here_place", "there_place"], ascending=False)
    return tuple(
        (
            str(row["here"]),
            str(row["there"]),
            words[str(row["where"])],
            whole(float(row["people"])),
            percent(float(row["share"])),
            f"{percent(float(row['least']))} to {percent(float(row['most']))}",
        )
        for row in shown.to_dict(orient="records")
    )


def shift_words(shift: tuple[float, float, float]) -> str:
    """A share with its bounds over all couplings."""
    share, least, most = map(percent, shift)
    return f"{share} [{least} to {most}]"


def crossed_figure(pair: Pair, ours: Ledger, theirs: Ledger) -> Figure:
    """The same people by their class in both worlds, on the last day."""
    table, (here, there) = band_table(pair, ours, theirs), pair.titles
    title = f"{ours.title.en}: where the same {many(pair.here)} stand in both worlds"
    shifts = band_shifts(pair, ours, theirs)
    lower, higher = (shift_words(shifts[where]) for where in ("lower", "higher"))
    said = f"With {here} {lower} stand lower than with {there}, {higher} higher."
    heading = alt.Title(
        title, subtitle=[said, f"Last day, {SHARED} [over all couplings]. Darker: more."]
    )
    alternative = (
        f"Matrix of classes of {ours.title.en} on the last day, {here} by row and {there} by "
        f"column. {said} The rest stand alike."
    )
    labels = [edge.label for edge in band_edges(ours)], [edge.label for edge in band_edges(theirs)]
    source = pair_source_line(pair)
    header = ("with the first", "with the second", "stand", "simulated", "share", "all couplings")
    return Figure(
        name=f"crossed-{ours.id}",
        title=title,
        spec=finished(
            panel(crossed_chart(table, *labels, pair.titles)), heading, source, alternative
        ),
        tables=(Table(f"Last day: {here} and {there}, {SHARED}", header, _band_body(table)),),
        source=source,
        alternative=alternative,
    )


def burden_chart(table: pd.DataFrame, names: dict[str, str]) -> Panel:
    """Lines of the share of people under a burden: only here, only there, in both.

    ``table``: months, where, share.
    """
    table = enough(table).assign(name=[names[where] for where in table["where"]])
    order = [names[where] for where in WHERE]
    x = alt.X("months:Q", title="months since the start", axis=alt.Axis(tickCount=6, grid=False))
    y = alt.Y("share:Q", title="share of people", axis=alt.Axis(format=".2~%", tickCount=5))
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=order, range=[WRONGFUL, TRUE, GREY]),
        legend=alt.Legend(
            title="under a burden", orient="bottom", labelLimit=300, symbolType="stroke"
        ),
    )
    dash = alt.StrokeDash(
        "name:N",
        scale=alt.Scale(domain=order, range=[DASHES[where] for where in WHERE]),
        legend=alt.Legend(
            title="under a burden", orient="bottom", labelLimit=300, symbolType="stroke"
        ),
    )
    lines = alt.Chart(table).mark_line(strokeWidth=2.2, interpolate="step-before")
    return alt.layer(lines.encode(x=x, y=y, color=colour, strokeDash=dash)).properties(
        width=560, height=220
    )


def _bounded(part: pd.DataFrame, where: str) -> str:
    """A share of one window with its bounds over all couplings."""
    (row,) = part[part["where"] == where].to_dict(orient="records")
    share, least, most = (float(row[name]) for name in ("share", "least", "most"))
    return shift_words((share, least, most))


def burden_figure(pair: Pair) -> Figure:
    """How many people are under a burden at each window's end, in which of the worlds."""
    table = under_over_time(pair, BURDENED)
    here, there = pair.titles
    names = {
        "here only": f"only with {here}",
        "there only": f"only with {there}",
        "both": "with both",
    }
    windows = len(pair.joint.window_days)
    every = -(-windows // MOST_WINDOWS)
    kept = ((table["window"] + 1) % every == 0) | (table["window"] == windows - 1)
    drawn = table[kept].assign(months=(table["day"] / 30.4375).round(2))
    title = f"{many(pair.here).capitalize()} under a burden, in which of the worlds"
    last = table[table["window"] == windows - 1]
    said = ", ".join(f"{_bounded(last, where)} {names[where]}" for where in WHERE)
    heading = alt.Title(
        title,
        subtitle=[
            "A burden: a standing by which something is refused, dearer, late, limited or public.",
            f"On the last day {said}.",
            f"{SHARED.capitalize()} [over all couplings].",
        ],
    )
    alternative = (
        f"Lines of the share of simulated {many(pair.here)} under any burden at each window's end. "
        f"On the last day: {said}; {SHARED} [over all couplings]."
    )
    source = pair_source_line(pair)
    ends = table[(table["window"] + 1) % max(1, windows // 5) == 0]
    body = tuple(
        (
            f"after {day:,} days",
            *(_bounded(part, where) for where in WHERE),
        )
        for day, part in ends.groupby("day")
    )
    header = ("at the end of the window", *names.values())
    chart = panel(burden_chart(drawn[["months", "where", "share"]], names))
    return Figure(
        name="burdens",
        title=title,
        spec=finished(chart, heading, source, alternative),
        tables=(Table(f"{title}, {SHARED} [over all couplings]", header, body),),
        source=source,
        alternative=alternative,
    )

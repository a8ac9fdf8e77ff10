"""Where the scores of each group lie on the last day."""

from __future__ import annotations

import math

import altair as alt
import numpy as np
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, QUIET, TRUE, WRONGFUL
from glasscity.measures.groups import EVERYBODY, LABELS, Group, groups_of, many
from glasscity.measures.names import BandEdge, band_edges
from glasscity.measures.scores import QUANTILES, score_counts, score_quantiles
from glasscity.measures.wording import NOT_ESTIMABLE, percent, whole
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import most_usual_score, one_score
from glasscity.results.run import Run

MOST_BINS = 60
ROW_HEIGHT = 24
PLOT_WIDTH = 480
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)


def group_label(group: Group) -> str:
    """How a group is written: ``Age 65+``; everybody stands alone."""
    if group.dimension == EVERYBODY:
        return LABELS[EVERYBODY]
    return f"{LABELS[group.dimension]}: {group.level}"


def _bin_width(scores: pd.Series[int]) -> int:
    """The least step that needs few bins and leaves none empty by arithmetic alone."""
    low, high = int(scores.min()), int(scores.max())
    grain = int(np.gcd.reduce(scores.to_numpy() - low)) or 1
    return next(
        (step * grain for step in STEPS if (high - low) / (step * grain) < MOST_BINS - 1),
        STEPS[-1] * grain,
    )


def binned_scores(run: Run, ledger: Ledger) -> pd.DataFrame:
    """Shares of each group by bin of the recorded score on the last day.

    Columns: group, place (order of groups), start, end (scores ``[start, end)``), share.
    """
    groups = list(groups_of(run))
    rows = []
    low, width = 0, 0
    for dimension in dict.fromkeys(group.dimension for group in groups):
        by = () if dimension == EVERYBODY else (dimension,)
        counts = score_counts(run, *by)
        counts = counts[(counts["ledger"] == ledger.id) & (counts["column"] == "recorded")]
        if not by:
            width = _bin_width(counts["score"])
            low = math.floor(int(counts["score"].min()) / width) * width
        for place, group in enumerate(groups):
            if group.dimension != dimension:
                continue
            own = counts[counts[dimension] == group.level] if by else counts
            bins = np.bincount((own["score"] - low) // width, weights=own["count"])
            for k in np.flatnonzero(bins):
                start = low + int(k) * width
                share = bins[k] / own["count"].sum()
                rows.append((group_label(group), place, start, start + width, share))
    return pd.DataFrame(rows, columns=["group", "place", "start", "end", "share"])


def score_chart(bins: pd.DataFrame, means: pd.DataFrame, edges: tuple[BandEdge, ...]) -> Panel:
    """A strip of bars for each group; their height is the square root of the share.

    ``bins``: group, place, start, end, share. ``means``: group, foot, mean.
    """
    top = math.sqrt(float(bins["share"].max()))
    foot = bins["place"] + 0.8
    bins = bins.assign(foot=foot, head=foot - 0.72 * np.sqrt(bins["share"]) / top)
    low, high = int(bins["start"].min()), int(bins["end"].max())
    n = int(bins["place"].max()) + 1
    x = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Scale(domain=[0, n], nice=False, reverse=True)
    axis = alt.Axis(grid=False, tickCount=8, format="d")
    bars = alt.Chart(enough(bins)).mark_rect(clip=True, color=TRUE, stroke="white", strokeWidth=0.4)
    bars = bars.encode(
        x=alt.X("start:Q", scale=x, title="score on the last day", axis=axis),
        x2="end:Q",
        y=alt.Y("foot:Q", scale=y, axis=None),
        y2="head:Q",
    )
    marks = alt.Chart(means).mark_point(
        shape="triangle-up", size=34, color=WRONGFUL, filled=True, yOffset=3, opacity=1.0
    )
    marks = marks.encode(x=alt.X("mean:Q", scale=x), y=alt.Y("foot:Q", scale=y, axis=None))
    lines = (
        alt.Chart(means).mark_rule(color="#e6e6e6").encode(y=alt.Y("foot:Q", scale=y, axis=None))
    )
    names = alt.Chart(means).mark_text(align="right", baseline="bottom", fontSize=11, color=INK)
    names = names.encode(x=alt.value(-8), y=alt.Y("foot:Q", scale=y, axis=None), text="group:N")
    shown = [edge for edge in edges if low < edge.start < high or edge.start <= low < edge.end]
    borders = pd.DataFrame(
        [(max(edge.start, low), edge.label, 0, n) for edge in shown],
        columns=["start", "band", "head", "foot"],
    )
    rules = alt.Chart(borders).mark_rule(color=QUIET, strokeDash=[3, 3], strokeWidth=0.8)
    rules = rules.encode(x=alt.X("start:Q", scale=x))
    letters = alt.Chart(borders).mark_text(
        align="left", baseline="bottom", dx=3, dy=-3, fontSize=11, color=QUIET
    )
    letters = letters.encode(
        x=alt.X("start:Q", scale=x), y=alt.Y("head:Q", scale=y, axis=None), text="band:N"
    )
    layers = alt.layer(lines, rules, bars, marks, names, letters)
    return layers.properties(width=PLOT_WIDTH, height=ROW_HEIGHT * n)


def _means(run: Run, ledger: Ledger) -> pd.DataFrame:
    table = score_quantiles(run)
    table = table[(table["ledger"] == ledger.id) & (table["column"] == "recorded")]
    means = table.set_index(["dimension", "level"])["mean"].to_dict()
    rows = [
        (group_label(group), place + 0.8, means.get((group.dimension, group.level)))
        for place, group in enumerate(groups_of(run))
    ]
    return pd.DataFrame(rows, columns=["group", "foot", "mean"])


def _opening(ledger: Ledger) -> str:
    return "the opening" if one_score(ledger.opening) is not None else "the most usual opening"


def _below(run: Run, ledger: Ledger, group: Group) -> float:
    """The share of a group below the opening score, the most usual where openings differ."""
    by = () if group.dimension == EVERYBODY else (group.dimension,)
    counts = score_counts(run, *by)
    counts = counts[(counts["ledger"] == ledger.id) & (counts["column"] == "recorded")]
    own = counts[counts[group.dimension] == group.level] if by else counts
    low = own["score"] < most_usual_score(ledger.opening)
    everybody = int(own["count"].sum())
    return float(own["count"][low].sum() / everybody) if everybody else float("nan")


def _table(run: Run, ledger: Ledger) -> Table:
    table = score_quantiles(run)
    found = {
        (row["column"], row["dimension"], row["level"]): row
        for row in table[table["ledger"] == ledger.id].to_dict(orient="records")
    }
    body = []
    for group in groups_of(run):
        own = found.get(("recorded", group.dimension, group.level))
        without = found.get(("unerring", group.dimension, group.level))
        cells = [group_label(group), whole(group.n)]
        if own is None or without is None or math.isnan(own["mean"]):
            cells += [NOT_ESTIMABLE] * 8
        else:
            cells += [f"{own['mean']:,.1f}", f"{without['mean']:,.1f}"]
            cells += [whole(own[name]) for name in QUANTILES]
            cells.append(percent(_below(run, ledger, group)))
        body.append(tuple(cells))
    header = ("group", f"simulated {many(run)}", "mean", "mean without error")
    points = ("5 % point", "25 % point", "median", "75 % point", "95 % point")
    last = f"below {_opening(ledger)} {whole(most_usual_score(ledger.opening))}"
    caption = "Recorded scores on the last day by group"
    return Table(caption, (*header, *points, last), tuple(body))


def _alternative(run: Run, ledger: Ledger) -> str:
    table = score_quantiles(run)
    own = table[(table["ledger"] == ledger.id) & (table["column"] == "recorded")]
    own = own[(own["dimension"] != EVERYBODY) & own["mean"].notna()]
    said = ""
    if len(own):
        ordered = own.sort_values("mean", kind="stable").to_dict(orient="records")
        low, high = ordered[0], ordered[-1]
        said = (
            f" The lowest mean, {low['mean']:.1f}, is that of {LABELS[low['dimension']]}: "
            f"{low['level']}; the highest, {high['mean']:.1f}, of {LABELS[high['dimension']]}: "
            f"{high['level']}."
        )
    everybody = next(iter(groups_of(run)))
    below = percent(_below(run, ledger, everybody))
    return (
        f"Histograms of the recorded score on the last day, one strip for each group of "
        f"{many(run)}. {below} of everybody stand below {_opening(ledger)} score of "
        f"{most_usual_score(ledger.opening)}.{said}"
    )


def score_figure(run: Run, ledger: Ledger) -> Figure:
    """The distribution of the recorded score on the last day, by group."""
    who = many(run)
    title = f"{ledger.title.en}: scores of each group on the last day"
    heading = alt.Title(
        title,
        subtitle=[
            f"Synthetic {who}, as recorded. Height of a bar: square root of the group's share.",
            "Triangle: mean. Dashed: where a class begins.",
        ],
        offset=24,
    )
    chart = score_chart(binned_scores(run, ledger), _means(run, ledger), band_edges(ledger))
    alternative, source = _alternative(run, ledger), source_line(run)
    return Figure(
        name=f"scores-{ledger.id}",
        title=title,
        spec=finished(panel(chart), heading, source, alternative),
        tables=(_table(run, ledger),),
        source=source,
        alternative=alternative,
    )

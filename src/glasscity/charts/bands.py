"""People by published band over time, under three kinds of record."""

from __future__ import annotations

import altair as alt
import pandas as pd

from glasscity.charts.figure import Figure, Table, enough
from glasscity.charts.layout import Panel, Spec, beside, finished, panel
from glasscity.charts.source import source_line
from glasscity.charts.theme import INK, WIDTH, ladder_colours
from glasscity.measures.bands import START, band_moves, band_stocks, window_label, year_ends
from glasscity.measures.groups import many
from glasscity.measures.names import BandEdge, band_edges, opening_band
from glasscity.measures.wording import percent, whole
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.mechanisms.instruments.opening import one_score
from glasscity.results.run import Run

PANELS = {
    "recorded": "As recorded",
    "unerring": "Without error",
    "all-seen": "If all were seen",
}
LABELLED = 0.04
"""A share of people below this has no room for its name in the picture."""
MOST_STEPS = 200


def band_chart(table: pd.DataFrame, edges: tuple[BandEdge, ...], opening: BandEdge) -> Spec:
    """Stacked shares by ``months`` (since the start) for each ``column``.

    ``table`` holds column, months, label, place, share.
    """
    order = [edge.label for edge in edges]
    colours = ladder_colours(len(order), edges.index(opening))
    panels = [
        _panel(table[table["column"] == column], title, order, colours, first=column == "recorded")
        for column, title in PANELS.items()
    ]
    return beside(*(panel(p) for p in panels), spacing=14)


def _panel(
    part: pd.DataFrame, title: str, order: list[str], colours: list[str], *, first: bool
) -> Panel:
    scale = alt.Scale(domain=order, range=colours)
    legend = alt.Legend(
        title="Class, highest first", values=order[::-1], orient="right", symbolType="square"
    )
    base = alt.Chart(enough(part)).encode(
        x=alt.X("months:Q", title="months since the start", axis=alt.Axis(tickCount=6, grid=False)),
        y=alt.Y(
            "share:Q",
            stack="zero",
            title="share of all" if first else None,
            axis=alt.Axis(format="%", labelOpacity=float(first), tickOpacity=float(first)),
            scale=alt.Scale(domain=[0, 1]),
        ),
        order=alt.Order("place:Q"),
    )
    area = base.mark_area(stroke="white", strokeWidth=0.7, interpolate="step").encode(
        color=alt.Color("label:N", scale=scale, legend=legend)
    )
    named = _named(part)
    names = alt.Chart(named).mark_text(align="right", dx=-4, fontSize=11)
    names = names.encode(
        x="months:Q",
        y=alt.Y("middle:Q"),
        text="said:N",
        color=alt.Color("ink:N", scale=None),
    )
    return alt.layer(area, names).properties(
        width=(WIDTH - 120) // len(PANELS),
        height=260,
        title=alt.Title(title, fontSize=12, offset=6, frame="group"),
    )


def _named(part: pd.DataFrame) -> pd.DataFrame:
    """Where the name of each band goes that is wide enough at the end."""
    last = part[part["months"] == part["months"].max()].sort_values("place")
    last = last.assign(middle=last["share"].cumsum() - last["share"] / 2.0)
    dark = (last["place"] <= 1) | (last["place"] >= last["place"].max() - 1)
    last = last.assign(
        ink=["white" if d else INK for d in dark],
        said=[f"{b} {percent(s)}" for b, s in zip(last["label"], last["share"], strict=True)],
    )
    wide: pd.DataFrame = last[last["share"] >= LABELLED]
    return wide


def _drawn(run: Run, ledger: Ledger) -> pd.DataFrame:
    stocks = band_stocks(run)
    stocks = stocks[stocks["ledger"] == ledger.id]
    every = max(1, -(-run.windows // MOST_STEPS))
    kept = (stocks["window"] + 1) % every == 0
    kept |= stocks["window"].isin([START, run.windows - 1])
    stocks = stocks[kept]
    days = pd.to_datetime(stocks["day"]) - pd.Timestamp(run.first_day)
    stocks = stocks.assign(months=(days.dt.days / 30.4375).round(2))
    return stocks[["column", "months", "label", "place", "share"]]


def _stock_table(run: Run, ledger: Ledger, column: str) -> Table:
    stocks = band_stocks(run)
    stocks = stocks[(stocks["ledger"] == ledger.id) & (stocks["column"] == column)]
    ends = year_ends(run)
    header = ("class", *(window_label(run, w) for w in ends), f"{many(run)} represented at the end")
    body = []
    share = {
        (window, band): value
        for window, band, value in zip(
            stocks["window"], stocks["band"], stocks["share"], strict=True
        )
    }
    for edge in reversed(band_edges(ledger)):
        shares = [share[w, edge.id] for w in ends]
        represented = whole(shares[-1] * run.outcome.represented)
        body.append((edge.label, *(percent(s) for s in shares), represented))
    return Table(f"{PANELS[column]}: share of {many(run)} by class", header, tuple(body))


def _move_table(run: Run, ledger: Ledger) -> Table:
    moves = band_moves(run)
    moves = moves[moves["ledger"] == ledger.id].head(12)
    body = tuple(
        (f"{before} to {after}", direction, whole(represented))
        for before, after, direction, represented in zip(
            moves["before"], moves["after"], moves["direction"], moves["represented"], strict=True
        )
    )
    header = ("move", "direction", f"moves, {many(run)} represented")
    return Table("The most frequent moves between classes, as recorded, whole run", header, body)


def _alternative(run: Run, ledger: Ledger) -> str:
    stocks = band_stocks(run)
    stocks = stocks[(stocks["ledger"] == ledger.id) & (stocks["window"] == run.windows - 1)]
    said = []
    for column, title in PANELS.items():
        own = stocks[(stocks["column"] == column) & (stocks["share"] > 0)]
        shares = ", ".join(
            f"{band} {percent(share)}"
            for band, share in zip(own["label"], own["share"], strict=True)
        )
        said.append(f"{title}: {shares}")
    return (
        f"Stacked areas of the share of {many(run)} in each class of {ledger.title.en} over time. "
        f"{_starts(ledger)} in {opening_band(ledger).title}. At the end, from the lowest class. "
        f"{'. '.join(said)}."
    )


def _starts(ledger: Ledger) -> str:
    alike = one_score(ledger.opening) is not None
    return "Everybody starts" if alike else "People start apart, the most of them"


def band_figure(run: Run, ledger: Ledger) -> Figure:
    """Stocks of the bands of a ledger over time, with the moves between them."""
    title = f"{ledger.title.en}: classes over time"
    heading = alt.Title(
        title,
        subtitle=[
            f"Synthetic {many(run)}. 'Without error': same sensors, no wrong person and no delay.",
            "'If all were seen': every deed within a sensor's reach recorded on its doer.",
        ],
    )
    alternative, source = _alternative(run, ledger), source_line(run)
    chart = band_chart(_drawn(run, ledger), band_edges(ledger), opening_band(ledger))
    return Figure(
        name=f"bands-{ledger.id}",
        title=title,
        spec=finished(chart, heading, source, alternative),
        tables=(*(_stock_table(run, ledger, c) for c in PANELS), _move_table(run, ledger)),
        source=source,
        alternative=alternative,
    )

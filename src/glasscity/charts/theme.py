"""The look of every chart: print-safe, colour never alone."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

MOST_ROWS = 5000
WIDTH = 640
INK = "#1a1a1a"
QUIET = "#5c5c5c"
RULE = "#b8b8b8"
TRUE = "#1f5a94"
WRONGFUL = "#b3410e"
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

_LOW = ("#7f2704", "#b3410e", "#e07b39", "#f6c79b")
_MIDDLE = "#e4e4e4"
_HIGH = ("#b5d3ea", "#6aa7d6", "#2f78b5", "#12426e")


def ladder_colours(n: int, opening: int) -> list[str]:
    """A colour for each of ``n`` bands from the lowest: browns, grey at ``opening``, blues."""
    below = _spread(_LOW, opening)
    above = _spread(_HIGH, n - opening - 1)
    return [*below, _MIDDLE, *above]


def _spread(colours: Sequence[str], n: int) -> list[str]:
    """``n`` colours from the first to the last of ``colours``, at equal steps between them."""
    if n <= 1:
        return list(colours[1:2]) * n
    places = [k * (len(colours) - 1) / (n - 1) for k in range(n)]
    return [_between(colours, place) for place in places]


def _between(colours: Sequence[str], place: float) -> str:
    first = min(int(place), len(colours) - 2)
    part = place - first
    mixed = (
        round((1 - part) * int(colours[first][k : k + 2], 16))
        + round(part * int(colours[first + 1][k : k + 2], 16))
        for k in (1, 3, 5)
    )
    return "#" + "".join(f"{value:02x}" for value in mixed)


def config() -> alt.Config:
    """The settings of every chart."""
    axis = alt.AxisConfig(
        labelFont=FONT,
        labelFontSize=11,
        labelColor=INK,
        titleFont=FONT,
        titleFontSize=11,
        titleFontWeight="normal",
        titleColor=QUIET,
        gridColor="#e6e6e6",
        domainColor=RULE,
        tickColor=RULE,
    )
    header = alt.HeaderConfig(
        labelFont=FONT, labelFontSize=12, labelColor=INK, titleFont=FONT, title=None
    )
    legend = alt.LegendConfig(
        labelFont=FONT,
        labelFontSize=11,
        titleFont=FONT,
        titleFontSize=11,
        titleFontWeight="normal",
        titleColor=QUIET,
        symbolStrokeColor=QUIET,
    )
    title = alt.TitleConfig(
        font=FONT,
        fontSize=15,
        fontWeight="bold",
        color=INK,
        anchor="start",
        subtitleFont=FONT,
        subtitleFontSize=12,
        subtitleColor=QUIET,
        subtitlePadding=4,
        offset=12,
    )
    return alt.Config(
        background="white",
        font=FONT,
        axis=axis,
        header=header,
        legend=legend,
        title=title,
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(font=FONT, fontSize=11, color=INK),
    )

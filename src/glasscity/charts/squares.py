"""A matrix of squares: how much lies in each cell of two lists of names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from glasscity.charts.figure import enough
from glasscity.charts.layout import Panel
from glasscity.charts.theme import INK

PALE = 0.62
"""The strength of a square above which its words are white."""


@dataclass(frozen=True)
class Side:
    """One side of a matrix: the column of the table that names its lines, in this order.

    Lines go down from the first, or up where ``upward``.
    """

    name: str
    order: list[str]
    title: str
    upward: bool = False

    @property
    def shown(self) -> list[str]:
        """The names from the top, or from the left."""
        return self.order[::-1] if self.upward else self.order


def ink_on(strength: float) -> str:
    """The colour of words on a square of this strength."""
    return "white" if strength > PALE else INK


def squares(
    table: pd.DataFrame,
    row: Side,
    column: Side,
    colour: alt.Color,
    size: tuple[int, int],
    font: float = 10.5,
) -> Panel:
    """Squares with words in them, on an empty grid of ``size`` in pixels.

    ``table``: the columns of both sides and of ``colour``, strength (0 to 1), label, ink.
    """
    x = alt.X(
        f"{column.name}:N",
        sort=column.order,
        scale=alt.Scale(domain=column.order),
        title=column.title,
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
    )
    y = alt.Y(
        f"{row.name}:N",
        sort=row.shown,
        scale=alt.Scale(domain=row.shown),
        title=row.title,
        axis=alt.Axis(domain=False, ticks=False),
    )
    grid = [(a, b) for a in row.order for b in column.order]
    frame = pd.DataFrame(grid, columns=[row.name, column.name])
    empty = alt.Chart(frame).mark_rect(color="white", stroke="#dcdcdc").encode(x=x, y=y)
    cells = alt.Chart(enough(table)).mark_rect(stroke="white", strokeWidth=1.5)
    cells = cells.encode(x=x, y=y, color=colour, opacity=alt.Opacity("strength:Q", scale=None))
    text = alt.Chart(table).mark_text(fontSize=font)
    text = text.encode(x=x, y=y, text="label:N", color=alt.Color("ink:N", scale=None))
    sides: dict[str, Any] = {"width": size[0], "height": size[1]}
    return alt.layer(empty, cells, text).properties(**sides)

"""A chart with everything that goes with it."""

from __future__ import annotations

import json
from dataclasses import dataclass

import altair as alt
import pandas as pd

from glasscity.charts.layout import Spec, untitled
from glasscity.charts.theme import MOST_ROWS


@dataclass(frozen=True)
class Table:
    """A table to stand beside a chart, its cells already written out.

    ``header`` names the columns; the first of each row is its heading.
    """

    caption: str
    header: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A chart, its title, its tables, where its numbers come from, and what it says in words.

    ``spec`` is the Vega-Lite specification, data included.
    """

    name: str
    title: str
    spec: Spec
    tables: tuple[Table, ...]
    source: str
    alternative: str

    def chart(self) -> alt.VConcatChart:
        """The chart as an Altair object, for a notebook."""
        return alt.VConcatChart.from_dict(self.spec)

    def svg(self, *, titled: bool = True) -> str:
        """The chart as an SVG document, without title and source where the page has them."""
        import vl_convert  # heavy

        spec = self.spec if titled else untitled(self.spec)
        return str(vl_convert.vegalite_to_svg(json.dumps(spec)))

    def png(self, scale: float = 2.0) -> bytes:
        """The chart as a PNG picture."""
        import vl_convert  # heavy

        return bytes(vl_convert.vegalite_to_png(json.dumps(self.spec), scale=scale))


def enough(table: pd.DataFrame) -> pd.DataFrame:
    """The table itself. Raises ValueError where it is too long to be drawn."""
    if len(table) > MOST_ROWS:
        raise ValueError(f"{len(table)} rows are more than the {MOST_ROWS} of a chart; sum them")
    return table

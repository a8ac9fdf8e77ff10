"""Webs of ties side by side, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from glasscity.studies.rewiring import Webs


def table_of(webs: Sequence[Webs]) -> Table:
    """One row for each web."""
    table = Table(
        title="Ties that follow the score",
        caption="Shares of all ties, with the standard error, over the last half of the sweeps.",
        width=80,
        box=SIMPLE_HEAD,
        padding=0,
        show_edge=False,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("")
    table.add_column("runs", justify="right", no_wrap=True)
    names = ("high high", "high low", "low low")
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    for of in webs:
        shares = [of.measures[name] for name in names]
        cells = [f"{100 * share.mean:.2f} +- {100 * share.error:.2f} %" for share in shares]
        table.add_row(of.web.title.en, f"{of.runs:,}", *cells)
    return table

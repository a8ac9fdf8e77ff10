"""Helping games side by side, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from glasscity.studies.helping import Games


def table_of(games: Sequence[Games]) -> Table:
    """One row for each game."""
    table = Table(
        title="Helping games",
        caption=(
            "Averages over the last half of the generations; spread: of single runs. A small "
            "group that plays a game is not a city, and nobody in it is anybody."
        ),
        width=80,
        box=SIMPLE_HEAD,
        padding=0,
        show_edge=False,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("")
    for name in ("runs", "gifts\nof acts", "standard\nerror", "spread", "held to\nbe good"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("give always /\nnever / to good", justify="right", no_wrap=True)
    for of in games:
        gifts = of.cooperation
        ways = [of.measures[name].mean for name in ("always give", "never give", "discriminate")]
        table.add_row(
            of.game.title.en,
            f"{of.runs:,}",
            f"{100 * gifts.mean:.2f} %",
            f"{100 * gifts.error:.2f} %",
            f"{100 * gifts.spread:.2f} %",
            f"{100 * of.measures['good'].mean:.1f} %",
            " / ".join(f"{100 * way:.0f}" for way in ways) + " %",
        )
    return table

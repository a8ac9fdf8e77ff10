"""Speeds of a regime as a table of 80 columns for the terminal."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table

from glasscity.studies.bench.regime import Pace


def pace_table(paces: list[Pace]) -> Table:
    """One row per rate of candidate deeds."""
    first = paces[0]
    table = Table(
        title=(
            f"{first.regime}: {first.people:,} people, {first.windows} months, "
            f"{first.threads} threads"
        ),
        caption=(
            "Whole runs after compiling: people drawn, every window lived and settled, tallies "
            "made. Million person-months a second, and nanoseconds of each. c is candidate deeds "
            "per person-month; the first row is the catalogue's own, the others scale all its "
            "rates. The floor draws the blocks of chance that everybody and every candidate "
            "needs, reads and writes the row of each candidate's person, and does nothing else."
        ),
        width=80,
        box=SIMPLE_HEAD,
        padding=0,
        show_edge=False,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("c", justify="right")
    table.add_column("seconds (range)", justify="right", no_wrap=True)
    table.add_column("million/s", justify="right")
    table.add_column("ns each", justify="right")
    table.add_column("times the floor", justify="right")
    table.add_column("bytes a person", justify="right")
    for pace in paces:
        low, high = min(pace.seconds), max(pace.seconds)
        middle = pace.people * pace.windows / pace.person_months_per_second
        table.add_row(
            f"{pace.candidates_per_person_month:.3f}",
            f"{middle:.2f} ({low:.2f}-{high:.2f})",
            f"{pace.person_months_per_second / 1e6:.1f}",
            f"{1e9 / pace.person_months_per_second:.1f}",
            f"{pace.times_the_floor:.1f}",
            f"{pace.bytes_per_person:.1f}",
        )
    return table

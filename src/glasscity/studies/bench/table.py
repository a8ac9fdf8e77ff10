"""A bench as a table of 80 columns for the terminal."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from glasscity.studies.bench.result import Bench, Row


def _short(number: float) -> str:
    """Three digits, or a whole number."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _cells(bench: Bench, row: Row, quickest: Row) -> list[str]:
    speed, ratio = bench.speed(row), bench.ratio(quickest, row)
    if row.times is None or speed is None or ratio is None:
        return [row.name, str(row.threads), "-", "-", "-", "-", "-"]
    low, middle, high = (
        _short(1000 * s) for s in (row.times.least, row.times.median, row.times.most)
    )
    return [
        row.name,
        str(row.threads),
        f"{row.people:,}",
        f"{middle} ({low}-{high})",
        _short(speed / 1e6),
        f"{row.bytes_per_person:,.0f}",
        f"{_short(ratio)}x",
    ]


def table_of(bench: Bench) -> Table:
    """Speed, memory and ratio of every contender; what was not timed says why below."""
    quickest = max(bench.rows, key=lambda row: bench.speed(row) or 0.0)
    runs = max((row.times.runs for row in bench.rows if row.times), default=0)
    notes = "".join(f"\n{row.name}: {row.note}" for row in bench.rows if row.note)
    table = Table(
        title=f"Peer task P1, {bench.task.steps} steps; answers are compared before timing",
        caption=escape(f"Median (range) of {runs} interleaved runs. {bench.machine}.{notes}"),
        width=80,
        box=SIMPLE_HEAD,
        padding=0,
        show_edge=False,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("", no_wrap=True)
    table.add_column("cores", justify="right", no_wrap=True)
    table.add_column("people", justify="right", no_wrap=True)
    table.add_column("milliseconds", justify="right", no_wrap=True)
    table.add_column("million\nsteps/s", justify="right", no_wrap=True)
    table.add_column("bytes per\nperson", justify="right", no_wrap=True)
    table.add_column("slowdown", justify="right", no_wrap=True)
    for row in bench.rows:
        table.add_row(*_cells(bench, row, quickest))
    return table

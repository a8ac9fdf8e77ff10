"""``glasscity bench``: time the engine beside what one would use instead."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glasscity.cli.picture import check_picture, write_picture

if TYPE_CHECKING:
    from glasscity.studies.bench.regime import Pace


def bench(
    *,
    people: int = 3_650_000,
    threads: int | None = None,
    rounds: int = 10,
    chart: Path | None = None,
    json: bool = False,
) -> int:
    """Time task P1 in NumPy, Mesa and Glass City, then the full Suqian regime.

    All in one process and one order (A B A B), answers compared before anything is timed. Read
    the ratios: seconds belong to this machine and this hour. Mesa comes with the extra
    'bench'. Takes a few minutes. Exits with 0, or with 2 for bad numbers.

    Parameters
    ----------
    people
        Simulated adults of the full regime.
    threads
        Threads of Glass City; all processors if left out.
    rounds
        Timed runs of each contender at P1.
    chart
        Draw the cost of the regime over its rates into this file: .svg or .png.
    json
        Print the figures for machines on stdout.
    """
    from glasscity.cli.progress import ticks
    from glasscity.studies.bench import run_bench
    from glasscity.studies.bench.regime import time_regime
    from glasscity.studies.run import threads_here

    n = threads_here() if threads is None else threads
    try:
        check_picture(chart)
        with ticks("bench", json) as tick:
            peers = run_bench(threads=n, rounds=rounds, tick=tick)
            paces = time_regime("suqian-2018", people, n, tick)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if chart is not None:
        _draw(paces, chart)
    if json:
        _print_json(peers.as_json(), paces)
        return 0
    from rich.console import Console

    from glasscity.studies.bench.paces import pace_table
    from glasscity.studies.bench.table import table_of

    console = Console(width=80)
    console.print(table_of(peers))
    console.print()
    console.print(pace_table(paces))
    return 0


def _draw(paces: list[Pace], path: Path) -> None:
    from glasscity.charts.pace import Paced, pace_figure

    first = paces[0]
    months = first.people * first.windows
    points = [
        Paced(
            it.candidates_per_person_month,
            1e9 * min(it.seconds) / months,
            1e9 * min(it.floor_seconds) / months,
        )
        for it in paces
    ]
    what = f"{first.regime}, {first.people:,} people, {first.windows} months, {first.threads} cores"
    figure = pace_figure(points, what)
    write_picture(figure, path)


def _print_json(peers: dict[str, object], paces: list[Pace]) -> None:
    import json
    from dataclasses import asdict

    rows = [
        asdict(pace)
        | {
            "person_months_per_second": pace.person_months_per_second,
            "times_the_floor": pace.times_the_floor,
        }
        for pace in paces
    ]
    sys.stdout.write(json.dumps({**peers, "regime": rows}, indent=2) + "\n")

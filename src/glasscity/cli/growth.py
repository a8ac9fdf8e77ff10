"""``glasscity growth``: time and memory from a district to a country."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glasscity.cli.picture import check_picture, write_picture

if TYPE_CHECKING:
    from glasscity.studies.bench.growth import Size


def growth(
    name: str = "court-list-2013",
    /,
    *,
    population: str = "china-2020",
    upto: int = 1_112_784_302,
    years: float = 1.0,
    threads: int | None = None,
    chart: Path | None = None,
    json: bool = False,
) -> int:
    """Measure how time and memory grow with people, from 10,000 to a whole country.

    Each size is lived by itself, every person of it, in as many places as it takes. Memory is
    the most that all processes held together. All of China takes minutes. Exits with 0, or with
    2 for bad names or numbers.

    Parameters
    ----------
    name
        A regime or scenario of the catalogue, or a YAML file.
    population
        The population whose margins people have.
    upto
        The largest number of people; powers of ten from 10,000 on come before it.
    years
        Length of each run in years.
    threads
        Places lived at once; as many as processors if left out.
    chart
        Draw the growth into this file: .svg or .png.
    json
        Print the figures for machines on stdout.
    """
    from glasscity.documents.problem import DocumentError
    from glasscity.studies.bench.growth import grow
    from glasscity.studies.run import threads_here

    n = threads_here() if threads is None else threads
    try:
        check_picture(chart)
        sizes = grow(name, population, upto, years, n, _tick)
        if chart is not None:
            unit = "year" if years == 1.0 else "years"
            what = f"{name} on {population}, {years:g} {unit} each, {n} places at once"
            _draw(sizes, what, chart)
    except (DocumentError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; nothing was kept\n")
        return 3
    _tell(sizes, json)
    return 0


def _tick(size: Size) -> None:
    sys.stderr.write(f"{size.people:,} people: {size.seconds:,.1f} s\n")


def _draw(sizes: tuple[Size, ...], what: str, path: Path) -> None:
    from glasscity.charts.growth import Grown, growth_figure

    points = [Grown(it.people, it.places, it.seconds, it.peak_bytes) for it in sizes]
    figure = growth_figure(points, what)
    write_picture(figure, path)


def _tell(sizes: tuple[Size, ...], is_json: bool) -> None:
    if is_json:
        import json
        from dataclasses import asdict

        sys.stdout.write(json.dumps([asdict(it) for it in sizes], indent=2) + "\n")
        return
    head = f"{'people':>14}{'places':>8}{'seconds':>10}{'M person-months/s':>20}{'MB at most':>12}"
    sys.stdout.write(f"{head}  digest\n")
    for it in sizes:
        speed = it.person_months / it.seconds / 1e6
        sys.stdout.write(
            f"{it.people:>14,}{it.places:>8,}{it.seconds:>10,.1f}{speed:>20,.1f}"
            f"{it.peak_bytes / 1e6:>12,.0f}  {it.digest[:8]}\n"
        )

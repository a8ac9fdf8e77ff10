"""A chart that somebody asked for, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glasscity.charts.figure import Figure


def check_picture(path: Path | None) -> None:
    """Raise ValueError where a chart is asked for in a file that can hold none."""
    if path is not None and path.suffix not in (".svg", ".png"):
        raise ValueError(f"{path} is no picture; name a file that ends in .svg or .png")


def write_picture(figure: Figure, path: Path) -> None:
    """Write a figure as the file's name says, whole or not at all."""
    from glasscity.results.parts import write_whole

    write_whole(path, figure.svg().encode() if path.suffix == ".svg" else figure.png())

"""Words cut to the width of a screen or a slip, in cells: a Chinese character takes two."""

from __future__ import annotations

import io
import unicodedata

from rich.console import Console
from rich.text import Text

CLOSING = {"Po", "Pe", "Pf"}
"""Kinds of characters (Unicode) that do not begin a line."""


def wrapped(words: str, width: int) -> list[str]:
    """The words as lines of at most ``width`` cells, at least one."""
    console = Console(width=width, file=io.StringIO())
    lines = [piece.plain.rstrip() for piece in Text(words).wrap(console, width)] or [""]
    for place in range(1, len(lines)):
        line, before = lines[place], lines[place - 1]
        while len(before) > 1 and line and unicodedata.category(line[0]) in CLOSING:
            line, before = before[-1] + line, before[:-1]
        lines[place], lines[place - 1] = line, before
    return lines

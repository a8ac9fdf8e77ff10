"""A paper as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from glasscity.charts.figure import Table
from glasscity.studies.papers.contents import Paper, Part

WIDTH = 80
SPECIAL = str.maketrans({"|": "\\|", "<": "&lt;", "*": "\\*", "_": "\\_", "\n": " "})


def markdown_of(paper: Paper) -> str:
    """The whole paper."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield f"# {_safe(paper.title)}"
    yield ""
    yield f"**{_safe(paper.about)}** \u00b7 SYNTHETIC CITY: no line is about anyone who exists"
    for words in paper.opening:
        yield ""
        yield _filled(words)
    for part in paper.parts:
        yield from _part(part, 2)
    if paper.cites:
        yield from ("", "## Sources", "")
        for key, stated, where in paper.sources():
            yield _filled(f"{key}: {stated} {where}.", "- ")


def _part(part: Part, level: int) -> Iterator[str]:
    mark = f" ({part.mark})" if part.mark else ""
    yield ""
    yield f"{'#' * level} {_safe(part.heading)}{mark}"
    for words in part.said:
        yield ""
        yield _filled(words)
    if part.points:
        yield ""
        yield from (_filled(point, "- ") for point in part.points)
    for table in part.tables:
        yield ""
        yield from _table(table)
    for smaller in part.parts:
        yield from _part(smaller, level + 1)


def _table(table: Table) -> Iterator[str]:
    yield f"{_safe(table.caption)}:"
    yield ""
    yield f"| {' | '.join(map(_safe, table.header))} |"
    yield f"|{'---|' * len(table.header)}"
    for row in table.body:
        yield f"| {' | '.join(map(_safe, row))} |"


def _filled(words: str, first: str = "") -> str:
    """Words over lines of WIDTH; tables and headings stay on one."""
    return textwrap.fill(
        _safe(words),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _safe(words: str) -> str:
    return words.translate(SPECIAL)

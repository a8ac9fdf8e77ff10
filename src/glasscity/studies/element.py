"""Pieces of an HTML page, everything in them escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from glasscity.charts.figure import Figure, Table

SHORT = 12
"""Longer tables are folded (print unfolds them), longer row headings may break."""

_NUMERIC = re.compile(r"^[-+<>~ ]*[\d.,]+(e-?\d+)?( %)?( \(.*\))?$|^not estimable.*$")


def element(tag: str, *inside: str, **attributes: str) -> str:
    """An element around pieces of HTML; ``class_`` stands for class."""
    given = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>"


def text(tag: str, said: str, **attributes: str) -> str:
    """An element around text."""
    return element(tag, escape(said), **attributes)


def bullets(lines: Iterable[str]) -> str:
    """A list of lines of text."""
    return element("ul", *(text("li", line) for line in lines))


def _cell(said: str) -> str:
    return text("td", said, class_="number") if _NUMERIC.match(said) else text("td", said)


def _row_head(said: str) -> str:
    kind = "short" if len(said) <= SHORT else "long"
    return text("th", said, scope="row", class_=kind)


def table_element(table: Table) -> str:
    """A table with its caption and headings; numbers stand to the right, and so do their heads.

    The first column says what its line is about, and stands to the left.
    """
    numeric = [
        place > 0 and 2 * sum(bool(_NUMERIC.match(cell)) for cell in column) > len(column)
        for place, column in enumerate(zip(*table.body, strict=True))
    ] or [False] * len(table.header)
    heads = [
        text("th", head, scope="col", class_="number" if is_number else "word")
        for head, is_number in zip(table.header, numeric, strict=True)
    ]
    body = [
        element("tr", _row_head(line[0]), *(_cell(cell) for cell in line[1:]))
        for line in table.body
    ]
    inner = (
        text("caption", table.caption),
        element("thead", element("tr", *heads)),
        element("tbody", *body),
    )
    whole = element(
        "div",
        element("table", *inner),
        class_="scroll",
        role="region",
        tabindex="0",
        aria_label=table.caption,
    ).replace("aria_label=", "aria-label=", 1)
    if len(table.body) <= SHORT:
        return whole
    summary = text("summary", f"Table: {table.caption} ({len(table.body)} lines)")
    return element("details", summary, whole)


def drawing(figure: Figure) -> str:
    """The chart as SVG inside the page: no script, its ids its own, one text alternative."""
    svg = re.sub(r"<\?xml[^>]*>|<!DOCTYPE[^>]*>", "", figure.svg(titled=False))
    svg = re.sub(r'\s(aria-[a-z]+|role)="[^"]*"', "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{figure.name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{figure.name}-\1)", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', rf'href="#{figure.name}-\1"', svg)
    label = escape(figure.alternative)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def figure_section(figure: Figure) -> str:
    """A chart under its heading, with its text alternative, source line and tables."""
    return element(
        "section",
        text("h2", figure.title, id=f"{figure.name}-title"),
        element(
            "figure",
            drawing(figure),
            element("figcaption", text("p", figure.alternative), text("p", figure.source)),
        ),
        *(table_element(table) for table in figure.tables),
        id=figure.name,
    )

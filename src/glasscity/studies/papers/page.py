"""A paper as one self-contained HTML page, and for machines."""

from __future__ import annotations

from typing import Any

from glasscity.studies.element import bullets, element, table_element, text
from glasscity.studies.page import banner, html_page
from glasscity.studies.papers.contents import Paper, Part

SCHEMA_VERSION = 1


def page_of(paper: Paper) -> str:
    """The paper as one HTML document that needs nothing and nobody."""
    from glasscity import __version__

    end = f"Glass City {__version__}. SYNTHETIC: all who stand on this page are simulated."
    opening = (
        text("h1", f"{paper.title}: {paper.about}"),
        *(text("p", words) for words in paper.opening),
    )
    return html_page(
        f"SYNTHETIC CITY: {paper.title}",
        text("a", "Skip to the paper", href="#paper", class_="skip"),
        banner(),
        element("header", *opening),
        element("main", *(_part(part, 2) for part in paper.parts), *_sources(paper), id="paper"),
        element("footer", text("p", end)),
    )


def _part(part: Part, level: int) -> str:
    mark = f" \u00b7 {part.mark}" if part.mark else ""
    return element(
        "section",
        text(f"h{level}", f"{part.heading}{mark}"),
        *(text("p", words) for words in part.said),
        *((bullets(part.points),) if part.points else ()),
        *(table_element(table) for table in part.tables),
        *(_part(smaller, level + 1) for smaller in part.parts),
    )


def _sources(paper: Paper) -> tuple[str, ...]:
    if not paper.cites:
        return ()
    lines = [f"{key}: {stated} {where}." for key, stated, where in paper.sources()]
    return (element("section", text("h2", "Sources"), bullets(lines)),)


def machine_paper(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON."""
    return {
        "schema_version": SCHEMA_VERSION,
        "synthetic": True,
        "paper": paper.kind,
        "title": paper.title,
        "about": paper.about,
        "opening": paper.opening,
        "parts": [_machine(part) for part in paper.parts],
        "sources": [
            {"key": key, "states": stated, "published": where}
            for key, stated, where in paper.sources()
        ],
    }


def _machine(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "status": part.mark or None,
        "said": part.said,
        "points": part.points,
        "tables": [
            {"caption": it.caption, "header": it.header, "rows": it.body} for it in part.tables
        ],
        "parts": [_machine(smaller) for smaller in part.parts],
    }

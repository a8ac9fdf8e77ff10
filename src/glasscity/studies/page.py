"""What every HTML page has: its head, its style, and the banner that says that nobody exists."""

from __future__ import annotations

from importlib import resources

from glasscity.studies.element import element, text

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A page holds no script and loads nothing from anywhere."""


def banner() -> str:
    """The line above everything."""
    words = element("strong", "SYNTHETIC CITY")
    said = " \u00b7 no line of this page is about anyone who exists"
    return element("div", words, said, class_="banner", role="note")


def html_page(title: str, *body: str) -> str:
    """One self-contained HTML document of pieces of HTML."""
    style = resources.files("glasscity.studies").joinpath("report.css").read_text("utf-8")
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        text("title", title),
        element("style", style),
    )
    html = element("html", element("head", *head), element("body", *body), lang="en")
    return f"<!doctype html>\n{html}\n"

"""A life as a slip to print, 80 mm wide: one file that needs nothing, marked on every row."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from glasscity.documents.telling import Language
from glasscity.studies.element import element, text
from glasscity.studies.life import Life
from glasscity.studies.life_sheet import (
    Cells,
    cells,
    closing,
    compared,
    notes,
    opening,
    person,
)
from glasscity.studies.life_words import SYNTHETIC, phrases, say, spoken
from glasscity.studies.life_wrap import wrapped

COLUMNS = 42
"""Characters across a slip of plain text."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
* { box-sizing: border-box; }
html { font: 8.5pt/1.35 Arial, "Liberation Sans", "Noto Sans CJK SC", sans-serif;
  color: #000; background: #fff; }
body { width: 80mm; margin: 0 auto; padding: 3mm; overflow-wrap: anywhere; }
h1 { font-size: 12pt; margin: 0 0 1mm; }
h2 { font-size: 9.5pt; margin: 4mm 0 1mm; padding-top: 1mm; border-top: 1px solid #000; }
.banner { font-weight: bold; margin: 0 0 2mm; }
ol { list-style: none; margin: 0; padding: 0; }
li { padding: .8mm 0; border-bottom: 1px dotted #777; break-inside: avoid; }
li p { margin: 0; }
.top { display: flex; gap: 2mm; align-items: baseline; font-size: 7.5pt; }
.mark { font-size: 7pt; letter-spacing: .08em; font-weight: bold; white-space: nowrap; }
.standing { margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; }
.quiet { font-size: 7.5pt; color: #333; }
.wrong { font-weight: bold; }
footer p { font-size: 7.5pt; margin: 1.5mm 0 0; }
@page { size: 80mm 297mm; margin: 4mm 0; }
@media print { body { padding: 0 3mm; } h2 { break-after: avoid; } }
"""
ENDINGS = (".html", ".htm", ".txt")


def write_slip(path: Path, life: Life, language: Language) -> None:
    """Write the slip of a life: HTML, or plain text where the name ends in .txt.

    The file appears whole or not at all. Raises ValueError for another ending, and where it
    cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path} - is no name of a slip - let it end in .html or .txt")
    page = text_slip(life, language) if ending == ".txt" else html_slip(life, language)
    try:
        _replace(path, page)
    except OSError as error:
        raise ValueError(
            f"{path} - cannot be written ({error.strerror or error}) - "
            "name a file in a folder you may write to"
        ) from error


def _replace(path: Path, page: str) -> None:
    number, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(page)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _mark() -> str:
    return text("span", SYNTHETIC, class_="mark")


def _row(*inside: str) -> str:
    return element("li", *inside)


def _rows(lines: Iterable[str]) -> str:
    """A list of sentences about the person, each marked."""
    return element("ol", *(_row(element("p", _mark(), f" {escape(line)}")) for line in lines))


def _meta(told: Cells, language: Language) -> str:
    knew = spoken(say("slip-knew", knew=told.knew), language)
    if not told.truth:
        return knew
    return f"{spoken(say('slip-row', record=told.truth), language)} \u00b7 {knew}"


def _line(told: Cells, language: Language, *, is_wrong: bool) -> str:
    standing = text("span", f"{told.score} {told.band}".strip(), class_="standing")
    date = text("time", told.date, datetime=told.date)
    top = element("div", _mark(), date, standing, class_="top")
    words = text("p", told.words, class_="wrong" if is_wrong else "words")
    return _row(top, words, text("p", _meta(told, language), class_="quiet"))


def _compared(life: Life, language: Language) -> list[str]:
    average = spoken(phrases()["average"], language)
    rows = [[spoken(cell, language) for cell in row] for row in compared(life)]
    return [f"{label}: {mine} ({average} {of_all})" for label, mine, of_all in rows]


def html_slip(life: Life, language: Language) -> str:
    """The slip as one HTML document without script, loading nothing."""

    def word(key: str) -> str:
        return spoken(phrases()[key], language)

    who, *facts = (spoken(title, language) for title in opening(life))
    lines = [
        _line(cells(life, line, language), language, is_wrong=line.is_true is False)
        for line in life.lines
    ]
    body = (
        element(
            "header",
            text("h1", word("slip")),
            text("p", word("banner"), class_="banner"),
            _rows([who, *facts]),
        ),
        element(
            "main",
            text("h2", word("life")),
            element("ol", *lines) if lines else _rows([word("nothing")]),
            text("h2", word("end")),
            _rows(spoken(title, language) for title in closing(life)),
            text("h2", word("compared")),
            _rows(_compared(life, language)),
        ),
        element("footer", *(text("p", spoken(title, language)) for title in notes(life))),
    )
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        text("title", f"{SYNTHETIC}: {spoken(person(life), language)}"),
        element("style", STYLE),
    )
    tag = language.replace("_", "-")
    html = element("html", element("head", *head), element("body", *body), lang=tag)
    return f"<!doctype html>\n{html}\n"


def text_slip(life: Life, language: Language) -> str:
    """The slip as plain text, COLUMNS wide, every line about the person marked."""
    room = COLUMNS - len(SYNTHETIC) - 1

    def marked(titles: Iterable[str]) -> list[str]:
        lines = [line for words in titles for line in wrapped(words, room)]
        return [f"{SYNTHETIC} {line}".rstrip() for line in lines]

    def word(key: str) -> str:
        return spoken(phrases()[key], language)

    page = [*wrapped(word("slip"), COLUMNS), *wrapped(word("banner"), COLUMNS)]
    page += marked(spoken(title, language) for title in opening(life))
    page += ["", word("life")]
    for line in life.lines:
        told = cells(life, line, language)
        page += marked([f"{told.date}  {told.score} {told.band}".rstrip(), told.words])
        page += marked([_meta(told, language), ""])
    page += marked([word("nothing")]) if not life.lines else []
    page += ["", word("end"), *marked(spoken(title, language) for title in closing(life))]
    page += ["", *wrapped(word("compared"), COLUMNS), *marked(_compared(life, language)), ""]
    for title in notes(life):
        page += wrapped(spoken(title, language), COLUMNS)
    return "\n".join(page) + "\n"

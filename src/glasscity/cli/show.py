"""``glasscity show``: a rule set in plain words, with the evidence of each number."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from glasscity.documents.resolve import Examined
    from glasscity.documents.telling import Row, Section


def show(
    name: str,
    /,
    *,
    resolved: bool = False,
    sources: bool = False,
    verbatim: bool = False,
    json: bool = False,
    lang: Literal["en", "nl", "zh_Hans"] = "en",
) -> int:
    """Tell a rule set in plain words: what it says, and where each number comes from.

    Exits with 0, or with 2 if a document has problems.

    Parameters
    ----------
    name
        A name of the catalogue, or a YAML file: a regime, scenario, population or conduct.
    resolved
        Print the document as JSON with every default filled in. It is itself a document; of a
        scenario it is the regime that comes of its changes.
    sources
        Print the references that are cited, and everything that is assumed.
    verbatim
        Print the file itself with its comments, to be copied and changed.
    json
        Print a summary for machines.
    lang
        Language of the titles.
    """
    from pathlib import Path

    from glasscity.documents import shelf
    from glasscity.documents.problem import DocumentError
    from glasscity.documents.resolve import examine

    try:
        examined = examine(shelf.any_of(Path(name)))
    except DocumentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if verbatim:
        sys.stdout.write(shelf.any_of(Path(name)).read_text(encoding="utf-8"))
    elif json or resolved:
        _print_json(examined, resolved=resolved)
    elif sources:
        _print_sources(examined)
    else:
        _print_words(examined, lang)
    return 0


def _print_json(examined: Examined, *, resolved: bool) -> None:
    import json

    from glasscity.documents.digest import resolved as resolve
    from glasscity.documents.summary import summary_of

    model = examined.city.regime if examined.city is not None else examined.model
    content = resolve(model) if resolved else summary_of(examined)
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _print_sources(examined: Examined) -> None:
    from glasscity.documents.plain_sources import tell_assumptions, tell_citations

    _print([tell_citations(examined), tell_assumptions(examined)])


def _print_words(examined: Examined, lang: Literal["en", "nl", "zh_Hans"]) -> None:
    from glasscity.documents.plain import tell
    from glasscity.documents.plain_sources import tell_evidence, tell_tests
    from glasscity.documents.regime import Regime
    from glasscity.documents.sourced import tally
    from glasscity.studies.kinder import tell_labels

    first, *rest = tell(examined, lang)
    kinder = tell_labels(examined.model) if isinstance(examined.model, Regime) else None
    tests = tell_tests(examined)
    evidence = [tell_evidence(examined)] if tally(*(it for _, it in examined.parts)).total else []
    known = [*evidence, *([tests] if tests else [])]
    _print([first, *known, *rest, *([kinder] if kinder else [])])


def _print(sections: list[Section]) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for section in sections:
        console.print()
        console.print(section.heading, style="bold underline")
        for block in section.blocks:
            console.print()
            if block.heading:
                console.print(block.heading, style="bold")
            for words in block.words:
                console.print(words)
            for row in block.rows:
                _print_row(console, row)
    console.print()


def _print_row(console: Console, row: Row) -> None:
    """One line: label, value, what it rests on and could be; the reason below, indented."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    indent = 2 + len(row.label) - len(row.label.lstrip())
    label = Padding(Text(row.label.lstrip()), (0, 0, 0, indent))
    line = Table(box=None, show_header=False, padding=0, pad_edge=False, expand=True)
    line.add_column(width=30, overflow="fold")
    line.add_column(width=16, justify="right", overflow="fold")
    line.add_column(width=2)
    line.add_column(ratio=1, overflow="fold")
    tail = "; ".join(part for part in (row.basis, row.others) if part)
    line.add_row(label, Text(row.value), "", Text(tail))
    console.print(line)
    if row.reason:
        console.print(Padding(Text(row.reason, style="dim"), (0, 2, 0, 6)))

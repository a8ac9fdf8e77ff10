"""What pages and records say of the catalogue, made from it: ``python -m catalogue.pages`` renews.

A new finding is written without an explanation: the tests ask for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glasscity.documents import shelf
from glasscity.documents.tested import COLUMNS, SAYS_NOTHING, every_trial
from glasscity.studies.catalogue import Entry, entries
from glasscity.studies.lint import lint
from glasscity.studies.lint.recorded import COMES_OF, Recorded, as_csv, every_record, renewed
from glasscity.vocabulary.kept import path_of

DOCS = Path(__file__).parents[2] / "docs"
HOW_RENEWED = "out of date: run 'make record' and read what changed"


def between(page: str, mark: str, text: str) -> str:
    """The page with ``text`` between the two comments that bear the mark."""
    part = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->\n)", re.S)
    assert len(part.findall(page)) == 1, mark
    return part.sub(lambda found: found.group(1) + text + found.group(2), page)


def _lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def regimes_table(found: list[Entry]) -> str:
    """One row for each regime."""
    head = "| regime | status | place | conduct | sourced | with conduct and place | tested |"
    rows = [
        f"| `{it.name}` | {it.status} | {it.population} | {it.conduct} "
        f"| {it.numbers.sourced} of {it.numbers.total} | {100 * it.all_numbers.share:.0f} % "
        f"| {', '.join(it.tests)} |"
        for it in found
    ]
    return _lines(head, "|---|---|---|---|---|---|---|", *rows)


def tests_table() -> str:
    """What each regime's evidence rests on, by column."""
    rows = [
        f"| {column} | `{it.regime}` | {it.rests_on} | {it.says} |"
        for column in COLUMNS
        for it in every_trial()
        if it.column == column
    ]
    empty = [column for column in COLUMNS if not any(t.column == column for t in every_trial())]
    meant = [f"- *{column}*: {meaning}" for column, meaning in COLUMNS.items()]
    none = [f"No regime is {' or '.join(empty)} yet. {SAYS_NOTHING}" if empty else SAYS_NOTHING]
    head = ["| | regime | rests on | what |", "|---|---|---|---|"]
    return _lines(*meant, "", *none, "", *head, *rows)


def findings_table() -> str:
    """What 'glasscity lint' finds in the catalogue, with what it comes of and why it stands."""
    head = ["| regime | finding | comes of | why it stands |", "|---|---|---|---|"]
    rows = [
        f"| `{it.regime}` | {'**' * (it.severity == 'question')}{it.rule}"
        f"{'**' * (it.severity == 'question')} | {it.comes_of} | {it.explained} |"
        for it in every_record()
    ]
    return _lines(*head, *rows)


def comes_of() -> str:
    """What the third column may say."""
    return _lines(*(f"- *{word}*: {meaning}" for word, meaning in COMES_OF.items()))


def findings_now() -> Iterator[Recorded]:
    """The record as it should be."""
    for name in shelf.names("regime"):
        yield from renewed(name, lint(name).findings)


def catalogue_page(page: str, found: list[Entry]) -> str:
    """docs/catalogue.md as it should be."""
    return between(between(page, "regimes", regimes_table(found)), "tests", tests_table())


def lint_page(page: str) -> str:
    """docs/lint.md as it should be."""
    return between(page, "findings", comes_of() + "\n" + findings_table())


def main() -> None:
    """Write the record and both pages anew."""
    path_of("findings").write_text(as_csv(findings_now()), "utf-8")
    every_record.cache_clear()
    for name, made in (
        ("catalogue.md", lambda page: catalogue_page(page, list(entries()))),
        ("lint.md", lint_page),
    ):
        path = DOCS / name
        path.write_text(made(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()

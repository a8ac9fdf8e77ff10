"""The table of a validation: for a terminal of 80 columns, and as a page of the manual."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oracles.targets import TARGETS
from oracles.validation import Row

WIDE = 29
"""Columns for the words of a row on a terminal."""
HEAD = f"{'target':6} {'':{WIDE}} {'expected':>12} {'got':>12} {'se':>9} verdict"
PAGE_HEAD = "| target | check | expected | got | se | verdict |"


@dataclass(frozen=True)
class Checked:
    """The rows of one test, named by its id without the file."""

    test: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Session:
    """Everything a validation found. ``sabotages`` are rejected deliberate errors, by target."""

    command: str
    seed: int
    seconds: float
    versions: str
    checked: tuple[Checked, ...]
    sabotages: dict[str, int]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(row for checked in self.checked for row in checked.rows)

    def targets(self) -> tuple[str, ...]:
        """The targets that have a row, in the order of the list of targets."""
        named = {row.target for row in self.rows}
        return tuple(name for name in TARGETS if name in named)

    def facts(self) -> str:
        """Seed, time, size and versions in one sentence."""
        failed = sum(not row.agrees for row in self.rows)
        found = "nothing failed" if not failed else f"{failed} FAILED"
        return (
            f"Seed {self.seed}, {self.seconds:.0f} seconds, {len(self.rows)} rows over "
            f"{len(self.targets())} targets, {found}; {sum(self.sabotages.values())} deliberate "
            f"errors rejected. {self.versions}."
        )


def numbers(row: Row) -> tuple[str, str, str]:
    """Expected, got and standard error as they are printed."""
    digits = 6 if row.error > 0.0 else 9
    error = f"{row.error:.2g}" if row.error > 0.0 else "exact"
    if math.isnan(row.got):
        error = "-"
    return f"{row.expected:.{digits}g}", f"{row.got:.{digits}g}", error


def _by_target(session: Session) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
    """Target, test and rows, target by target."""
    for target in session.targets():
        for checked in session.checked:
            rows = tuple(row for row in checked.rows if row.target == target)
            if rows:
                yield target, checked.test, rows


def _summary(session: Session) -> Iterator[tuple[str, str, str, int, float, int, str]]:
    for target in session.targets():
        rows = [row for row in session.rows if row.target == target]
        verdict = "ok" if all(row.agrees for row in rows) else "FAIL"
        about = TARGETS[target]
        worst = max(row.distance for row in rows)
        rejected = session.sabotages.get(target, 0)
        yield target, about.title, about.home, len(rows), worst, rejected, verdict


def lines(session: Session) -> Iterator[str]:
    """The table for a terminal."""
    yield HEAD
    for target, test, rows in _by_target(session):
        yield from textwrap.wrap(test, 78, initial_indent="  ", subsequent_indent="    ")
        for row in rows:
            what = textwrap.wrap(row.what, WIDE) or [""]
            expected, got, error = numbers(row)
            figures = f"{expected:>12} {got:>12} {error:>9} {row.verdict}"
            yield f"{target:6} {what[0]:{WIDE}} {figures}"
            yield from (f"{'':6} {rest}" for rest in what[1:])
    yield ""
    yield f"{'target':6} {'home':13} {'rows':>5} {'worst':>6} {'sabotages':>9} {'verdict':7} about"
    for target, title, home, count, worst, rejected, verdict in _summary(session):
        about = textwrap.shorten(title, 27, placeholder="...")
        shown = f"{target:6} {home:13} {count:5} {worst:5.1f}z {rejected:9} {verdict:7} {about}"
        yield shown.rstrip()
    yield ""
    yield from textwrap.wrap(session.facts(), 80)


READING = (
    "Each row compares a run with an exact result or a published model that nobody of this "
    "project wrote. It is `ok` if what was got lies within four standard errors of what was "
    "expected, and the standard error is small enough to matter: 1 % of the number, or 0.003 of "
    "a share. Published simulations may be 0.01 further off (T4), laws of groups without end "
    "0.005 (A11). A row without a standard error (`exact`) agrees to 1e-9, or to the digits that "
    "its source prints. `worst` is the largest distance in standard errors. A *sabotage* is a "
    "deliberate error in the tables, the law or the settlement under which a check of the target "
    "was seen to fail in the same session. *Home*: the window engine runs the documents of a "
    "city; a study kernel is a model of its own with the same chance function; measures are "
    "functions of tables, held against published tables and other people's code."
)


def page(session: Session) -> str:
    """The page of the manual."""
    made = f"Generated by `{session.command}`; not to be edited by hand. {session.facts()}"
    head = "\n\n".join(
        ["# Validation", *("\n".join(textwrap.wrap(words, 120)) for words in (made, READING)), ""]
    )
    head += "## Targets\n\n| target | about | home | rows | worst | sabotages | verdict |\n"
    head += "|---|---|---|---:|---:|---:|---|\n"
    parts = [head]
    for target, title, home, count, worst, rejected, verdict in _summary(session):
        parts.append(
            f"| {target} | {title} | {home} | {count} | {worst:.1f} | {rejected} | {verdict} |\n"
        )
    parts.append(f"\n## Rows\n\n{PAGE_HEAD}\n|---|---|---:|---:|---:|---|\n")
    for target, test, rows in _by_target(session):
        for row in rows:
            case = re.search(r"\[(.*)\]$", test, re.DOTALL)
            what = _cell(f"{row.what} ({case[1]})" if case else row.what)
            parts.append(f"| {target} | {what} | {' | '.join(numbers(row))} | {row.verdict} |\n")
    return "".join(parts)


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "/").split())


def write(path: Path, session: Session) -> None:
    """Write the page: whole, or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(page(session), encoding="utf-8")
    part.replace(path)


def read(text: str) -> list[tuple[str, str, float, float, str, str]]:
    """The rows of a page: target, check, expected, got, se, verdict. Raises ValueError."""
    if PAGE_HEAD not in text:
        raise ValueError("no table of rows")
    found = []
    for line in text.split(PAGE_HEAD)[1].strip().splitlines()[1:]:
        target, check, expected, got, error, verdict = line.strip("| \n").split(" | ")
        found.append((target, check, float(expected), float(got), error, verdict))
    return found


def targets_of(text: str) -> dict[str, str]:
    """The verdict of each target in the first table of a page."""
    table = text.split("## Targets")[1].split("## Rows")[0]
    rows: Sequence[list[str]] = [
        line.strip("| \n").split(" | ") for line in table.splitlines() if line.startswith("| ")
    ]
    return {row[0]: row[-1] for row in rows[1:]}

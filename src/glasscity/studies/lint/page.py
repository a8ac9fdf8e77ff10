"""Findings in the terminal, and for machines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasscity.studies.lint import Lint
from glasscity.studies.lint.finding import Finding

SCHEMA_VERSION = 1
FOOTER = (
    "A finding is a question about the rules as written, for a person to answer. No finding does "
    "not mean that the rules are sound or lawful: only what is listed in the documentation was "
    "looked for."
)


def machine_lint(found: Lint) -> dict[str, Any]:
    """What was found as plain JSON."""
    return {
        "schema_version": SCHEMA_VERSION,
        "name": found.name,
        "questions": found.questions,
        "findings": [vars(it) for it in found.findings],
        "sourced": [
            {
                "part": it.part,
                "numbers": it.total,
                "sourced": it.sourced,
                "assumed_with_range": it.ranged,
                "assumed_without_range": it.bare,
                "share": round(it.share, 4),
            }
            for it in found.shares
        ],
        "note": FOOTER,
    }


def print_lint(found: Lint) -> None:
    """Print what was found, questions first."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.print()
    console.print(found.title, style="bold underline")
    for severity, heading in (("question", "Questions"), ("note", "Notes")):
        rows = [it for it in found.findings if it.severity == severity]
        console.print()
        console.print(f"{heading}: {len(rows) or 'none'}", style="bold")
        for it in rows:
            console.print()
            console.print(_told(it))
    console.print()
    console.print("Sourced numbers", style="bold")
    console.print(_shares(found))
    console.print()
    console.print(FOOTER, style="dim")
    console.print()


def _told(it: Finding) -> Group:
    place = f"{Path(it.file).name}:{it.line}" if it.line else it.path
    head = Text.assemble((it.rule, "bold"), (f"  {place}  {it.path if it.line else ''}", "dim"))
    rows = (("", it.what), ("why: ", it.why), ("mend: ", it.mend))
    lines = [Padding(Text.assemble((label, "dim"), said), (0, 0, 0, 4)) for label, said in rows]
    return Group(Padding(head, (0, 0, 0, 2)), *lines)


def _shares(found: Lint) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("")
    for name in ("numbers", "sourced", "range only", "neither", "share sourced"):
        table.add_column(name, justify="right")
    for it in found.shares:
        cells = (it.total, it.sourced, it.ranged, it.bare)
        table.add_row("  " + it.part, *(f"{n:,}" for n in cells), f"{100 * it.share:.0f} %")
    return table

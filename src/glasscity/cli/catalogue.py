"""``glasscity catalogue``: every rule set, how far it is sourced and how far it is tested."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glasscity.studies.catalogue import Entry

SCHEMA_VERSION = 1
SHORT = {"verified": "ver", "calibrated": "cal", "validated": "val"}
"""What the list calls them."""
FOOTER = (
    "sourced: numbers of the rules that cite a reference; the others are assumed, with a "
    "reason. all: the same with conduct and population. asks: questions and notes of "
    "'glasscity lint'. None of these is the system whose name it bears."
)


def catalogue(*, json: bool = False) -> int:
    """List the rule sets of the catalogue: status, sourced numbers, tests.

    'glasscity show NAME' tells one of them. Exits with 0.

    Parameters
    ----------
    json
        Print the list for machines.
    """
    from glasscity.studies.catalogue import entries, machine_entry

    found = list(entries())
    if json:
        from json import dumps

        rows = [machine_entry(entry) for entry in found]
        told = {"schema_version": SCHEMA_VERSION, "regimes": rows}
        sys.stdout.write(dumps(told, indent=2, ensure_ascii=False) + "\n")
    else:
        _print(found)
    return 0


def _print(found: Sequence[Entry]) -> None:
    from rich.console import Console
    from rich.table import Table

    from glasscity.documents.tested import COLUMNS, SAYS_NOTHING

    table = Table(box=None, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for name in ("regime", "status"):
        table.add_column(name, no_wrap=True)
    for name in ("sourced", "all", "asks"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("tested", no_wrap=True)
    for entry in found:
        table.add_row(
            entry.name,
            entry.status,
            f"{entry.numbers.sourced} of {entry.numbers.total}",
            f"{100 * entry.all_numbers.share:.0f} %",
            f"{entry.questions}+{entry.notes}",
            " ".join(SHORT.get(column, column) for column in entry.tests),
        )
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table)
    console.print()
    console.print(FOOTER, style="dim")
    for column, meaning in COLUMNS.items():
        short = f" ({SHORT[column]})" if column in SHORT else ""
        console.print(f"{column}{short}: {meaning}.", style="dim")
    console.print(SAYS_NOTHING, style="dim")

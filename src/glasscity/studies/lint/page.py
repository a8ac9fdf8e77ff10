"""Findings in the terminal, and for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasscity.documents.shelf import is_path
from glasscity.studies.lint import Lint
from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.recorded import Recorded, recorded
from glasscity.studies.lint.streams import CASES, Case
from glasscity.studies.lint.times import Stay, Times
from glasscity.studies.lint.wording import span

SCHEMA_VERSION = 1
SHORT: dict[Case, str] = {"prone": "prone", "giving": "giving", "blameless": "no deed"}
"""Headings of others than the average."""
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
        "times": [_machine_times(it) for it in found.times],
        "lists": [
            {"list": it.listing, "years_until_listed": _finite(it.by_case), "taken": it.assumed}
            for it in found.listed
        ],
        "note": FOOTER,
    }


def _finite(by_case: Mapping[Case, float]) -> dict[str, float | None]:
    """The same with null where there is no end."""
    return {name: value if math.isfinite(value) else None for name, value in by_case.items()}


def _machine_times(times: Times) -> dict[str, Any]:
    return {
        "ledger": times.ledger,
        "opens_in": times.home,
        "not_told_because": times.why_not,
        "taken": times.assumed,
        "share_of_all_people": dict(times.everybody) or None,
        "persons": {
            case: [
                {
                    "band": stay.band,
                    "share_of_time": stay.share,
                    "comings_a_year": stay.entries,
                    "years_of_a_stay": stay.stays,
                    "years_until_first": _or_null(stay.first),
                    "years_until_back": _or_null(stay.back),
                }
                for stay in stays
            ]
            for case, stays in times.by_case.items()
        },
    }


def _or_null(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def print_lint(found: Lint) -> None:
    """Print what was found, questions first."""
    console = Console(highlight=False, markup=False, emoji=False)
    known = {} if is_path(found.name) else recorded(found.name)
    console.print()
    console.print(found.title, style="bold underline")
    for severity, heading in (("question", "Questions"), ("note", "Notes")):
        rows = [it for it in found.findings if it.severity == severity]
        console.print()
        console.print(f"{heading}: {len(rows) or 'none'}", style="bold")
        for it in rows:
            console.print()
            console.print(_told(it, known.get((it.rule, it.path))))
    console.print()
    _print_times(console, found)
    console.print("Sourced numbers", style="bold")
    console.print(_shares(found))
    console.print()
    console.print(FOOTER, style="dim")
    console.print()


def _told(it: Finding, known: Recorded | None) -> Group:
    place = f"{Path(it.file).name}:{it.line}" if it.line else it.path
    head = Text.assemble((it.rule, "bold"), (f"  {place}  {it.path if it.line else ''}", "dim"))
    rows = [("", it.what), ("why: ", it.why), ("mend: ", it.mend)]
    rows += [("here: ", f"{known.explained}.")] if known is not None else []
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


def _print_times(console: Console, found: Lint) -> None:
    for times in found.times:
        console.print(f"Time in the bands of '{times.ledger}'", style="bold")
        if times.why_not:
            console.print(f"  Not told: {times.why_not}.")
        else:
            console.print(_stays(times))
            console.print(Padding(Text(_taken(times), style="dim"), (0, 0, 0, 2)))
        console.print()
    for row in found.listed:
        console.print(f"Years until on list '{row.listing}'", style="bold")
        for case, value in row.by_case.items():
            console.print(f"  {CASES[case]}: {span(value)}")
        console.print(Padding(Text(f"Taken as given: {row.assumed}.", style="dim"), (0, 0, 0, 2)))
        console.print()


def _taken(times: Times) -> str:
    others = "; ".join(f"{SHORT[p]}: {words}" for p, words in CASES.items() if p in SHORT)
    people = "of all people, the share in the band at one time; " if times.everybody else ""
    first = "; first: from the opening on; back: from then to where one opened" if any(
        stay.first is not None for stay in times.by_case["average"]
    ) else ""  # fmt: skip
    return (
        f"In the long run: {people}an average person's share of time, years from one coming "
        f"to the next, and length of a stay{first}; then how often others come. {others}, of whom "
        f"all harmful records are wrong. Taken as given: {'; '.join(times.assumed)}."
    )


def _stays(times: Times) -> Table:
    has_first = any(stay.first is not None for stay in times.by_case["average"])
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("  band")
    names = ["people"] if times.everybody else []
    names += [
        "time",
        "once in",
        "stays",
        *(["first", "back"] if has_first else []),
        *SHORT.values(),
    ]
    for name in names:
        table.add_column(name, justify="right")
    for place, stay in enumerate(times.by_case["average"]):
        cells = [_percent(times.everybody[stay.band])] if times.everybody else []
        cells += [_percent(stay.share), _every(stay), span(stay.stays)]
        cells += [span(stay.first), span(stay.back)] if has_first else []
        cells += [_every(times.by_case[case][place]) for case in SHORT]
        table.add_row(f"  {stay.band}", *cells)
    return table


def _every(stay: Stay) -> str:
    """Years from one coming to the next; a band that is never left is come into once at most."""
    return "for good" if stay.share and stay.entries == 0.0 else span(stay.every)


def _percent(share: float | None) -> str:
    if share is None:
        return "\u2013"
    return f"{100 * share:.1f} %" if share >= 0.0005 else "<0.1 %" if share > 0.0 else "0"

"""Settled claims in words: what the record says, and apart from it what a run adds."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid

from glasscity.documents.claim import Claim
from glasscity.measures.wording import number, percent
from glasscity.studies.claims import Answers, Settled
from glasscity.studies.claims.finding import Aside, Finding, Table

SHARES = ("share", "chance")
"""Units of numbers that are told as percentages."""
NOTE = (
    "Two verdicts, never merged: what the record says of the claim, and what running rules on "
    "people who do not exist adds to it. A rule that was typed in proves nothing."
)


def amount(value: float, unit: str) -> str:
    """A number with its unit; shares as percentages."""
    if unit in SHARES:
        return percent(value)
    return f"{number(value)} {unit}".rstrip()


def record_words(claim: Claim) -> str:
    """The verdict of the record, with its roots where it has any."""
    found = claim.evidence
    if found.verdict == "opinion":
        return "slogan or opinion"
    roots = f"{found.roots} root{'' if found.roots == 1 else 's'}"
    return f"{found.verdict} ({roots})" if found.roots else found.verdict


def number_words(finding: Finding) -> str:
    """The number with its interval, and whether its verdict is the same at both ends."""
    if finding.number is None:
        return "none"
    if finding.interval is None:
        return amount(finding.number, finding.unit)
    bare = "share" if finding.unit in SHARES else ""
    said, low, high = (amount(it, bare) for it in (finding.number, *finding.interval))
    turns = "; the verdict turns within this" if finding.holds is False else ""
    unit = "" if bare else f" {finding.unit}"
    return f"{said} ({low} to {high}{turns}){unit}".rstrip()


def aside_words(aside: Aside, unit: str) -> str:
    """A number beside the other, how it came about, and the verdict it would give."""
    if aside.value is None:
        return f"none: {aside.how}"
    verdict = f" ({aside.verdict})" if aside.verdict else ""
    return f"{amount(aside.value, unit)}{verdict}: {aside.how}"


def beside_words(finding: Finding) -> list[tuple[str, str]]:
    """The numbers beside it under their names; why there are none where nothing is settled."""
    asides = {
        "by hand": finding.envelope,
        "placebo": finding.placebo,
        "without": finding.without,
    }
    if finding.why is not None and not any(it.is_there for it in asides.values()):
        return [("beside it", f"none: {finding.why}")]
    return [(name, aside_words(aside, finding.unit)) for name, aside in asides.items()]


def people_words(finding: Finding, asked: int) -> str:
    """How many people its worlds had, where these are not as many as were asked for."""
    if finding.sizes is None or set(finding.sizes) == {asked}:
        return ""
    fewest, most = finding.sizes
    many = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
    return f"{many} in a world of this claim, where {asked:,} were asked for"


def print_claims(answers: Answers) -> None:
    """Print each claim with its two verdicts, then all in one table."""
    console = Console(highlight=False, markup=False, emoji=False)
    for it in answers.settled:
        _print(console, it, answers.people)
    if len(answers.settled) > 1:
        console.print()
        console.print(_overview(answers))
    console.print()
    console.print(f"{NOTE} Again: {answers.command}", style="dim")
    console.print()


def _print(console: Console, it: Settled, people: int) -> None:
    claim, finding = it.claim, it.finding
    roots = f"{claim.roots} root{'' if claim.roots == 1 else 's'}"
    console.print()
    console.print(f"{claim.id}  {', '.join(claim.sources)} ({roots})", style="bold underline")
    console.print(claim.said.en)
    facts = f" [{', '.join(claim.evidence.facts)}]" if claim.evidence.facts else ""
    rows = [
        ("record", f"{record_words(claim)}: {claim.evidence.says}{facts}"),
        ("model", f"{finding.verdict}: {finding.sentence}"),
        ("number", number_words(finding)),
        ("leans on", finding.leans_on),
    ]
    rows += beside_words(finding)
    if unlike := people_words(finding, people):
        rows.append(("people", unlike))
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(width=9, style="bold")
    grid.add_column(ratio=1)
    for name, words in rows:
        grid.add_row(name, words)
    console.print(Padding(grid, (0, 0, 0, 2)))
    for table in finding.tables:
        console.print(Padding(table.title, (1, 0, 0, 2)), style="bold")
        console.print(Padding(_grid(table), (0, 0, 0, 2)))


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, padding=(0, 1))
    for place, name in enumerate(table.header):
        grid.add_column(name, justify="right" if place else "left")
    for row in table.body:
        grid.add_row(*row)
    return grid


def _overview(answers: Answers) -> Grid:
    grid = Grid(box=None, padding=(0, 1))
    for name in ("claim", "record", "model", "number"):
        grid.add_column(name)
    for it in answers.settled:
        finding = it.finding
        said = "" if finding.number is None else amount(finding.number, finding.unit)
        grid.add_row(it.claim.id, record_words(it.claim), finding.verdict, said)
    return grid

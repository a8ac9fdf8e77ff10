"""A comparison for the terminal, at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from glasscity.charts.changes import with_couplings
from glasscity.charts.crossed import shift_words
from glasscity.charts.figure import Table
from glasscity.measures.coupling import METHOD, SHARED
from glasscity.measures.groups import many
from glasscity.measures.pairing import METHOD as ERRORS
from glasscity.measures.pairs import (
    DAYS_PARTS,
    band_shifts,
    changed,
    days_table,
    estimands,
    group_name,
    listed_table,
    outcomes_of,
    shared_ledgers,
)
from glasscity.measures.wording import number, whole
from glasscity.results.pair import Pair
from glasscity.studies.compare import Compared
from glasscity.studies.compare.words import (
    BOTH_ESTIMANDS,
    DAYS,
    LIMIT,
    NOT_ALONE,
    headline,
    pairing_sentences,
    refusals_table,
    signed,
    with_day_bounds,
)

WIDTH = 80


def print_comparison(
    compared: Compared, page: Path | None = None, console: Console | None = None
) -> None:
    """Print what was found; ``page`` is where the report was written."""
    teller = _Teller(console or Console(width=WIDTH, highlight=False))
    teller.opening(compared)
    for other in compared.others:
        pair = compared.pair(other)
        teller.heading(f"{pair.titles[0]} against {pair.titles[1]}, in one sentence")
        teller.say(headline(pair, compared.leans[other.name]))
        teller.changes(pair)
        teller.bands(pair)
        teller.days(pair)
        teller.refusals(pair)
        teller.means(pair)
    teller.heading("How to read this")
    for words in (METHOD, DAYS, ERRORS, LIMIT):
        teller.say(words, style="dim")
    teller.heading("To get it again")
    teller.say(compared.request.command())
    for folder in compared.worlds.folders.values():
        teller.say(f"kept in {folder}")
    if page is not None:
        teller.say(f"report {page}")


class _Teller:
    """A console that knows how a comparison is told."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def heading(self, words: str) -> None:
        self._console.print()
        self._console.print(Text(words, style="bold"))

    def say(self, words: str, style: str = "") -> None:
        self._console.print(Padding(Text(words, style=style), (0, 0, 0, 2), expand=False))

    def grid(self, header: Sequence[str], body: Sequence[Sequence[str]], first: int = 26) -> None:
        grid = Grid(box=None, padding=(0, 0, 0, 2), pad_edge=True, header_style="dim")
        for place, name in enumerate(header):
            if place == 0:
                grid.add_column(name, max_width=first, overflow="fold")
            else:
                grid.add_column(name, justify="right")
        for line in body:
            grid.add_row(*(Text(cell) for cell in line))
        self._console.print(grid)

    def opening(self, compared: Compared) -> None:
        run = compared.pair(compared.others[0]).here
        self.say("SYNTHETIC CITY: no line is about anyone who exists.", style="bold")
        self.say(f"{compared.first.title} against {', '.join(it.title for it in compared.others)}.")
        self.say(
            f"{whole(run.outcome.people)} simulated {many(run)} stand for "
            f"{whole(run.outcome.represented)}, {number(run.years)} years, seed "
            f"{run.request.seed}; the same {many(run)} and the same luck in each world."
        )

    def changes(self, pair: Pair) -> None:
        self.heading(f"Worse and better off, per 1,000 {many(pair.here)}, {SHARED}")
        body = []
        for outcome in outcomes_of(pair):
            row = next(changed(pair, outcome))
            worse = with_couplings(row.worse, row.worse_bounds)
            body.append((f"worse off in {outcome.title}", worse))
            better = with_couplings(row.better, row.better_bounds)
            body.append((f"better off in {outcome.title}", better))
        self.grid(("everybody", "(95 % interval) [over all couplings]"), body, first=42)
        outcome = outcomes_of(pair)[0]
        rows = [row for row in changed(pair, outcome) if row.estimable]
        most = max(rows[1:], key=lambda row: row.worse.value or 0.0, default=None)
        if most is not None and most.worse.value:
            words = with_couplings(most.worse, most.worse_bounds)
            self.say(f"Worse off in {outcome.title} most: {group_name(most.group)}, {words}.")

    def bands(self, pair: Pair) -> None:
        for ours, theirs in shared_ledgers(pair):
            self.heading(f"{ours.title.en}: class on the last day, {SHARED}")
            shifts = band_shifts(pair, ours, theirs).items()
            found = ", ".join(f"{shift_words(shift)} {where}" for where, shift in shifts)
            self.say(f"With {pair.titles[0]} they stand: {found}; the rest alike.")
        frame = listed_table(pair)
        for row in frame.to_dict(orient="records"):
            names = {"here only": f"only with {pair.titles[0]}", "both": "with both"}
            where = names.get(str(row["where"]), f"only with {pair.titles[1]}")
            share, least, most = (float(row[name]) for name in ("share", "least", "most"))
            self.say(f"On '{row['title']}' {where}: {shift_words((share, least, most))}.")

    def days(self, pair: Pair) -> None:
        self.heading(f"Person-days under each consequence, represented, {SHARED}")
        self.say("In brackets: what no coupling goes beyond.", style="dim")
        for row in days_table(pair).to_dict(orient="records"):
            here, there, both = (with_day_bounds(row, part) for part in DAYS_PARTS)
            self.say(
                f"{row['title']}: only with {pair.titles[0]} {here}; only with {pair.titles[1]} "
                f"{there}; with both {both}."
            )

    def refusals(self, pair: Pair) -> None:
        table: Table = refusals_table(pair)
        here, there = pair.titles
        self.heading(f"A year per 1,000, and yuan: with {here}, then with {there}")
        for line in table.body:
            self.say(f"{line[0]}: {line[1]}; {line[2]}. Yuan {line[3]}; {line[4]}.")

    def means(self, pair: Pair) -> None:
        self.heading("Mean difference a person: everyone treated, one person treated")
        for outcome in outcomes_of(pair):
            found = estimands(pair, outcome)
            self.say(f"{outcome.title}: everyone {signed(found.everyone.interval)}")
            if found.one is not None and found.spillover is not None:
                self.say(f"  one person {signed(found.one.interval)}")
                self.say(f"  spillover {signed(found.spillover.interval)}")
        self.say(BOTH_ESTIMANDS if pair.one is not None else NOT_ALONE, style="dim")
        self.heading("What pairing spared")
        for sentence in pairing_sentences(pair):
            self.say(sentence)

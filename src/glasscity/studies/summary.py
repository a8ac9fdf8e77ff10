"""The summary of a run for the terminal, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasscity.measures.appeals import told_appeals
from glasscity.measures.bands import band_stocks, window_label, year_ends
from glasscity.measures.by_place import between_places, told_places
from glasscity.measures.consequences import consequences_table
from glasscity.measures.corrections import corrections_of
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.every import untold
from glasscity.measures.exceptions import RULE, unequal_base_rates
from glasscity.measures.groups import EVERYBODY, LABELS, many
from glasscity.measures.headline import headline_of
from glasscity.measures.interval import Interval
from glasscity.measures.lists import lists_table
from glasscity.measures.names import band_edges
from glasscity.measures.points import points_by_rule
from glasscity.measures.records import records_by_group, share_on_innocent
from glasscity.measures.standings import displaced
from glasscity.measures.wording import (
    decimal,
    number,
    percent,
    whole,
    with_bounds,
    with_percents,
)
from glasscity.mechanisms.instruments.ledger import Ledger
from glasscity.results.run import Run
from glasscity.studies.evidence_tables import evidence_counts

WIDTH = 80
MOST_YEARS = 6
"""Columns of years that fit beside the names of the classes."""


class _Page:
    """A console that knows how this house sets headings, tables and lines."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def heading(self, words: str) -> None:
        self.gap()
        self._console.print(Text(words, style="bold"))

    def gap(self) -> None:
        self._console.print()

    def say(self, words: str, style: str = "") -> None:
        self._console.print(Padding(Text(words, style=style), (0, 0, 0, 2), expand=False))

    def table(self, header: Sequence[str], body: Iterable[Sequence[str]], first: int = 30) -> None:
        """A table whose first column is words, at most ``first`` wide, and the rest numbers."""
        table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=True, header_style="dim")
        for place, name in enumerate(header):
            if place == 0:
                table.add_column(name, max_width=first, overflow="fold")
            else:
                table.add_column(name, justify="right", no_wrap=True)
        for line in body:
            table.add_row(*(Text(cell) for cell in line))
        self._console.print(table)


def _opening(page: _Page, run: Run) -> None:
    regime, outcome = run.city.regime, run.outcome
    page.say("SYNTHETIC CITY: no line is about anyone who exists.", style="bold")
    page.say(f"{regime.title.en} ({regime.status}).")
    if run.city.origin is not None:
        page.say(f"A scenario: {run.city.origin.base} with some things changed.")
    page.say(
        f"{whole(outcome.people)} simulated {many(run)} stand for {whole(outcome.represented)} "
        f"(weight {number(run.weight)}), {number(run.years)} years, seed {run.request.seed}."
    )
    for sentence in told_places(run):
        page.say(sentence)


def _shown_ends(run: Run) -> tuple[int, ...]:
    ends = year_ends(run)
    if len(ends) <= MOST_YEARS:
        return ends
    step = -(-(len(ends) - 1) // (MOST_YEARS - 1))
    return (*ends[:-1:step], ends[-1])


def _bands(page: _Page, run: Run, ledger: Ledger) -> None:
    page.heading(f"{ledger.title.en}: share of {many(run)} by class, as recorded")
    stocks = band_stocks(run)
    stocks = stocks[(stocks["ledger"] == ledger.id) & (stocks["column"] == "recorded")]
    share = {
        (window, band): value
        for window, band, value in zip(
            stocks["window"], stocks["band"], stocks["share"], strict=True
        )
    }
    ends = _shown_ends(run)
    body = [
        (
            edge.label,
            *(percent(share[end, edge.id]) for end in ends),
            whole(share[ends[-1], edge.id] * run.outcome.represented),
        )
        for edge in reversed(band_edges(ledger))
    ]
    header = ("class", *(window_label(run, end) for end in ends), "represented")
    page.table(header, body, first=14)
    for column, words in (("unerring", "without error"), ("all-seen", "if all were seen")):
        page.say(f"At the end {words}: {_last_shares(run, ledger, column)}.")


def _last_shares(run: Run, ledger: Ledger, column: str) -> str:
    stocks = band_stocks(run)
    keep = (stocks["ledger"] == ledger.id) & (stocks["column"] == column)
    last = stocks[keep & (stocks["window"] == run.windows - 1) & (stocks["people"] > 0)]
    shares = zip(reversed(list(last["label"])), reversed(list(last["share"])), strict=True)
    return ", ".join(f"{label} {percent(share)}" for label, share in shares)


def _deeds(page: _Page, run: Run) -> None:
    page.heading(f"Deeds done, seen and missed ({many(run)} represented, whole run)")
    body = [
        (
            str(deed["title"]),
            whole(float(deed["done"]) * run.weight),
            whole(float(deed["seen"]) * run.weight),
            whole((float(deed["missed"]) + float(deed["beyond"])) * run.weight),
            percent(float(deed["seen_share"])),
        )
        for deed in deeds_by_kind(run).to_dict(orient="records")
    ]
    page.table(("deed", "done", "seen", "missed", "share seen"), body, first=26)
    page.say("Deeds beyond every sensor's reach are counted as expectation.", style="dim")


def _true_harm(page: _Page, run: Run) -> None:
    points = points_by_rule(run)
    taken = points[(points["truth"] == "true") & (points["down"] > 0)]
    page.heading(f"Harm under true records ({many(run)} represented, whole run)")
    if taken.empty:
        page.say("No true record took points from anybody.")
        return
    body = [
        (str(rule["title"]), whole(rule["records"] * run.weight), whole(rule["down"] * run.weight))
        for rule in taken.to_dict(orient="records")
    ]
    page.table(("rule", "records", "points taken"), body, first=46)


def _consequences(page: _Page, run: Run) -> None:
    page.heading(f"Refusals and money ({many(run)} represented, whole run)")
    if not run.city.regime.consequences:
        page.say("The rules name no consequence.")
    body = [
        (
            f"{entry['title']} ({entry['kind']})",
            whole(entry["represented"]),
            decimal(float(entry["per_1000"])),
            whole(entry["yuan"]),
        )
        for entry in consequences_table(run).to_dict(orient="records")
    ]
    header = ("consequence", "times", "per 1,000 a year", "yuan")
    if body:
        page.table(header, body, first=34)
    lists = [
        (
            str(entry["title"]),
            *(
                whole(float(entry[name]) * run.weight)
                for name in ("entered_true", "entered_false", "at_end")
            ),
        )
        for entry in lists_table(run).to_dict(orient="records")
    ]
    if lists:
        page.gap()
        page.table(("list", "listed, true", "listed, wrongful", "at the end"), lists, first=30)


def _error(page: _Page, run: Run) -> None:
    page.heading("Harm by error: who bore the wrongful records")
    table = records_by_group(run)
    wrongful = table[table["truth"] == "wrongful"].to_dict(orient="records")
    true = table[table["truth"] == "true"].to_dict(orient="records")
    body = [
        (_group(str(w["dimension"]), str(w["level"])), whole(w["n"]), _rate(t), _rate(w))
        for t, w in zip(true, wrongful, strict=True)
    ]
    header = ("a year, per 1,000", "simulated", "true (harmful deeds)", "wrongful")
    page.table(header, body, first=25)
    found = corrections_of(run)
    page.gap()
    page.say(
        f"On {many(run)} with no harmful deed until then that a sensor could have seen: "
        f"{with_percents(share_on_innocent(run))} of the wrongful records."
    )
    if run.city.regime.is_contestable:
        page.say(
            f"Contested: {with_percents(found.share_filed)}; struck or to be struck: "
            f"{with_percents(found.share_struck)}."
        )
        for sentence in told_appeals(run):
            page.say(sentence)
    else:
        page.say("The rules offer no way to contest a record.")
    for ledger in run.city.regime.banded:
        moved = displaced(run, ledger)
        page.say(
            f"Because of error {with_percents(moved.lower)} of {many(run)} end in a lower class of "
            f"{ledger.title.en}, {with_percents(moved.higher)} in a higher one."
        )
    note = "Error: a wrong person or a late record. Brackets: 95 % intervals of chance."
    page.say(note, style="dim")


def _group(dimension: str, level: str) -> str:
    label = LABELS[dimension]
    return label if dimension == EVERYBODY else f"{label}: {level}"


def _rate(row: dict[object, object]) -> str:
    if not row["estimable"]:
        return "not estimable"
    value, low, high = (float(str(row[name])) for name in ("per_1000", "low", "high"))
    return with_bounds(Interval(value, low, high, int(str(row["n"]))))


def _places(page: _Page, run: Run) -> None:
    """How the places of a nation differ."""
    table = between_places(run)
    if table.empty:
        return
    page.heading("Between places (a year, per 1,000 simulated)")
    body = [
        (str(row["what"]), *(decimal(float(row[name])) for name in list(row)[1:]))
        for row in table.to_dict(orient="records")
    ]
    page.table(("", "all", "least", "most", "spread", "by luck alone"), body, first=22)
    page.say("By luck alone: if each fell by itself, at one rate everywhere.", style="dim")


def _assumed(page: _Page, run: Run) -> None:
    sourced, ranged, bare = evidence_counts(run)
    page.heading("What is assumed")
    page.say(
        f"{sourced} numbers and margins are sourced, {ranged} assumed with a range, {bare} assumed "
        f"without one; the report lists each."
    )
    exceptions = unequal_base_rates(run)
    if not exceptions:
        page.say("Base rates of harmful deeds are equal across groups, without exception.")
        return
    page.say(RULE)
    for exception in exceptions:
        page.say(f"- {exception.sentence()}")


def _others(page: _Page, run: Run) -> None:
    """Measures that have no words of their own."""
    for shown in untold(run):
        page.heading(shown.title)
        if shown.note:
            page.say(shown.note)
        else:
            page.table(shown.header, shown.body)


def _headline(page: _Page, run: Run) -> None:
    headline = headline_of(run)
    page.heading("In one sentence")
    page.say(headline.sentence)
    page.say(
        f"(Expected in closed form: {decimal(headline.expected)} wrongful. First-order, one "
        f"assumption at a time.)",
        style="dim",
    )


def print_summary(run: Run, console: Console | None = None, report: Path | None = None) -> None:
    """Print the summary of a run: harm under true records first, then error.

    Without a ``console`` it goes to stdout, 80 columns wide, plain where that is no terminal.
    ``report`` is the file to point at.
    """
    page = _Page(console or Console(width=WIDTH, highlight=False))
    _opening(page, run)
    for ledger in run.city.regime.banded:
        _bands(page, run, ledger)
    _deeds(page, run)
    _true_harm(page, run)
    _consequences(page, run)
    _error(page, run)
    _places(page, run)
    _others(page, run)
    _assumed(page, run)
    _headline(page, run)
    page.heading("To get it again")
    page.say(run.request.command())
    page.say(f"digest {run.digest}")
    if report is not None:
        page.say(f"report {report}")

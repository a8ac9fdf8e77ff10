"""An audit for the terminal, at 80 columns."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasscity.measures.groups import many
from glasscity.measures.wording import number, whole
from glasscity.studies.audit import Audited
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.elsewhere import METHOD
from glasscity.studies.audit.questions import Question
from glasscity.studies.audit.rules import FOOTER
from glasscity.studies.audit.words import LIMIT, raised_words

WIDTH = 80


def print_audit(audited: Audited, page: Path | None = None, console: Console | None = None) -> None:
    """Print the answers; ``page`` is where the report was written."""
    teller = _Teller(console or Console(width=WIDTH, highlight=False))
    teller.opening(audited)
    for question, answer in audited.answers:
        teller.answer(question, answer)
    teller.elsewhere(audited)
    teller.verdicts(audited)
    teller.closing(page)


class _Teller:
    """A console that knows how an audit is told."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def _say(self, words: str, style: str = "", indent: int = 2) -> None:
        self._console.print(Padding(Text(words, style=style), (0, 0, 0, indent), expand=False))

    def _gap(self) -> None:
        self._console.print()

    def opening(self, audited: Audited) -> None:
        lab, run = audited.lab, audited.lab.run()
        self._say("SYNTHETIC CITY: no line is about anyone who exists.", style="bold")
        self._say(f"Audit of {lab.city.regime.title.en} ({lab.city.regime.status}).")
        self._say(
            f"{whole(run.outcome.people)} simulated {many(run)} stand for "
            f"{whole(run.outcome.represented)}, {number(run.years)} years, seed {lab.seed}."
        )

    def answer(self, question: Question, answer: Answer) -> None:
        self._gap()
        self._console.print(Text(f"{question.place}. {answer.title}", style="bold"))
        self._say(answer.sentence)
        self._gap()
        table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=True, header_style="dim")
        table.add_column("number", max_width=33, overflow="fold")
        table.add_column("value (95 % interval)", justify="right", no_wrap=True)
        table.add_column("n", justify="right", no_wrap=True)
        for it in answer.numbers:
            table.add_row(it.words, it.told, whole(it.found.n))
        if answer.numbers:
            self._console.print(table)
            self._gap()
        raised = f"This question is {raised_words(answer.raised)}: it is {answer.because}."
        self._say(raised, style="bold")
        if answer.leans_on:
            self._say(f"What it leans on: {answer.leans_on}.")
        self._say(answer.method, style="dim")

    def elsewhere(self, audited: Audited) -> None:
        if audited.elsewhere is None:
            return
        self._gap()
        self._console.print(Text("On another population", style="bold"))
        self._say(audited.elsewhere.sentence)
        self._gap()
        shown = Table(box=None, padding=(0, 0, 0, 2), pad_edge=True, header_style="dim")
        for name in audited.elsewhere.table.header:
            shown.add_column(name, overflow="fold")
        for row in audited.elsewhere.table.body:
            shown.add_row(*row)
        self._console.print(shown)
        self._gap()
        self._say(METHOD, style="dim")

    def verdicts(self, audited: Audited) -> None:
        if not audited.verdicts:
            return
        self._gap()
        self._console.print(Text("Rules of --fail-on", style="bold"))
        for verdict in audited.verdicts:
            words = raised_words(verdict.raised)
            self._say(f"{verdict.rule.text}: question {words} ({verdict.said})")
        self._say(FOOTER, style="dim")

    def closing(self, page: Path | None) -> None:
        self._gap()
        self._say(LIMIT, style="dim")
        if page is not None:
            self._say(f"Report: {page}")

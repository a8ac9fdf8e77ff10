"""Settled claims as Markdown: a page with all of them, and a short table for another page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import glasscity
from glasscity.documents.claim import RecordVerdict
from glasscity.documents.resolve import packaged_references
from glasscity.results.parts import write_whole
from glasscity.studies.claims import Answers, Settled
from glasscity.studies.claims.finding import Table, Verdict
from glasscity.studies.claims.told import beside_words, number_words, people_words, record_words

OPEN, CLOSE = "<!-- claims -->", "<!-- /claims -->"
"""Between these marks of a page the short table is renewed, and nothing else of it is touched."""
PAGE = "docs/claims.md"
INTRODUCTION = """# The claims

What five newspaper articles say about how these systems work, in our words. S000 and S004 are
one text by one reporter: one root of evidence, not two.

Each claim has **two verdicts that are never merged**. *Record* is what sources say: `sourced`,
`uncorroborated`, `contradicted`, or slogan or opinion, with the number of independent roots
behind it. *Model* is what running the lab adds: it `follows by arithmetic`, `follows if` or
`fails if` (the sentence names the deciding assumption), there is `no information`, or it is
`not testable`. A rule that was typed in never makes a claim true, and a claim whose deciding
number has no evidence from the field can at best be `follows if`.

Beside each number stand its interval (over the ranges of what it leans on, and chance), the
same number by hand from the documents, under a placebo (records that fall on anybody), and
without what the verdict rests on; and what the verdict would be at each. All people are
synthetic, and no number says what happened in a real city.
"""


def write_markdown(path: Path, answers: Answers) -> None:
    """Write the page of claims; into a page with the marks, only the short table between them."""
    page = path.read_text("utf-8") if path.is_file() else ""
    if OPEN in page and CLOSE in page:
        before, rest = page.split(OPEN, 1)
        after = rest.split(CLOSE, 1)[1]
        page = f"{before}{OPEN}\n{short_table(answers, PAGE)}{CLOSE}{after}"
        write_whole(path, page.encode())
    else:
        write_whole(path, page_of(answers).encode())


def page_of(answers: Answers) -> str:
    """Every claim with its two verdicts and the numbers beside them."""
    people = f"{answers.people:,} people asked for, seed {answers.seed}"
    lines = [
        INTRODUCTION,
        f"Made by `{answers.command}` with glasscity {glasscity.__version__}: {people}.",
        "Claims that need many worlds live fewer people in each, some that look for rare deeds",
        "twice as many; each of these says how many.",
        "",
        short_table(answers, ""),
        *(line for it in answers.settled for line in _section(it, answers.people)),
    ]
    return "\n".join(lines)


def short_table(answers: Answers, page: str) -> str:
    """Claims by what the record says (down) and what the lab adds (across), with links."""
    across, down = get_args(Verdict), get_args(RecordVerdict)
    rows = [["record \\ model", *across], ["---"] * (1 + len(across))]
    for verdict in down:
        cells = []
        for model in across:
            found = [
                it.claim.id
                for it in answers.settled
                if (it.claim.evidence.verdict, it.finding.verdict) == (verdict, model)
            ]
            cells.append(" ".join(f"[{name}]({page}#{name.lower()})" for name in found))
        rows.append(["slogan or opinion" if verdict == "opinion" else verdict, *cells])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _section(it: Settled, people: int) -> Iterator[str]:
    claim, finding = it.claim, it.finding
    yield f"## {claim.id}"
    yield ""
    yield f"> {claim.said.en}"
    yield ">"
    roots = f"{claim.roots} root{'' if claim.roots == 1 else 's'}"
    yield f"> {', '.join(claim.sources)} ({roots})"
    yield ""
    yield f"- **Record: {record_words(claim)}.** {_escaped(claim.evidence.says)}"
    yield f"- **Model: {finding.verdict}.** {_escaped(finding.sentence)}"
    yield ""
    yield from _numbers(it, people)
    for table in finding.tables:
        yield from _table(table)
    known = packaged_references().entries
    for key in claim.evidence.facts:
        fact = known[key]
        yield f"- {key} ({', '.join(fact.grades)}): {_escaped(fact.statement)}"
    if claim.evidence.facts:
        yield ""


def _numbers(it: Settled, people: int) -> Iterator[str]:
    finding = it.finding
    rows = [("number", number_words(finding)), ("leans on", finding.leans_on)]
    rows += beside_words(finding)
    if unlike := people_words(finding, people):
        rows.append(("people", unlike))
    yield "| | |"
    yield "|---|---|"
    for name, words in rows:
        yield f"| {name} | {_escaped(words)} |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"{table.title}:"
    yield ""
    yield f"| {' | '.join(map(_escaped, table.header))} |"
    yield "|---" + "|--:" * (len(table.header) - 1) + "|"
    for row in table.body:
        yield f"| {' | '.join(map(_escaped, row))} |"
    yield ""


def _escaped(words: str) -> str:
    """The words with nothing in them that Markdown would take for its own."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", " ".join(words.split()))

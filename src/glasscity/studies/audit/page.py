"""An audit as one self-contained HTML page: headline first, then question by question."""

from __future__ import annotations

import html
from pathlib import Path

from glasscity.charts.figure import Table
from glasscity.measures.groups import many
from glasscity.measures.wording import number, whole
from glasscity.studies.audit import Audited
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.elsewhere import METHOD
from glasscity.studies.audit.questions import Question
from glasscity.studies.audit.rules import FOOTER
from glasscity.studies.audit.words import LIMIT, raised_words
from glasscity.studies.element import bullets, element, figure_section, table_element, text
from glasscity.studies.evidence_tables import (
    assumed_table,
    evidence_counts,
    grade_table,
    sourced_table,
)
from glasscity.studies.page import banner, html_page
from glasscity.studies.report import IS_NOT


def page_of(audited: Audited) -> str:
    """The audit as one HTML document."""
    from glasscity import __version__

    title = f"SYNTHETIC CITY: audit of {audited.lab.city.regime.title.en}"
    end = f"Glass City {__version__}. SYNTHETIC: all who stand on this page are simulated."
    main = (
        *(_question(question, answer) for question, answer in audited.answers),
        _elsewhere(audited),
        _rules(audited),
        _evidence(audited),
        _again(audited),
    )
    return html_page(
        title,
        text("a", "Skip to the questions", href="#questions", class_="skip"),
        banner(),
        _opening(audited),
        element("main", *main, id="questions"),
        element("footer", text("p", end)),
    )


def write_page(path: Path, audited: Audited) -> None:
    """Write the audit as one HTML file. Raises OSError where ``path`` cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page_of(audited), "utf-8")


def _opening(audited: Audited) -> str:
    lab, run = audited.lab, audited.lab.run()
    regime = lab.city.regime
    facts = {
        f"{many(run)} simulated": whole(run.outcome.people),
        f"{many(run)} represented": whole(run.outcome.represented),
        "years lived": number(run.years),
        "luck (seed)": str(lab.seed),
        "worlds lived": whole(len(lab.digests)),
    }
    pairs = (text("dt", name) + text("dd", value) for name, value in facts.items())
    status = f"Rule set: {regime.status}. Population: {lab.city.population.title.en}."
    return element(
        "header",
        text("h1", f"Audit: {regime.title.en}"),
        text("p", regime.summary.en),
        text("p", status, class_="meta"),
        _headline(audited),
        element("dl", *(element("div", pair) for pair in pairs), class_="facts"),
        text("h2", "What it is not"),
        bullets((LIMIT, IS_NOT[0], *IS_NOT[2:])),
    )


def _headline(audited: Audited) -> str:
    said = [
        text("p", f"{question.place}. {answer.sentence}") for question, answer in audited.answers
    ]
    note = (
        "Intervals are of chance in the simulation; what is not known about the world is in the "
        "ranges of the assumptions."
    )
    inner = (text("h2", "In short"), *said, text("p", note, class_="quiet"))
    return element("section", *inner, class_="headline", id="headline")


def _question(question: Question, answer: Answer) -> str:
    body = tuple((it.words, it.told, whole(it.found.n), it.unit) for it in answer.numbers)
    header = ("number", "value (95 % interval)", "n", "unit")
    raised = f"This question is {raised_words(answer.raised)}: it is {answer.because}."
    leans = (text("p", f"What it leans on: {answer.leans_on}."),) if answer.leans_on else ()
    return element(
        "section",
        text("h2", f"{question.place}. {answer.title}"),
        text("p", answer.sentence),
        element("p", text("strong", raised)),
        *((table_element(Table("Numbers", header, body)),) if body else ()),
        *leans,
        text("p", answer.method, class_="quiet"),
        *(_lowered(figure_section(figure)) for figure in answer.draw()),
        *(table_element(table) for table in answer.tables),
        id=f"question-{question.place}",
    )


def _lowered(section: str) -> str:
    """A figure's section under a question's: its heading is one level lower."""
    return section.replace("<h2", "<h3", 1).replace("</h2>", "</h3>", 1)


def _elsewhere(audited: Audited) -> str:
    if audited.elsewhere is None:
        return ""
    return element(
        "section",
        text("h2", "On another population"),
        text("p", audited.elsewhere.sentence),
        table_element(audited.elsewhere.table),
        text("p", METHOD, class_="quiet"),
        id="elsewhere",
    )


def _rules(audited: Audited) -> str:
    if not audited.verdicts:
        return ""
    body = tuple((it.rule.text, raised_words(it.raised), it.said) for it in audited.verdicts)
    return element(
        "section",
        text("h2", "Rules asked for"),
        table_element(Table("Rules of --fail-on", ("rule", "question", "why"), body)),
        text("p", FOOTER),
        id="rules",
    )


def _evidence(audited: Audited) -> str:
    run = audited.lab.run()
    sourced, ranged, bare = evidence_counts(run)
    counted = (
        f"{sourced} numbers and margins are sourced, {ranged} assumed with a range, {bare} "
        "assumed without one."
    )
    return element(
        "section",
        text("h2", "What is sourced and what is assumed"),
        text("p", counted),
        text("h3", "Sources"),
        table_element(grade_table()),
        table_element(sourced_table(run)),
        text("h3", "Assumed numbers"),
        table_element(assumed_table(run)),
        id="evidence",
    )


def _again(audited: Audited) -> str:
    body = tuple(audited.lab.digests.items())
    return element(
        "section",
        text("h2", "How to get it again"),
        element("pre", element("code", html.escape(audited.lab.command))),
        text("p", "The same command gives the same digests, with any number of threads."),
        table_element(Table("Worlds lived, and their tallies (sha256)", ("world", "digest"), body)),
        id="again",
    )

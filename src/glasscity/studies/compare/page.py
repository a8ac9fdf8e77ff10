"""A comparison as one self-contained HTML page: headline first, then world by world."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from glasscity.charts.changes import amount_figure, group_figure, is_nothing
from glasscity.charts.crossed import burden_figure, crossed_figure
from glasscity.charts.figure import Figure, Table
from glasscity.measures.coupling import METHOD
from glasscity.measures.groups import many
from glasscity.measures.pairing import METHOD as ERRORS
from glasscity.measures.pairs import outcomes_of, shared_ledgers
from glasscity.measures.wording import number, whole
from glasscity.results.pair import Pair
from glasscity.studies.compare import Compared
from glasscity.studies.compare.leaning import METHOD as TRIED
from glasscity.studies.compare.leaning import Leans, table_rows, years_of
from glasscity.studies.compare.made import Named
from glasscity.studies.compare.words import (
    BOTH_ESTIMANDS,
    DAYS,
    LIMIT,
    NOT_ALONE,
    TABLES,
    changes_table,
    consequence_days_table,
    estimand_table,
    headline,
    pairing_sentences,
)
from glasscity.studies.element import bullets, element, figure_section, table_element, text
from glasscity.studies.evidence_tables import (
    assumed_table,
    evidence_counts,
    grade_table,
    sourced_table,
)
from glasscity.studies.page import banner, html_page
from glasscity.studies.report import IS_NOT


def page_of(compared: Compared) -> str:
    """The comparison as one HTML document."""
    from glasscity import __version__

    others = ", ".join(it.title for it in compared.others)
    end = f"Glass City {__version__}. SYNTHETIC: all who stand on this page are simulated."
    main = (
        *(_against(compared, other) for other in compared.others),
        _reading(),
        *_evidence(compared),
        _again(compared),
    )
    return html_page(
        f"SYNTHETIC CITY: {compared.first.title} against {others}",
        text("a", "Skip to the findings", href="#findings", class_="skip"),
        banner(),
        _opening(compared, others),
        element("main", *main, id="findings"),
        element("footer", text("p", end)),
    )


def write_page(path: Path, compared: Compared) -> None:
    """Write the page as one file that appears whole. Raises OSError where it cannot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(page_of(compared), "utf-8")
        aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)


def _opening(compared: Compared, others: str) -> str:
    run = compared.pair(compared.others[0]).here
    facts = {
        f"{many(run)} simulated in each world": whole(run.outcome.people),
        f"{many(run)} represented": whole(run.outcome.represented),
        "years lived": number(run.years),
        "luck (seed), the same in all": str(run.request.seed),
    }
    pairs = (text("dt", name) + text("dd", value) for name, value in facts.items())
    said = [
        text("p", headline(compared.pair(other), compared.leans[other.name]))
        for other in compared.others
    ]
    note = (
        "A burden: a standing by which a service is refused, dearer, late or limited, or a name is "
        "shown in public. Intervals are of chance in the simulation; what is not known about the "
        "world is in the ranges of the assumptions."
    )
    inner = (text("h2", "In one sentence"), *said, text("p", note, class_="quiet"))
    return element(
        "header",
        text("h1", f"{compared.first.title}, against {others}"),
        text(
            "p",
            "The same synthetic people, the same luck, other rules: who is better or worse off?",
        ),
        element("section", *inner, class_="headline", id="headline"),
        element("dl", *(element("div", pair) for pair in pairs), class_="facts"),
        text("h2", "What it is not"),
        bullets((LIMIT, *IS_NOT)),
    )


def _against(compared: Compared, other: Named) -> str:
    """All that one pair of worlds has to say."""
    pair, leans = compared.pair(other), compared.leans[other.name]
    here, there = pair.titles
    alone = BOTH_ESTIMANDS if pair.one is not None else NOT_ALONE
    return element(
        "section",
        text("h2", f"{here} against {there}"),
        text("p", f"In each table and chart {here} is the first world and {there} the second."),
        table_element(changes_table(pair)),
        *(_lowered(figure_section(figure), other.name) for figure in figures_of(pair)),
        text("h3", "What people meet, and what they do"),
        *_tables(pair),
        text("h3", "Everyone treated, and one person treated"),
        text("p", alone),
        table_element(estimand_table(pair)),
        text("h3", "What pairing the two worlds spared"),
        bullets(pairing_sentences(pair)),
        text("p", ERRORS, class_="quiet"),
        text("h3", "What the headline leans on"),
        text("p", TRIED),
        table_element(_lean_table(leans)),
        id=f"against-{other.name}",
    )


def figures_of(pair: Pair) -> Iterator[Figure]:
    """The charts of a pair: burdens over time, then each outcome in which anybody differs."""
    yield burden_figure(pair)
    for outcome in outcomes_of(pair):
        if not is_nothing(pair, outcome):
            yield group_figure(pair, outcome)
            yield amount_figure(pair, outcome)
    for ours, theirs in shared_ledgers(pair):
        yield crossed_figure(pair, ours, theirs)


def _tables(pair: Pair) -> Iterator[str]:
    for tell in TABLES:
        table = tell(pair)
        if table is not None:
            yield table_element(table)
        if tell is consequence_days_table:
            yield text("p", DAYS, class_="quiet")


def _lean_table(leans: Leans) -> Table:
    header = ("number", "value", "unit", "could be", "at the low end", "at the high end")
    caption = (
        f"People under more burden, per 1,000, tried on {whole(leans.people)} people over "
        f"{years_of(leans.years)} ({number(leans.stated)} as stated): those of the "
        f"{leans.tried} numbers with a range that move it"
    )
    return Table(caption, header, tuple(table_rows(leans)))


def _lowered(section: str, name: str) -> str:
    """A figure's section under a pair's: its heading one level lower, its ids its own."""
    lower = section.replace("<h2", "<h3", 1).replace("</h2>", "</h3>", 1)
    return (
        lower.replace(' id="', f' id="{name}-')
        .replace("url(#", f"url(#{name}-")
        .replace('href="#', f'href="#{name}-')
    )


def _reading() -> str:
    return element(
        "section", text("h2", "How the same people are compared"), text("p", METHOD), id="reading"
    )


def _evidence(compared: Compared) -> Iterator[str]:
    """What the documents of each regime rest on; a world made from one rests on the same."""
    for named in compared.named:
        if named.make is not None:
            continue
        pairs = [compared.pair(other) for other in compared.others]
        run = pairs[0].here if named is compared.first else compared.pair(named).there
        sourced, ranged, bare = evidence_counts(run)
        counted = (
            f"{sourced} numbers and margins are sourced, {ranged} assumed with a range, {bare} "
            "assumed without one."
        )
        yield element(
            "section",
            text("h2", f"What is sourced and what is assumed: {named.title}"),
            text("p", counted),
            table_element(grade_table()),
            table_element(sourced_table(run)),
            table_element(assumed_table(run)),
        )


def _again(compared: Compared) -> str:
    body = tuple(
        (f"{compared.first.title} and {other.title}: {place}", run.digest)
        for other in compared.others
        for place, run in compared.pair(other).worlds.items()
    )
    said = (
        "The same command gives the same digests, with any number of threads. Each pair is kept in "
        "a folder with the tallies of both worlds and their joint tallies."
    )
    return element(
        "section",
        text("h2", "How to get it again"),
        element("pre", text("code", compared.request.command())),
        text("p", said),
        table_element(Table("Tallies of each world (sha256)", ("world", "digest"), body)),
        id="again",
    )

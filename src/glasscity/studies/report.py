"""The report of a run: one HTML file that needs nothing and nobody."""

from __future__ import annotations

from pathlib import Path

from glasscity.charts.figure import Table
from glasscity.charts.gallery import figures_of
from glasscity.documents.tested import told_trials
from glasscity.measures.appeals import told_appeals
from glasscity.measures.by_place import between_places, by_region, told_places
from glasscity.measures.corrections import corrections_of
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.every import untold
from glasscity.measures.exceptions import RULE, unequal_base_rates
from glasscity.measures.fit import fit_of, fit_sentence, fit_table
from glasscity.measures.groups import many, subject_of
from glasscity.measures.headline import METHOD, Headline, headline_of
from glasscity.measures.lists import lists_table
from glasscity.measures.records import records_by_source
from glasscity.measures.wording import decimal, number, percent, whole, with_percents
from glasscity.results.run import Run
from glasscity.studies.element import bullets, element, figure_section, table_element, text
from glasscity.studies.evidence_tables import (
    assumed_table,
    evidence_counts,
    grade_table,
    leaning_table,
    sourced_table,
)
from glasscity.studies.page import banner, html_page

IS = (
    "A simulation of a rule set as it was reported, on a city that does not exist.",
    "A way to see what such rules would do, to whom, and how much of it by error.",
    "For researchers, auditors, journalists and teachers.",
)
IS_NOT = (
    "It is not a forecast for anybody, nor a finding about any real city.",
    "It does not certify a system, and it is no legal advice.",
    "It scores nobody: there is no way to load a table of individuals.",
    "Ethnicity is not modelled; its absence is a limit of the laboratory, not a finding.",
)


def _facts(run: Run) -> str:
    outcome = run.outcome
    facts = {
        f"{many(run)} simulated": whole(outcome.people),
        f"{many(run)} represented": whole(outcome.represented),
        "each stands for": number(run.weight),
        "years lived": number(run.years),
        "luck (seed)": str(run.request.seed),
        "digest": run.digest[:12],
    }
    pairs = (text("dt", name) + text("dd", value) for name, value in facts.items())
    return element("dl", *(element("div", pair) for pair in pairs), class_="facts")


def _headline(headline: Headline) -> str:
    said = text("p", headline.sentence)
    note = (
        f"In closed form, from the documents alone, the wrongful rate is expected at about "
        f"{decimal(headline.expected)}. Intervals are of chance in the simulation; what is not "
        f"known about the world is in the ranges of the assumptions."
    )
    inner = (text("h2", "In one sentence"), said, text("p", note, class_="quiet"))
    return element("section", *inner, class_="headline", id="headline")


def _changed_from(run: Run) -> tuple[str, ...]:
    """What the regime was made from, where a scenario made it."""
    origin = run.city.origin
    if origin is None:
        return ()
    told = (
        f"A scenario: {origin.base} (digest {origin.base_digest[:16]}) with some things changed "
        f"(digest {origin.digest[:16]}). 'glasscity show {run.request.name}' tells what."
    )
    return (text("p", told, class_="meta"),)


def _opening(run: Run, headline: Headline) -> str:
    regime = run.city.regime
    status = f"Rule set: {regime.status}. Population: {run.city.population.title.en}."
    pair = (
        element("div", text("h2", "What this is"), bullets(IS)),
        element("div", text("h2", "What it is not"), bullets(IS_NOT)),
    )
    return element(
        "header",
        text("h1", regime.title.en),
        text("p", regime.summary.en),
        text("p", status, class_="meta"),
        *(text("p", sentence, class_="meta") for sentence in told_places(run)[:2]),
        *_changed_from(run),
        element("div", *pair, class_="pair"),
        _headline(headline),
        _facts(run),
    )


def _deeds_table(run: Run) -> Table:
    sources = records_by_source(run)
    wrongful = sources.groupby("kind")["wrongful"].sum().to_dict()
    body = tuple(
        (
            str(deed["title"]),
            str(deed["valence"]),
            whole(float(deed["done"]) * run.weight),
            whole(float(deed["seen"]) * run.weight),
            percent(float(deed["seen_share"])),
            whole((float(deed["missed"]) + float(deed["beyond"])) * run.weight),
            whole(wrongful.get(deed["kind"], 0) * run.weight),
        )
        for deed in deeds_by_kind(run).to_dict(orient="records")
    )
    header = (
        "deed",
        "the deed is",
        "done",
        "seen",
        "share seen",
        "missed",
        "wrongful records of it",
    )
    return Table(f"Deeds of the whole run, {many(run)} represented", header, body)


def _lists_table(run: Run) -> Table:
    left = ("left_term", "left_struck", "left_repaired", "left_complied")
    names = ("entered_true", "entered_false", *left, "at_end", "person_days")
    body = tuple(
        (str(entry["title"]), *(whole(float(entry[name]) * run.weight) for name in names))
        for entry in lists_table(run).to_dict(orient="records")
    )
    entered = ("entered, last record true", "entered, last record wrongful")
    ways = ("left, term over", "left, struck off", "left, put right", "left, complied")
    header = ("list", *entered, *ways, "on it at the end", "person-days")
    return Table(f"Lists, {many(run)} represented, whole run", header, body)


def _numbers(run: Run) -> str:
    found = corrections_of(run)
    corrected = (
        f"Of the wrongful records {with_percents(found.share_filed)} were contested and "
        f"{with_percents(found.share_struck)} struck or to be struck (95 % intervals)."
        if run.city.regime.is_contestable
        else "The rules offer no way to contest a record."
    )
    corrected = " ".join((corrected, *told_appeals(run)))
    beyond = (
        "Missed holds the deeds beyond every sensor's reach too. Those are not simulated one by "
        "one: they are an expectation, seen deeds over the largest share any sensor may see."
    )
    lists = lists_table(run)
    return element(
        "section",
        text("h2", "Deeds seen and missed, lists, corrections"),
        table_element(_deeds_table(run)),
        text("p", beyond, class_="quiet"),
        *((table_element(_lists_table(run)),) if len(lists) else ()),
        text("p", corrected),
        id="numbers",
    )


def _others(run: Run) -> tuple[str, ...]:
    """Measures that have neither words nor a chart of their own."""
    tables = [
        text("p", f"{shown.title}: {shown.note}")
        if shown.note
        else table_element(Table(shown.title, shown.header, shown.body))
        for shown in untold(run)
    ]
    if not tables:
        return ()
    return (element("section", text("h2", "Further measures"), *tables, id="further"),)


def _fit_section(run: Run) -> str:
    fit = fit_of(run)
    body = tuple(
        (
            f"{cell['margin']}: {cell['level']}",
            percent(float(cell["wanted"])),
            percent(float(cell["got"])),
            f"{float(cell['heads']):+.2f}",
        )
        for cell in fit_table(fit).to_dict(orient="records")
    )
    header = ("margin", "published", "simulated", f"difference in {many(run)}")
    said = (
        f"Beyond the margins nothing is claimed: {many(run)} are spread over "
        f"{', '.join(subject_of(run).dimensions)} as iterative proportional fitting does from "
        "equal shares."
    )
    return element(
        "section",
        text("h2", f"The synthetic {many(run)} against the published margins"),
        text("p", f"{fit_sentence(fit, many(run))} {said}"),
        table_element(Table("Margins of the population", header, body)),
        id="margins",
    )


def _places_section(run: Run) -> tuple[str, ...]:
    """The places of a nation, where it was lived place by place."""
    told = told_places(run)
    if not told:
        return ()
    spread = between_places(run).to_dict(orient="records")
    rates = tuple((str(r["what"]), *(decimal(float(r[n])) for n in list(r)[1:])) for r in spread)
    regions = by_region(run)
    body = tuple(
        (
            str(r["region"]),
            whole(r["places"]),
            whole(r["represented"]),
            *(decimal(float(r[name])) for name in list(r)[3:]),
        )
        for r in regions.to_dict(orient="records")
    )
    header = ("a year, per 1,000 simulated", "all", "least", "most", "spread", "by luck alone")
    named = ("region", "places", f"{many(run)} represented", *list(regions.columns)[3:])
    luck = "By luck alone: what the spread would be if each fell by itself, at one rate everywhere."
    return (
        element(
            "section",
            text("h2", "Places"),
            text("p", " ".join(told)),
            table_element(Table("Between places", header, rates)),
            text("p", luck, class_="quiet"),
            table_element(Table("By region (a year, per 1,000 simulated)", named, body)),
            id="places",
        ),
    )


def _evidence(run: Run, headline: Headline) -> str:
    sourced, ranged, bare = evidence_counts(run)
    counted = (
        f"{sourced} numbers and margins are sourced; {ranged} are assumed with a range, {bare} "
        f"assumed without one."
    )
    exceptions = [exception.sentence() for exception in unequal_base_rates(run)]
    return element(
        "section",
        text("h2", "What is sourced and what is assumed"),
        text("p", counted),
        *_tests(run),
        text("h3", "What the headline leans on"),
        text("p", METHOD),
        table_element(leaning_table(headline)),
        text("h3", "Equal base rates"),
        text("p", RULE if exceptions else RULE.split(",")[0] + ", without exception."),
        *((bullets(exceptions),) if exceptions else ()),
        text("h3", "Sources"),
        table_element(grade_table()),
        table_element(sourced_table(run)),
        text("h3", "Assumed numbers"),
        table_element(assumed_table(run)),
        *_notes(run),
        id="evidence",
    )


def _tests(run: Run) -> tuple[str, ...]:
    """How far the rule set is tested, where it is the catalogue's own on its own people."""
    request, city = run.request, run.city
    is_own = request.name == city.regime.id and city.origin is None and not request.population
    lines = told_trials(city.regime.id) if is_own else ()
    return (text("h3", "How far it is tested"), bullets(lines)) if lines else ()


def _notes(run: Run) -> tuple[str, ...]:
    notes = [note.en for note in run.city.regime.notes]
    return (text("h3", "Notes of the rule set"), bullets(notes)) if notes else ()


def _reproduce(run: Run) -> str:
    digests = run.city.digests
    body = (
        ("tallies of the run", run.digest),
        ("final state", run.outcome.state_digest),
        *((f"{name} (resolved document)", digest) for name, digest in digests.items()),
    )
    said = (
        "The same command gives the same digests, with any number of threads and any chunk size. "
        "Versions, platform, every source and assumption, and the sha256 of each file stand in "
        "provenance.json beside this page; what the columns of the tables mean, in columns.csv."
    )
    return element(
        "section",
        text("h2", "How to get it again"),
        element("pre", text("code", run.request.command())),
        text("p", said),
        table_element(Table("Digests (sha256)", ("of", "digest"), body)),
        id="again",
    )


def page_of(run: Run) -> str:
    """The report as one HTML document."""
    from glasscity import __version__

    headline = headline_of(run)
    title = f"SYNTHETIC CITY: {run.city.regime.title.en}"
    main = (
        *(figure_section(figure) for figure in figures_of(run)),
        _numbers(run),
        *_places_section(run),
        *_others(run),
        _fit_section(run),
        _evidence(run, headline),
        _reproduce(run),
    )
    end = f"Glass City {__version__}. SYNTHETIC: all who stand on this page are simulated."
    skip = text("a", "Skip to the charts", href="#charts", class_="skip")
    return html_page(
        title,
        skip,
        banner(),
        _opening(run, headline),
        element("main", *main, id="charts"),
        element("footer", text("p", end)),
    )


def write_report(path: Path, run: Run) -> None:
    """Write the report of a run as one self-contained HTML file.

    It holds no script and loads nothing from anywhere. Raises OSError where ``path`` cannot be
    written.
    """
    path.write_text(page_of(run), "utf-8")

"""What a document rests on, in plain words: how much is sourced, on what, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glasscity.documents import shelf
from glasscity.documents.claim import Claims
from glasscity.documents.gravity import GravityOrder
from glasscity.documents.quantities import Evidenced
from glasscity.documents.references import References
from glasscity.documents.resolve import Examined
from glasscity.documents.sourced import Citation, Tally, assumptions, citations, tally
from glasscity.documents.sweep import Sweep
from glasscity.documents.telling import Block, Row, Section
from glasscity.documents.tested import told_trials
from glasscity.documents.wording import WEAK, amount, others
from glasscity.evidence import Quantity
from glasscity.vocabulary.terms import GRADE_MEANING

PART = {
    "regime": "the rules and their sensors",
    "conduct": "conduct",
    "population": "the population",
    "references": "the references",
    "helping": "the helping game",
    "rewiring": "the web of ties",
    "gravity": "the order of deeds",
    "sweep": "the sweep",
    "claims": "the claims",
}


def tell_evidence(examined: Examined) -> Section:
    """How many numbers are sourced, by document and by grade."""
    parts = examined.parts
    rows = [_share(PART[name], tally(model)) for name, model in parts]
    counts = tally(*(model for _, model in parts))
    if len(parts) > 1:
        rows.append(_share("all together", counts))
    grades = [
        Row(f"grade {grade}", f"{n:,}", GRADE_MEANING[grade] + (", weak" if grade in WEAK else ""))
        for grade, n in counts.by_grade.items()
        if n
    ]
    grades.append(Row("no source", f"{counts.assumed:,}", "assumed, with the reason given"))
    return Section(
        "How much of it is sourced",
        (
            Block("Numbers that cite a reference", rows=tuple(rows)),
            Block("All numbers by grade", rows=tuple(grades)),
        ),
    )


def _share(label: str, counts: Tally) -> Row:
    return Row(label, f"{counts.sourced:,} of {counts.total:,}", f"{100 * counts.share:.0f} %")


def tell_tests(examined: Examined) -> Section | None:
    """How far a regime of the catalogue is tested, None for any other document."""
    path = Path(examined.document.page.file)
    known = shelf.packaged("regime", path.stem)
    if known is None or path.resolve() != known.resolve():
        return None
    return Section("How far it is tested", (Block("", told_trials(path.stem)),))


def tell_citations(examined: Examined) -> Section:
    """Every reference that is cited: what it states, its grade, who published it, who cites it."""
    blocks = []
    for citation in (*citations(examined.parts), *_behind_claims(examined)):
        reference = examined.references.entries[citation.key]
        words = [reference.statement, *reference.sources]
        if reference.contested is not None:
            words.append(f"Contested: {reference.contested}")
        words.append(f"Cited by: {'; '.join(citation.places)}")
        grades = ", ".join(f"{grade} ({GRADE_MEANING[grade]})" for grade in citation.grades)
        blocks.append(Block(f"{citation.key}, cited as {grades}", tuple(words)))
    return Section("References cited", tuple(blocks) or (Block("", (_no_citation(examined),)),))


def _behind_claims(examined: Examined) -> list[Citation]:
    """The facts behind what the record says of claims, each with the grades it has."""
    found: dict[str, Citation] = {}
    for claim in examined.model.claims if isinstance(examined.model, Claims) else ():
        for key in claim.evidence.facts:
            grades = [str(it) for it in examined.references.entries[key].grades]
            found.setdefault(key, Citation(key, grades)).places.append(f"claim {claim.id}")
    return [found[key] for key in sorted(found)]


def _no_citation(examined: Examined) -> str:
    """Why a document cites nothing."""
    if isinstance(examined.model, References):
        return "This is a list of references itself: each entry names who published it."
    if isinstance(examined.model, Sweep):
        each = ", ".join(f"glasscity show {name} --sources" for name in examined.model.scenarios)
        return f"The numbers that it moves have the sources of what it lives: {each}."
    return "None: nothing in it cites a reference."


def tell_assumptions(examined: Examined) -> Section:
    """Every number that is assumed, with its range and the reason."""
    told: dict[str, list[tuple[str, str, Evidenced]]] = {}
    for document, path, number in assumptions(examined.parts):
        told.setdefault(document, []).append((document, path, number))
    blocks = [Block(PART[name], rows=tuple(_assumed(entries))) for name, entries in told.items()]
    blocks += [Block("", rows=rows) for rows in (tuple(_judged(examined)),) if rows]
    return Section(
        "Assumptions", tuple(blocks) or (Block("", ("None: no number in it is assumed.",)),)
    )


def _judged(examined: Examined) -> Iterator[Row]:
    """What a document states by its own judgement: ranks of deeds, ranges of numbers it moves."""
    if isinstance(examined.model, GravityOrder):
        for deed, gravity in examined.model.ranks.items():
            yield Row(deed, f"rank {gravity.rank}", reason=gravity.because)
    if isinstance(examined.model, Sweep) and examined.model.draws is not None:
        for moved in examined.model.draws.numbers or ():
            if moved.range is not None:
                low, high = moved.range
                yield Row(moved.name, f"{low:g} to {high:g}", reason=moved.because or "")


def _assumed(entries: list[tuple[str, str, Evidenced]]) -> Iterator[Row]:
    for _, path, number in entries:
        value = amount(number.value, number.unit) if isinstance(number, Quantity) else "a table"
        yield Row(path, value, others=others(number), reason=number.assumed or "")

"""What to cite for a rule set or a run, and why: software, documents, works that carry weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import glasscity
from glasscity.documents import shelf
from glasscity.documents.bibliography import OURS, Work, keys_of, works_of
from glasscity.documents.digest import digest
from glasscity.documents.references import References
from glasscity.documents.resolve import examine
from glasscity.documents.sourced import citations, tally
from glasscity.evidence import Frozen
from glasscity.measures.headline import headline_of
from glasscity.results.read import open_run
from glasscity.results.run import Run
from glasscity.studies.life_runs import find_run

AUTHORS = "Glass City contributors"
TITLE = "Glass City: an executable laboratory for social-scoring systems"
CODE = "Apache-2.0"
NOUNS = {"regime": "the rules", "conduct": "what people do", "population": "who they are"}
KEY = re.compile(r"\b[A-Z]{2,3}-D?\d+\b")
Parts = list[tuple[str, Frozen]]


@dataclass(frozen=True)
class Item:
    """One thing to cite of this package: its words, its licence, and why."""

    words: str
    licence: str
    why: str


@dataclass
class Weight:
    """A work, how many numbers rest on it, and which facts of it where."""

    work: Work
    numbers: int = 0
    facts: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cited:
    """What to cite; ``leaning`` is what the result leans on most, of which there is no source."""

    name: str
    items: tuple[Item, ...]
    works: tuple[Weight, ...]
    keys: dict[Work, str]
    assumed: int
    total: int
    leaning: str = ""


def cite(name: str) -> Cited:
    """What to cite for a document of the catalogue, a file, or the folder of a finished run.

    Raises DocumentError, or results.read.FolderError.
    """
    if not (name.endswith(shelf.ENDINGS) or shelf.is_known(name)):
        return cite_run(name, open_run(find_run(name)))
    examined = examine(shelf.any_of(Path(name)))
    return _cited(name, examined.parts, examined.references, (_software(),), "")


def cite_run(name: str, run: Run) -> Cited:
    """What to cite for a finished run."""
    city = run.city
    parts: Parts = [
        ("regime", city.regime),
        ("conduct", city.conduct),
        ("population", city.population),
    ]
    made = Item(f"{run.request.command()} (digest {run.digest[:16]})", OURS, "gives the run again")
    found = headline_of(run).leans_on
    leaning = "" if found is None else f"{found.words} ({found.reason})"
    return _cited(name, parts, city.references, (_software(), made), leaning)


def _software() -> Item:
    words = f"{AUTHORS}. {TITLE}. Version {glasscity.__version__}."
    return Item(words, CODE, "made the numbers")


def _cited(
    name: str, parts: Parts, references: References, first: tuple[Item, ...], leaning: str
) -> Cited:
    works: dict[Work, Weight] = {}
    for citation in citations(parts):
        for work in _behind(citation.key, references):
            weight = works.setdefault(work, Weight(work))
            weight.numbers += len(citation.places)
            weight.facts[citation.key] = citation.places
    published = [it for it in works.values() if it.work.is_published]
    published.sort(key=lambda it: (-it.numbers, it.work.words))
    counts = tally(*(model for _, model in parts))
    items = (*first, *(_document(kind, model) for kind, model in parts))
    keys = keys_of(it.work for it in published)
    return Cited(name, items, tuple(published), keys, counts.assumed, counts.total, leaning)


def _behind(key: str, references: References) -> dict[Work, None]:
    """The works behind a fact, and behind the facts that it was derived from."""
    found: dict[Work, None] = {}
    for work in works_of(references.entries[key]):
        found[work] = None
        for other in KEY.findall(work.words) if work.kind == "own" else ():
            if other in references.entries and other != key:
                found |= _behind(other, references)
    return found


def _document(kind: str, model: Frozen) -> Item:
    title = getattr(getattr(model, "title", None), "en", kind)
    ident, status = getattr(model, "id", kind), getattr(model, "status", "")
    told = ", ".join(filter(None, (f"{kind} file {ident}", status, f"digest {digest(model)[:16]}")))
    counts = tally(model)
    why = f"{NOUNS.get(kind, 'the document')}: {counts.sourced} of {counts.total} numbers sourced"
    return Item(f"{AUTHORS}. {title} ({told}).", OURS, why)

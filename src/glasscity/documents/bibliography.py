"""The works behind the list of references: who published what, and on what terms it is used."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from glasscity.documents.references import Reference
from glasscity.vocabulary.kept import rows_of

OURS = "CC BY 4.0"
"""Licence of the texts and data of this package: regimes, references in our words, docs."""
TERMS = {
    "article": "a newspaper article: its claims are restated, none of its text is here",
    "analysis": "the publisher's: facts are restated, none of its text is here",
    "company": "a firm's or practitioner's page: facts are restated, none of its text is here",
    "encyclopaedia": "CC BY-SA 4.0: facts are restated, none of its text is here",
    "eu law": "European Union: reuse is free if the source is named (Decision 2011/833/EU)",
    "memory": "nobody's: from memory, not looked up",
    "official": "an official text or figure: restated, with its publisher",
    "open research": "CC BY: results are restated",
    "open statistics": "CC BY 4.0: figures are restated",
    "other": "not known: facts are restated",
    "own": f"our own arithmetic: {OURS}",
    "press": "the publisher's: facts are restated, none of its text is here",
    "research": "the authors' and publisher's: results are restated, none of the text is here",
    "translation": "the translator's: rules are restated, none of the text is here",
    "unsigned": "not known: facts are restated, none of the text is here",
    "us government": "a work of the United States government: in the public domain there",
}
"""On what terms something of a work of each kind is used here."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ADDRESS = re.compile(r",? ?(https?://\S+)")


@dataclass(frozen=True)
class Work:
    """One work of the bibliography: what a reference names as its source."""

    words: str
    kind: str
    url: str | None
    year: str | None

    @property
    def terms(self) -> str:
        """On what terms something of it is used here."""
        return TERMS[self.kind]

    @property
    def is_published(self) -> bool:
        """Whether there is something to cite beside this package."""
        return self.kind not in ("own", "memory")


@functools.cache
def _publishers() -> tuple[tuple[str, str], ...]:
    """Publisher and kind, the longest names first."""
    rows = ((row["publisher"], row["kind"]) for row in rows_of("publishers"))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@functools.cache
def work_of(source: str) -> Work:
    """The work that a reference names in these words; of kind 'other' if nobody knows it."""
    kind = next((kind for name, kind in _publishers() if source.startswith(name)), "other")
    found = ADDRESS.search(source)
    words = ADDRESS.sub("", source).strip()
    years = YEAR.findall(words)
    return Work(words, kind, found.group(1) if found else None, years[-1] if years else None)


def works_of(reference: Reference) -> tuple[Work, ...]:
    """The works behind one reference."""
    return tuple(work_of(source) for source in reference.sources)


def licence_note(reference: Reference) -> str:
    """On what terms a datum stands here: our words, and what they restate."""
    terms = dict.fromkeys(work.terms for work in works_of(reference))
    return "; ".join([f"our words, {OURS}", *terms])


def keys_of(works: Iterable[Work]) -> dict[Work, str]:
    """A short key for each work, for a list of literature: publisher, year, a letter if need be."""
    found: dict[Work, str] = {}
    for work in dict.fromkeys(works):
        name = re.sub(r"[^a-z]", "", work.words.split(",")[0].lower())[:24] + (work.year or "")
        letters = ("", *"bcdefghijklmnopqrstuvwxyz")
        found[work] = next(
            name + letter for letter in letters if name + letter not in found.values()
        )
    return found

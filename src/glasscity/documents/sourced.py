"""How much of a document is sourced, and on what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glasscity.documents.page import render
from glasscity.documents.quantities import Evidenced, evidenced
from glasscity.evidence import Frozen
from glasscity.vocabulary.terms import GRADES


@dataclass(frozen=True)
class Tally:
    """Numbers of a document by grade; ``assumed`` are the others."""

    by_grade: dict[str, int]
    assumed: int

    @property
    def sourced(self) -> int:
        """Numbers that cite a reference, whatever its grade."""
        return sum(self.by_grade.values())

    @property
    def total(self) -> int:
        """All numbers."""
        return self.sourced + self.assumed

    @property
    def share(self) -> float:
        """The sourced share of all numbers, 0 where there are none."""
        return self.sourced / self.total if self.total else 0.0


def tally(*models: Frozen) -> Tally:
    """The evidence of all numbers of these documents; a margin is one, as its evidence is."""
    by_grade = dict.fromkeys(GRADES, 0)
    assumed = 0
    for model in models:
        for _, number in evidenced(model):
            if number.grade is None:
                assumed += 1
            else:
                by_grade[number.grade] += 1
    return Tally(by_grade, assumed)


@dataclass
class Citation:
    """A reference as cited: its key, the grades claimed, and the places that rest on it."""

    key: str
    grades: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def citations(models: Iterable[tuple[str, Frozen]]) -> list[Citation]:
    """What the named documents cite, by key."""
    found: dict[str, Citation] = {}
    for name, loc, number in _places(models):
        if number.source is None or number.grade is None:
            continue
        citation = found.setdefault(number.source, Citation(number.source))
        if number.grade not in citation.grades:
            citation.grades.append(number.grade)
        citation.places.append(f"{name} {loc}")
    return [found[key] for key in sorted(found)]


def assumptions(models: Iterable[tuple[str, Frozen]]) -> Iterator[tuple[str, str, Evidenced]]:
    """Each assumed number of the named documents: document, path, number."""
    for name, loc, number in _places(models):
        if number.assumed is not None:
            yield name, loc, number


def _places(models: Iterable[tuple[str, Frozen]]) -> Iterator[tuple[str, str, Evidenced]]:
    for name, model in models:
        for loc, number in evidenced(model):
            yield name, render(loc), number

"""The references that a document may cite: the packaged list, and a list of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glasscity.documents.page import Loc, Page
from glasscity.documents.problem import DocumentError, Problem, did_you_mean
from glasscity.documents.read import Document, read
from glasscity.documents.references import Reference, References
from glasscity.evidence import Frozen
from glasscity.vocabulary.terms import GRADES

Entries = dict[str, Reference]


@dataclass(frozen=True)
class Citable:
    """What one document may cite: ``packaged`` entries and its ``own``.

    ``is_whole`` is False where its own list could not be read in full: then nobody can tell
    whether a source is unknown. ``problems`` are those of its own list.
    """

    packaged: References
    own: Entries
    is_whole: bool
    problems: tuple[Problem, ...] = ()

    def find(self, key: str) -> Reference | None:
        """The reference of that key, None if there is none."""
        return self.packaged.entries.get(key) or self.own.get(key)


def citable(document: Document[Frozen], packaged: References) -> Citable:
    """What a document may cite. Its ``references:`` names a file relative to its own."""
    page = document.page
    name = page.plain.get("references")
    if not isinstance(name, str) or not name:
        return Citable(packaged, {}, is_whole=name is None)
    path = Path(page.file).parent / name
    if not path.is_file():
        what, mend = f"there is no file '{name}' beside this document", "mend the path"
        return _unread(packaged, [page.problem(("references",), what, mend)])
    try:
        found = read(path)
    except DocumentError as error:
        return _unread(packaged, error.problems)
    if found.page.plain.get("format") not in (None, "glasscity/references/1"):
        what = f"'{name}' has the format '{found.page.plain['format']}'"
        mend = "name a list of references"
        return _unread(packaged, [page.problem(("references",), what, mend)])
    own = found.model.entries if isinstance(found.model, References) else {}
    problems = (*found.problems, *_packaged_already(found.page, own, packaged))
    return Citable(packaged, own, not found.problems, problems)


def _unread(packaged: References, problems: Iterable[Problem]) -> Citable:
    return Citable(packaged, {}, is_whole=False, problems=tuple(problems))


def _packaged_already(page: Page, own: Entries, packaged: References) -> Iterator[Problem]:
    for key in own:
        if key in packaged.entries:
            loc: Loc = ("entries", key)
            what = f"the packaged list of references has a '{key}' already"
            yield page.problem(loc, what, "give it another id, or cite the packaged one")


def together(parts: Iterable[tuple[Page, Citable]], packaged: References) -> References:
    """The packaged references and the own ones of several documents in one list.

    Raises DocumentError where two documents mean different things by one key.
    """
    entries, problems = dict(packaged.entries), []
    for page, part in parts:
        for key, entry in part.own.items():
            if key not in packaged.entries and entries.setdefault(key, entry) != entry:
                what = f"another document of this regime gives '{key}' another meaning"
                problems.append(page.problem(("references",), what, "rename one of the two"))
    if problems:
        raise DocumentError(problems)
    return References(format=packaged.format, entries=entries)


def check_evidence(page: Page, known: Citable) -> Iterator[Problem]:
    """Sources that no list of references holds, or not with that grade.

    Read off the page itself: evidence is checked of broken parts of a document too.
    """
    for loc, holder in _cited(page.plain, ()):
        source, grade = holder["source"], holder.get("grade")
        reference = known.find(source)
        if reference is None and known.is_whole:
            near = did_you_mean(source, [*known.packaged.entries, *known.own])
            what = f"the list of references has no '{source}'"
            mend = "cite one that it has, or write 'assumed:' with the reason"
            yield page.problem((*loc, "source"), what, mend, near)
        elif reference is not None and grade in GRADES and grade not in reference.grades:
            what = f"'{source}' is not graded {grade}"
            mend = f"its grades are: {', '.join(reference.grades)}"
            yield page.problem((*loc, "grade"), what, mend)


def _cited(node: Any, loc: Loc) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Each quantity and margin that names a source, however broken, with its place in the file."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _cited(item, (*loc, i))
    if isinstance(node, dict):
        if isinstance(node.get("source"), str) and not {"value", "cells"}.isdisjoint(node):
            yield loc, node
        for key, item in node.items():
            yield from _cited(item, (*loc, key))

"""What a document means, checked: each check reads a sound model and names what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from glasscity.chance import ONE
from glasscity.documents.page import Loc, Page
from glasscity.documents.problem import Problem, did_you_mean, some_of
from glasscity.documents.quantities import evidenced
from glasscity.documents.read import Document
from glasscity.evidence import Frozen, Quantity

M = TypeVar("M", bound=Frozen)


@dataclass(frozen=True)
class Sheet(Generic[M]):
    """A model under check, with its page for places, and what is missing from it."""

    page: Page
    model: M
    holes: frozenset[Loc]
    replaced: frozenset[str]

    def problem(self, loc: Loc, what: str, mend: str, suggestion: str | None = None) -> Problem:
        """A problem with the part at ``loc``."""
        return self.page.problem(loc, what, mend, suggestion)

    def whole(self, loc: Loc) -> bool:
        """Whether the list at ``loc`` still has all the items of the file."""
        found = self.page.walk(loc)[0]
        return found not in self.holes and not (loc and loc[0] in self.replaced)

    def ids(self, loc: Loc) -> tuple[str, ...]:
        """The ids that the items of the list at ``loc`` give themselves, broken ones included."""
        ids = [item.get("id") for item in self._items(loc) if isinstance(item, dict)]
        return tuple(name for name in ids if isinstance(name, str))

    def lacks(self, loc: Loc, name: str) -> bool:
        """Whether no item of the list at ``loc`` can be called ``name``.

        Where the list or the id of an item is broken, nobody can tell.
        """
        items = self._items(loc)
        told = all(isinstance(it, dict) and isinstance(it.get("id"), str) for it in items)
        return told and name not in self.ids(loc)

    def _items(self, loc: Loc) -> list[Any]:
        found = self.page.walk(loc)[0]
        items = self.page.at(loc) if len(found) == len(loc) else []
        return items if isinstance(items, list) else [None]

    def unknown(self, loc: Loc, noun: str, name: str, known: Sequence[str]) -> Problem:
        """A name at ``loc`` that stands for nothing."""
        return self.problem(
            loc, f"no {noun} '{name}'", f"known: {some_of(known)}", did_you_mean(name, known)
        )


def sheet_of(document: Document[M]) -> Sheet[M] | None:
    """The sheet of a document, None where nothing of it can be checked."""
    if document.model is None:
        return None
    return Sheet(document.page, document.model, document.holes, document.replaced)


Check = Callable[[Sheet[M]], Iterator[Problem]]


def run_checks(sheet: Sheet[M], checks: Iterable[Check[M]]) -> list[Problem]:
    """All problems found by the checks, without those of parts that only stand in."""
    found = [problem for check in checks for problem in check(sheet)]
    return [p for p in found if p.path.split(".")[0].split("[")[0] not in sheet.replaced]


def twice(sheet: Sheet[Any], noun: str, *lists: tuple[Loc, Sequence[Any]]) -> Iterator[Problem]:
    """Ids given to two items of one list, or of lists that share their names."""
    first: dict[str, Loc] = {}
    for loc, items in lists:
        for i, item in enumerate(items):
            if item.id in first:
                line = sheet.page.walk(first[item.id])[1][0]
                what = f"a second {noun} '{item.id}'; the first is on line {line}"
                yield sheet.problem((*loc, i, "id"), what, "give it another id")
            first.setdefault(item.id, (*loc, i, "id"))


def repeats(sheet: Sheet[Any], loc: Loc, noun: str, names: Sequence[str]) -> Iterator[Problem]:
    """Names written twice in the list at ``loc``."""
    for i, name in enumerate(names):
        if name in names[:i]:
            yield sheet.problem((*loc, i), f"{noun} '{name}' is named twice", "name it once")


EXACT = "false_match"
"""A chance that only ever acts through a formula, and may be as small as one likes."""


def check_never(sheet: Sheet[Any]) -> Iterator[Problem]:
    """Positive chances so small that they would silently become never (semantics 1.1)."""
    for loc, number in evidenced(sheet.model):
        if not isinstance(number, Quantity) or number.unit not in ("share", "chance"):
            continue
        if 0 < number.value * ONE < 1 and EXACT not in loc:
            what = f"{number.value:g} is below 2^-32 and would never happen"
            yield sheet.problem((*loc, "value"), what, "write 0 or a larger value")

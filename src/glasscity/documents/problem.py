"""What is wrong with a document, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake in one file; ``line`` and ``column`` count from 1, 0 means the whole file.

    ``path`` leads to the place inside the document (``sensors[0].coverage.value``), ``what``
    says what is wrong, ``mend`` what to do about it, ``suggestion`` the word perhaps meant.
    """

    file: str
    line: int
    column: int
    path: str
    what: str
    mend: str
    suggestion: str | None = None

    def __str__(self) -> str:
        """``file:line:column path - what - how to mend it (did you mean 'word'?)``."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        place = f"{where} {self.path}" if self.path else where
        hint = f" (did you mean '{self.suggestion}'?)" if self.suggestion else ""
        return f"{place} - {self.what} - {self.mend}{hint}"


class DocumentError(Exception):
    """A document cannot be used; ``problems`` holds every mistake found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = tuple(sorted(unique, key=lambda p: (p.file, p.line, p.column)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: object, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word nearest to ``word``, or None where none is at least so ``alike``."""
    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=alike)
    return near[0] if near else None


def some_of(known: Iterable[str], most: int = 12) -> str:
    """Known words in their order, for a message; a long row is cut and says so."""
    words = list(known)
    if not words:
        return "none"
    rest = len(words) - most
    return ", ".join(words[:most]) + (f", and {rest} more" if rest > 0 else "")

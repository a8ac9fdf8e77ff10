"""A finding about a rule set, with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["question", "note"]
"""A question wants an answer from whoever wrote the rules; a note is good to know."""


@dataclass(frozen=True)
class Finding:
    """What a check found: ``what`` it is, ``why`` it matters, how to ``mend`` it.

    ``line`` and ``column`` count from 1; 0 where the place is not known.
    """

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    path: str
    what: str
    why: str
    mend: str

    @property
    def where(self) -> str:
        """``file:line:column path``."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place} {self.path}".strip()

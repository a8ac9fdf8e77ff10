"""What was found in the catalogue's own rule sets, kept with an explanation of each."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from glasscity.studies.lint.finding import Finding
from glasscity.vocabulary.kept import rows_of

COMES_OF = {
    "reports": "it was reported so, or no report says otherwise",
    "assumption": "an assumption of the file makes it so",
    "language": "a document cannot say yet what was reported",
}
"""What a finding comes of."""


@dataclass(frozen=True)
class Recorded:
    """A finding as it is kept: where, what it comes of, and why it stands."""

    regime: str
    severity: str
    rule: str
    path: str
    comes_of: str
    explained: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart from others of the regime."""
        return self.rule, self.path


@functools.cache
def every_record() -> tuple[Recorded, ...]:
    """All rows of the record."""
    return tuple(Recorded(**row) for row in rows_of("findings"))


def recorded(regime: str) -> dict[tuple[str, str], Recorded]:
    """What is kept of one regime of the catalogue."""
    return {row.key: row for row in every_record() if row.regime == regime}


def renewed(regime: str, findings: Iterable[Finding]) -> list[Recorded]:
    """The rows that these findings of a regime should have; new ones are not explained yet."""
    known = recorded(regime)
    rows = []
    for it in findings:
        old = known.get((it.rule, it.path))
        why = (old.comes_of, old.explained) if old is not None else ("", "")
        rows.append(Recorded(regime, it.severity, it.rule, it.path, *why))
    return rows


def as_csv(rows: Iterable[Recorded]) -> str:
    """The text of the record."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Recorded))
    writer.writerows(astuple(row) for row in rows)
    return text.getvalue()

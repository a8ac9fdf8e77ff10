"""How far each regime of the catalogue is tested, and on what that rests: rows of tested.csv."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from glasscity.vocabulary.kept import rows_of

COLUMNS = {
    "verified": "a second reader wrote the same rules from the same facts",
    "calibrated": "a number was chosen so that the run meets a published figure",
    "validated": "a run was held against a published figure that was kept out, met or missed",
    "open": "a figure was published, and no run was held against it yet",
    "untestable": "nothing was published that a run could be held against",
}
"""What it would mean, in the order of showing."""
SAYS_NOTHING = "A figure that a regime was calibrated on says nothing for it."


@dataclass(frozen=True)
class Trial:
    """One thing that is known of a regime's evidence: its ``column``, and in words what.

    ``rests_on`` is the key of a fact, the name of a test, or empty.
    """

    regime: str
    column: str
    rests_on: str
    says: str

    @property
    def told(self) -> str:
        """In one line."""
        return f"{self.says} ({self.rests_on})" if self.rests_on else self.says


@functools.cache
def every_trial() -> tuple[Trial, ...]:
    """All rows, in the order of the file."""
    return tuple(Trial(**row) for row in rows_of("tested"))


def trials_of(regime: str) -> dict[str, tuple[Trial, ...]]:
    """The rows of one regime by column, without empty columns."""
    rows = [row for row in every_trial() if row.regime == regime]
    found = {column: tuple(it for it in rows if it.column == column) for column in COLUMNS}
    return {column: them for column, them in found.items() if them}


def told_trials(regime: str) -> tuple[str, ...]:
    """What is known of a regime's evidence, one line each, and what nobody has done yet.

    Empty for a rule set that is not of the catalogue.
    """
    found = trials_of(regime)
    if not found:
        return ()
    lines = [f"{column}: {it.told}" for column, them in found.items() for it in them]
    rest = [it for it in COLUMNS if it not in found and it not in ("open", "untestable")]
    if rest:
        lines.append(f"Not yet: {', '.join(rest)}.")
    return (*lines, SAYS_NOTHING) if "calibrated" in found else tuple(lines)

"""Counts of a run by the parts of their keys."""

from __future__ import annotations

import math

from glasscity.results.run import Run


def count(run: Run, measure: str, **where: str | tuple[str, ...]) -> int:
    """The count of a measure where parts of its key, or dimensions, have these values."""
    frame = run.tallies.total(measure, *where)
    for part, wanted in where.items():
        frame = frame[frame[part].isin((wanted,) if isinstance(wanted, str) else wanted)]
    return int(frame["count"].sum())


def ratio(part: float, whole: float) -> float:
    """A share; NaN of nothing."""
    return part / whole if whole else math.nan


def person_years(run: Run) -> float:
    """Years that the simulated people lived through."""
    return run.outcome.people * run.years

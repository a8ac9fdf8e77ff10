"""Wrongful records contested and struck."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.measures.appeals import of_truth
from glasscity.measures.interval import Interval, share
from glasscity.measures.records import FEWEST_RECORDS
from glasscity.results.run import Run


@dataclass(frozen=True)
class Corrections:
    """Counts of simulated people's wrongful records, and the shares contested and struck.

    ``struck`` are corrections that were or will be granted, and appeals that were.
    """

    wrongful: int
    filed: int
    struck: int
    share_filed: Interval
    share_struck: Interval


def corrections_of(run: Run) -> Corrections:
    """How many of the run's wrongful records were contested, and how many struck."""
    wrongful, filed, struck = (run.tallies.sum(m) for m in ("false_records", "filed", "struck"))
    filed += of_truth(run, "appeals_filed", "false")
    struck += of_truth(run, "appeals_struck", "false")
    return Corrections(
        wrongful,
        filed,
        struck,
        share(filed, wrongful, FEWEST_RECORDS),
        share(struck, wrongful, FEWEST_RECORDS),
    )

"""The charts of a report, in their fixed order."""

from __future__ import annotations

from glasscity.charts.bands import band_figure
from glasscity.charts.figure import Figure
from glasscity.charts.harm import harm_figure
from glasscity.charts.scores import score_figure
from glasscity.charts.standings import standing_figure
from glasscity.results.run import Run


def figures_of(run: Run) -> tuple[Figure, ...]:
    """Classes over time and scores of each ledger, harm, then standings with and without error."""
    ledgers = run.city.regime.banded
    return (
        *(band_figure(run, ledger) for ledger in ledgers),
        *(score_figure(run, ledger) for ledger in ledgers),
        harm_figure(run),
        *(standing_figure(run, ledger) for ledger in ledgers),
    )

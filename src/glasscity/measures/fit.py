"""How far the simulated people stray from the published margins."""

from __future__ import annotations

import pandas as pd

from glasscity.lowering.census import Fit, fit_of_counts
from glasscity.results.run import Run


def fit_of(run: Run) -> Fit:
    """The residuals of the run's census; the same margins and number give the same census."""
    return fit_of_counts(run.city.population, run.counts)


def fit_table(fit: Fit) -> pd.DataFrame:
    """One row per published margin cell: ``margin``, ``level``, ``wanted``, ``got``, ``heads``.

    ``wanted`` and ``got`` are shares; ``heads`` is the difference in simulated people.
    """
    return pd.DataFrame(
        {
            "margin": [" x ".join(cell.over) for cell in fit.residuals],
            "level": [", ".join(cell.levels) for cell in fit.residuals],
            "wanted": [cell.wanted for cell in fit.residuals],
            "got": [cell.got for cell in fit.residuals],
            "heads": [cell.difference * fit.simulated for cell in fit.residuals],
        }
    )


def fit_sentence(fit: Fit, many: str = "people") -> str:
    """The largest residual in one sentence; ``many`` is how a face calls those who live there."""
    worst = fit.largest
    return (
        f"The synthetic {many} meet every published margin to within {fit.largest_in_heads:.2f} "
        f"{many} of {fit.simulated:,} (largest: {', '.join(worst.levels)})."
    )

"""The line under every chart that says where its numbers come from."""

from __future__ import annotations

from glasscity.measures.groups import many
from glasscity.measures.wording import number, whole
from glasscity.results.pair import Pair
from glasscity.results.run import Run


def source_line(run: Run) -> str:
    """Which run, how many were simulated, whom they stand for, and that none exists."""
    return (
        f"Source: SYNTHETIC. Glass City run of {run.city.regime.id}, {whole(run.outcome.people)} "
        f"simulated {many(run)}, {number(run.years)} years, seed {run.request.seed}, digest "
        f"{run.digest[:12]}."
    )


def pair_source_line(pair: Pair) -> str:
    """The same of two worlds lived side by side."""
    here, there = pair.here, pair.there
    return (
        f"Source: SYNTHETIC. Glass City, {whole(pair.n)} simulated {many(here)} in two worlds, "
        f"{number(here.years)} years, seed {here.request.seed}, digests {here.digest[:12]} and "
        f"{there.digest[:12]}."
    )

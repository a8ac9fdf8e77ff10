"""Consequences that are not impossible, and that hardly anybody lives to meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glasscity.studies.lint.finding import Finding
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.times import Times
from glasscity.studies.lint.wording import listed, quoted

FEW = 1e-4
"""The share of all people at one time below which hardly anybody is in a band."""


def hardly_met(ground: Ground, told: Sequence[Times]) -> Iterator[Finding]:
    """Consequences of bands in which fewer than one in ten thousand are at any one time."""
    for times in told:
        for c, it in enumerate(ground.city.regime.consequences):
            bands = it.when.bands or ()
            if it.when.instrument != times.ledger or not times.everybody or not bands:
                continue
            share = sum(times.everybody[band] for band in bands)
            if share >= FEW or not ground.is_ever(it.when):
                continue
            yield ground.finding(
                "hardly-anybody",
                "note",
                ("consequences", c, "when"),
                f"hardly anybody meets '{it.id}': in the long run {_of_people(share)} in "
                f"{listed(quoted(bands))} at one time",
                "what is promised or threatened is in reach of the rules and of hardly any life; a "
                "run of few people will show nobody",
                "mend thresholds or points, or say in a note that it is for show",
            )


def _of_people(share: float) -> str:
    """``about 4 in 100 million people are``."""
    if share < 1e-9:
        return "fewer than 1 in 1,000 million people are"
    return f"about 1 in {float(f'{1 / share:.1g}'):,.0f} people is"

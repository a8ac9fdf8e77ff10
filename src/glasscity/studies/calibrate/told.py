"""What a calibration found, in words."""

from __future__ import annotations

import math

from rich.console import Console
from rich.padding import Padding

from glasscity.studies.calibrate import WITHIN, Calibrated, Held

NOTE = (
    "Nothing was changed, and nothing searched for: which numbers a document should hold is for a "
    "person to decide. Settings tried are no probabilities."
)


def _rate(value: float) -> str:
    return "not estimable" if math.isnan(value) else f"{value:.3g}"


def _words(it: Held) -> list[str]:
    low, high = it.span
    near = sum(map(it.is_near, it.tried))
    source = f"{it.figure.fact}, grade {it.figure.grade}"
    within = f"within a factor of {WITHIN:g} of the published"
    words = [
        f"published {_rate(it.figure.value)} a year ({source}); as written {_rate(it.stated)}",
        f"nine in ten settings: {_rate(low)} to {_rate(high)}; {within}: {near} of {len(it.tried)}",
    ]
    if it.is_used:
        words.append("the documents are made from this source already: agreement proves nothing")
    if it.figure.reference.contested:
        words.append(f"contested: {it.figure.reference.contested}")
    return words


def print_calibration(done: Calibrated) -> None:
    """Print each figure with what was published and what the regime gives."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.print()
    console.print(done.city.regime.title.en, style="bold underline")
    for it in done.held:
        console.print()
        console.print(it.figure.meaning, style="bold")
        for words in _words(it):
            console.print(Padding(words, (0, 0, 0, 2)))
    console.print()
    console.print(
        f"{done.near_all} of {done.settings} settings come near all of them at once; "
        f"{done.refused} others within the ranges make no city."
    )
    console.print(NOTE, style="dim")
    console.print()

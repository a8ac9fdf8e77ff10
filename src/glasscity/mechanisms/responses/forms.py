"""The other forms of a response that research does not tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from glasscity.evidence import Quantity
from glasscity.mechanisms.unerring import assumed
from glasscity.tables.rows import Form

FADING = 274.0
"""Days after which an effect has halved, where it may fade: half of eighteen months."""
FADES = "the effect of penalty points has been seen to fade within eighteen months"
SMALLEST, LARGEST = 0.001, 1.0


def forms(
    form: Form, half_risk: Quantity | None, starting_risk: Quantity
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The two other laws of fear, by what changes.

    A law that has no half risk takes the risk at the start for it: half the effect, or the edge.
    """
    for other in get_args(Form):
        if other != form:
            half = half_risk or assumed(starting_risk.value, "share")
            yield f"form-{other}", {"form": other, "half_risk": None if other == "linear" else half}


def fading(half_life: Quantity | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """An effect that lasts where it fades, or fades where it lasts."""
    if half_life is not None:
        yield "lasting", {"half_life": None}
    else:
        yield "fading", {"half_life": assumed(FADING, "days", FADES)}


def beliefs(
    learning: Quantity | None, weight: Quantity | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """A risk that everybody learns alone where it was the place's, or the reverse.

    What closes a share of the gap is worth one deed among its inverse.
    """
    if learning is not None:
        deeds = assumed(1.0 / max(learning.value, SMALLEST), "deeds")
        yield "belief-own", {"belief": "own", "learning": None, "weight": deeds}
    elif weight is not None:
        share = assumed(min(LARGEST, 1.0 / weight.value), "share")
        yield "belief-place", {"belief": "place", "learning": share, "weight": None}

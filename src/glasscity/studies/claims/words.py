"""Numbers in sentences, with the digits that survive ranges and chance: two at most."""

from __future__ import annotations

from glasscity.measures.wording import NOT_ESTIMABLE, number


def rough(value: float) -> str:
    """A number with two telling digits: 0.12, 3.7, 49, 1,200."""
    if value != value:
        return NOT_ESTIMABLE
    return number(float(f"{value:.2g}"))


def rough_share(share: float) -> str:
    """A share as a percentage with two telling digits; next to none and next to all said so."""
    if share != share:
        return NOT_ESTIMABLE
    if 0.0 < abs(share) < 0.0001:
        return "less than 0.01 %"
    if 0.99 < share < 1.0:
        return "more than 99 %"
    return f"{rough(100.0 * share)} %"

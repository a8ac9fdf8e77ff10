"""What a place has settled, frozen for one window."""

from __future__ import annotations

from dataclasses import dataclass

FieldRow = tuple[int, str, str, float]


@dataclass(frozen=True)
class Fields:
    """Settled values in force in a window.

    ``pool_rate``: by source (place among sources), the rate of false records per enrolled head
    and window in each look-alike group. ``review_share``: by sensor, the share of hits that are
    looked at. ``risk``: by (response, kind), the believed chance of being recorded.
    ``aware_share``: by stratum, the share of people who know the rules.
    """

    pool_rate: dict[int, list[float]]
    review_share: list[float]
    risk: dict[tuple[str, str], float]
    aware_share: list[float]

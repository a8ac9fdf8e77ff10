"""What a place has settled, frozen for one window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FieldRow = tuple[int, str, str, float]


class Turn(NamedTuple):
    """A place in the queue of appeals: day of filing, then a drawn word, then the address."""

    day: int
    word: int
    person: int


NOBODY = Turn(-1, -1, -1)
"""Before the first turn."""


@dataclass(frozen=True)
class Fields:
    """Settled values in force in a window.

    ``pool_rate``: by source (place among sources), the rate of false records per enrolled head
    and window in each look-alike group. ``review_share``: by sensor, the share of hits that are
    looked at. ``beliefs``: by (response, kind), the believed risk or level (see rows.Belief).
    ``aware_share``: by stratum, the share of people who know the rules. ``attention``: by sensor
    whose effort follows records, the records of each area; ``visited``: the area it is sent to.
    ``appeals_heard``: the last turn of the appeals heard so far.
    """

    pool_rate: dict[int, list[float]]
    review_share: list[float]
    beliefs: dict[tuple[str, str], float]
    aware_share: list[float]
    attention: dict[int, list[float]]
    visited: dict[int, int]
    appeals_heard: Turn = NOBODY

"""What a kind of mechanism lowers itself to; what it does not have is a neutral number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from glasscity.vocabulary.strata import N_LOOK_ALIKE, N_STRATA

F64 = npt.NDArray[np.float64]
Verb = Literal["refused", "surcharged", "eased", "delayed", "published"]
Period = Literal["year", "window"]
"""What a standing can do to an attempt, or to a person."""
Form = Literal["saturating", "linear", "threshold"]
"""How a believed risk becomes fear: see :func:`glasscity.mechanisms.responses.fear.fear`."""
Follows = Literal["risk", "level"]
"""What a belief about the place follows; also the name under which it is saved."""
CELLS = 4
"""Cells of a sensor's chances: enrolled + 2 * aware."""


@dataclass(frozen=True)
class Chances:
    """Chances per deed of one kind at one sensor, each of shape (strata, CELLS).

    ``view``: in view at all. ``on_self``, ``on_other``: the doer, or somebody else, is named
    (before any review).
    """

    view: F64
    on_self: F64
    on_other: F64


@dataclass(frozen=True)
class AttentionRow:
    """Effort that follows records from area to area, the levels of dimension ``by``.

    ``opening``: records of each area at the start. ``also``: ids of other sensors whose records
    count. ``is_corrected``: the sensor's own discoveries count by the others' share.
    """

    by: str
    opening: Mapping[str, float]
    also: tuple[str, ...]
    is_corrected: bool


def _nobody() -> F64:
    return np.zeros(N_STRATA)


def _own_group() -> F64:
    return np.ones(N_LOOK_ALIKE)


@dataclass(frozen=True)
class SensorRow:
    """The rest of a sensor's law: numbers that are neutral where the kind has no such thing.

    ``rejects_right`` and ``catches_wrong``: chance that review throws away a right, a wrong hit.
    ``capacity``: hits a month that can be reviewed (infinite: all). ``wrong_match``, by stratum:
    chance that a search for an outsider like these names somebody; ``passers_by`` outsiders come
    into view for each resident's deed. ``absentees``: enrolled people outside the city.

    ``is_pooled``: what is pinned falls on others, with share ``homophily`` (by look-alike group
    of the doer) on the own group, else on all others; ``is_of_register``: on enrolled people
    only. ``false_rate``, by stratum: false records per person-year of each kind seen, without a
    deed. Both, either or neither. ``is_fresh``: who is blamed does not depend on how often they
    look like others. ``taken_for``: deeds that are recorded as another kind. ``attention``: it
    sees one area at a time.
    """

    delay: int
    rejects_right: float = 0.0
    catches_wrong: float = 0.0
    capacity: float = float("inf")
    wrong_match: F64 = field(default_factory=_nobody)
    passers_by: float = 0.0
    absentees: float = 0.0
    is_pooled: bool = False
    is_of_register: bool = True
    homophily: F64 = field(default_factory=_own_group)
    false_rate: F64 | None = None
    is_fresh: bool = False
    taken_for: Mapping[str, str] = field(default_factory=dict)
    attention: AttentionRow | None = None


@dataclass(frozen=True)
class DoorRow:
    """The law of a consequence at an attempt; what a kind does not do is neutral.

    ``is_bar``: it refuses. ``fen`` it books and ``days`` it makes a person wait if it does not.
    It refuses too once ``allowed`` attempts (None: any number) were granted in a calendar year
    or window (``per``). ``verb`` is what it is counted under, whatever the kind is called.
    """

    verb: Verb
    is_bar: bool = False
    fen: int = 0
    days: int = 0
    allowed: int | None = None
    per: Period = "year"

    @property
    def eases(self) -> bool:
        """Whether it is to the person's advantage."""
        return self.verb == "eased"


@dataclass(frozen=True)
class Rung:
    """Where a person stands on what a response reads.

    ``name``: of the published band, or of the list for whoever is on it; empty off the list.
    ``width`` of the band in points. ``points``: by deed, the first points of the year of each
    rule of the ledger that would answer a record.
    """

    name: str = ""
    width: float = 1.0
    is_last: bool = False
    points: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnBelief:
    """A risk that each person learns from their own deeds, from a first belief ``start``.

    The first belief is worth ``weight`` deeds. What it does to a rate at a stake is
    1 - largest_fall * fear * stake, with the fear that ``form`` makes of the risk.
    """

    start: float
    weight: float
    largest_fall: float
    half_risk: float
    form: Form


@dataclass(frozen=True)
class FactorRow:
    """What a score reads: instrument ``reads``, and the points for each score of it."""

    reads: str
    points_at: Callable[[int], float]


@dataclass(frozen=True)
class FriendsRow:
    """Friends along ``ties``, with a weight: mean or sum, raw or with friends of their own."""

    ties: str
    share: float
    is_sum: bool
    is_recursive: bool


@dataclass(frozen=True)
class CardRow:
    """A score worked out from others: ``base`` by stratum, then factors, then friends."""

    base: F64
    factors: tuple[FactorRow, ...]
    friends: FriendsRow | None


@dataclass(frozen=True)
class RatingRow:
    """A score that others give: ``quality`` by stratum; ``bias`` for whoever differs in ``by``.

    With chance ``careless`` a rating says nothing; the average keeps ``memory`` of itself.
    """

    quality: F64
    by: str | None
    bias: float
    careless: float
    memory: float


@dataclass(frozen=True)
class MeetingRow:
    """The law of an encounter: the chance that a try ``fails``, and the kinds of deed recorded.

    ``failed_as`` falls on who tried and failed, ``refused_as`` on who refused; None: nothing.
    """

    fails: float
    failed_as: str | None
    refused_as: str | None

    @property
    def sends(self) -> int:
        """Kinds of records that it sends."""
        return (self.failed_as is not None) + (self.refused_as is not None)


@dataclass(frozen=True)
class GateRow:
    """A score that rises from 0 to 1 for the first so many people ``a_year`` by another score.

    They are ranked by the score of ``reads``, if it is at least ``least``.
    """

    reads: str
    least: int
    a_year: float


@dataclass(frozen=True)
class InvestigationRow:
    """The law of an investigation: who comes first, how many ``a_month``, and what is found.

    ``finds`` and ``accuses``: chance that somebody is found to have done a harmful deed who has,
    and who has not. The kinds of deed recorded then may be None: nothing is; ``fen`` is claimed.
    """

    is_lowest_first: bool
    a_month: float
    finds: float
    accuses: float
    found_as: str | None
    accused_as: str | None
    fen: int


@dataclass(frozen=True)
class Belief:
    """What people believe about a deed in their place: at the start, and how it is moved.

    Each window it moves by ``learning`` (a share) towards what it ``follows`` in the last window:
    the ``risk`` (share of such deeds that were recorded) or the ``level`` (such deeds over those
    without any response).
    """

    start: float
    learning: float
    follows: Follows = "risk"


@dataclass(frozen=True)
class Hearing:
    """Who learns of a record: the chance by stratum, and after how many days."""

    learns: F64
    after: int


@dataclass(frozen=True)
class Contest:
    """A way to contest a record one has learnt of.

    ``files``: shape (strata, 2) by awareness; ``deterred``: by stratum, the share of those who are
    kept from it; ``fen`` booked for each filing; ``success`` for a true record, and for a false
    one (a chance of 0 for true records: they are not contested). Decided ``lag`` days after
    filing. ``capacity``: decisions a month, in the order of filing, at a window's end; infinite:
    all; None: no queue, decided on the day.
    """

    files: F64
    deterred: F64
    fen: int
    success: tuple[float, float]
    lag: int
    capacity: float | None

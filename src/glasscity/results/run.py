"""A run in memory: what was asked, of which city, and what came out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from glasscity.documents.resolve import City
from glasscity.results.by_place import ByPlace
from glasscity.results.digest import run_digest
from glasscity.results.request import Request
from glasscity.results.tallies import Tallies
from glasscity.tables.outcome import Outcome
from glasscity.vocabulary.strata import N_STRATA
from glasscity.vocabulary.time import YEAR_DAYS


@dataclass(frozen=True)
class Run:
    """A finished simulation. ``started`` and ``stopped`` carry a time zone.

    ``by_place``: what stands beside the sums of a run of many places; None of a run of one.
    """

    city: City
    request: Request
    outcome: Outcome
    started: datetime.datetime
    stopped: datetime.datetime
    by_place: ByPlace | None = None

    @cached_property
    def digest(self) -> str:
        """The digest of the tallies (:func:`glasscity.results.digest.run_digest`)."""
        return run_digest(self.outcome)

    @cached_property
    def tallies(self) -> Tallies:
        """The tallies, ready to be summed."""
        return Tallies(self.outcome)

    @cached_property
    def pooled(self) -> frozenset[str]:
        """The ids of the sensors whose mistakes are dealt from pools of look-alikes."""
        return frozenset(it.id for it in self.city.regime.sensors if it.row().is_pooled)

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """Simulated people by stratum, shape (N_STRATA,)."""
        people = self.tallies.total("people", "stratum")
        counts = np.zeros(N_STRATA, np.int64)
        counts[people["stratum"].to_numpy(np.int64)] = people["count"].to_numpy(np.int64)
        return counts

    @property
    def years(self) -> float:
        """The length of the run in years of 365.25 days."""
        return sum(self.outcome.window_days) / YEAR_DAYS

    @property
    def windows(self) -> int:
        """The number of windows simulated."""
        return len(self.outcome.window_days)

    @property
    def months(self) -> float:
        """The length in months: windows, where those are calendar months."""
        by_month = self.city.regime.clock.window == "month"
        return float(self.windows) if by_month else 12.0 * self.years

    @property
    def weight(self) -> float:
        """People represented by each simulated one."""
        return self.outcome.represented / self.outcome.people

    @property
    def first_day(self) -> datetime.date:
        """The first day of the first window."""
        return self.city.regime.clock.start

"""The headline numbers of the earlier questions, on any city: what is tried over and over."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from glasscity.documents.resolve import City
from glasscity.measures.interval import Interval
from glasscity.studies.audit.lab import Lab, silent
from glasscity.studies.doubt.survival import Finding


@dataclass(frozen=True)
class Headline:
    """The headline of a question, by the question's id; ``bound`` parts its two sides."""

    id: str
    words: str
    find: Callable[[Lab], Interval]
    bound: float = 0.0

    @property
    def finding(self) -> Finding:
        """It as a number with two sides."""
        return Finding(self.id, self.words, self.bound)


@dataclass(frozen=True)
class Headlines:
    """Headline numbers as a function of a city; the people, years and luck are always the same.

    It is sent to other processes, and lives on one thread there.
    """

    lab: Lab
    headlines: tuple[Headline, ...]

    @classmethod
    def of(cls, lab: Lab, headlines: tuple[Headline, ...], people: int) -> Headlines:
        """Those of a lab, with so many people; nothing that was lived before is taken along."""
        quiet = dataclasses.replace(lab, threads=1, tell=silent, keep=None)
        return cls(quiet.moved(lab.city, min(people, lab.people)), headlines)

    def __call__(self, city: City) -> Mapping[str, float]:
        """Each headline by the id of its question; NaN where it is not estimable."""
        lab = self.lab.moved(city)
        return {it.id: _number(it.find(lab)) for it in self.headlines}

    def only(self, name: str) -> Headlines:
        """The same for one headline alone."""
        return Headlines(self.lab, tuple(it for it in self.headlines if it.id == name))


def _number(found: Interval) -> float:
    return math.nan if found.value is None else found.value

"""What a regime is checked against: the population and conduct it names."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from glasscity.documents.check import Sheet
from glasscity.documents.conduct import Conduct, Kind
from glasscity.documents.page import Loc
from glasscity.documents.population import Population
from glasscity.documents.problem import Problem
from glasscity.documents.regime import Regime

Ground = Sheet[Regime]


@dataclass(frozen=True)
class Setting:
    """The two other documents; None where one could not be read, and names are not checked.

    ``firms``: the rule set of the firms, where there is one without problems.
    """

    population: Sheet[Population] | None
    conduct: Sheet[Conduct] | None
    firms: Regime | None = None

    @functools.cached_property
    def kinds(self) -> dict[str, Kind]:
        """The sound kinds of deeds by id."""
        return {kind.id: kind for kind in self.conduct.model.kinds} if self.conduct else {}

    def is_for_children(self, service: str) -> bool:
        """Whether people try to get this service for each of their children."""
        services = self.conduct.model.services if self.conduct else ()
        return any(it.id == service and it.each == "child" for it in services)

    def unknown_deed(self, sheet: Ground, loc: Loc, name: str) -> Problem | None:
        """The problem of a deed that the conduct does not know, None if it may."""
        return self._unknown(sheet, loc, "deed", "kinds", name)

    def unknown_service(self, sheet: Ground, loc: Loc, name: str) -> Problem | None:
        """The problem of a service that the conduct does not know, None if it may."""
        return self._unknown(sheet, loc, "service", "services", name)

    def _unknown(self, sheet: Ground, loc: Loc, noun: str, key: str, name: str) -> Problem | None:
        if self.conduct is None or not self.conduct.lacks((key,), name):
            return None
        return sheet.unknown(loc, noun, name, self.conduct.ids((key,)))

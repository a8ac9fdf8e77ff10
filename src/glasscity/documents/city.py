"""A city: a regime with the population and conduct it is run on."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import digest
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime


@dataclass(frozen=True)
class Origin:
    """The scenario a city was made by, and the regime it was made from, each with its digest."""

    scenario: str
    digest: str
    base: str
    base_digest: str


@dataclass(frozen=True)
class City:
    """A regime, and the population and conduct it is run on, checked against one another.

    ``firms``: the firms of the same place, where the regime names any.
    """

    regime: Regime
    population: Population
    conduct: Conduct
    references: References
    origin: Origin | None = None
    firms: City | None = None

    @functools.cached_property
    def digests(self) -> dict[str, str]:
        """sha256 (hex) of the resolved ``regime``, ``population`` and ``conduct``.

        Those of firms are told apart by ``firms-``.
        """
        firms = self.firms.digests if self.firms is not None else {}
        return {
            "regime": digest(self.regime),
            "population": digest(self.population),
            "conduct": digest(self.conduct),
            **{f"firms-{name}": words for name, words in firms.items()},
        }

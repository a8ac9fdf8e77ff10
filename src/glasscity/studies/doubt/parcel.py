"""A city as it is sent to another process: by what its documents say."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from typing import Any

from glasscity.documents.conduct import Conduct
from glasscity.documents.digest import said
from glasscity.documents.population import Population
from glasscity.documents.references import References
from glasscity.documents.regime import Regime
from glasscity.documents.resolve import City

Words = dict[str, Any]


def unpacked(
    firms: City | None, regime: Words, population: Words, conduct: Words, references: Words
) -> City:
    """The city of these documents; it was checked before it was sent."""
    return City(
        Regime.model_validate(regime),
        Population.model_validate(population),
        Conduct.model_validate(conduct),
        References.model_validate(references),
        firms=firms,
    )


def _packed(city: City) -> tuple[Callable[..., City], tuple[Any, ...]]:
    parts = (city.regime, city.population, city.conduct, city.references)
    return unpacked, (city.firms, *(said(part) for part in parts))


def register() -> None:
    """Let every city be sent so: models of levels have no name by which they could be."""
    copyreg.pickle(City, _packed)

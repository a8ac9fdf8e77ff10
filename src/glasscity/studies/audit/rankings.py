"""The orders of gravity under which an audit shows what deeds cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glasscity.documents.gravity import GravityOrder
from glasscity.documents.resolve import City, load_study
from glasscity.documents.shelf import names
from glasscity.measures.proportion import gravity_in


@dataclass(frozen=True)
class Ranking:
    """Ranks of deeds, the larger the graver, and what the order goes by."""

    title: str
    ranks: Mapping[str, int]


def rankings_of(city: City) -> tuple[Ranking, ...]:
    """The order of the catalogue of conduct, then each of the catalogue for the same conduct."""
    orders = [load_study("gravity", name, GravityOrder) for name in names("gravity")]
    return (
        Ranking(f"ranks of {city.conduct.id}", gravity_in(city)),
        *(
            Ranking(order.title.en, {deed: it.rank for deed, it in order.ranks.items()})
            for order in orders
            if city.conduct.id in order.conduct
        ),
    )

"""Numbers of a conduct that make no difference under a regime: nothing in its rules reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glasscity.documents.city import City
from glasscity.documents.digest import said
from glasscity.documents.page import Loc
from glasscity.documents.uncertain import Doubt, doubts


def worth_trying(city: City) -> tuple[Doubt, ...]:
    """The doubts of a city but for those that nothing reads.

    A service is read where the regime names it. A deed is, where the regime names it; and every
    deed is where people respond, since what they do otherwise is told of all deeds. A propensity
    is read where one of its deeds is.
    """
    read = _read(city)
    return tuple(
        doubt
        for doubt in doubts(city)
        if doubt.document != "conduct" or any(_part(place) in read for place in doubt.places)
    )


def _part(place: Loc) -> Loc:
    """The item of a list that a number stands in, or what stands in none."""
    return place[:2] if place[0] in ("kinds", "services", "factors") else place[:1]


def _read(city: City) -> frozenset[Loc]:
    regime, conduct = city.regime, city.conduct
    named = frozenset(_words(said(regime)))
    is_told = bool(regime.responses)
    kinds = [n for n, it in enumerate(conduct.kinds) if is_told or it.id in named]
    factors = {conduct.kinds[n].factor for n in kinds}
    others = {(name,) for name in type(conduct).model_fields} if kinds else set[Loc]()
    return frozenset(
        (
            *others,
            *(("kinds", n) for n in kinds),
            *(("services", n) for n, it in enumerate(conduct.services) if it.id in named),
            *(("factors", n) for n, it in enumerate(conduct.factors) if it.id in factors),
        )
    )


def _words(part: Any) -> Iterator[str]:
    """Every text of a plain document, and every key."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, item in part.items():
            yield str(key)
            yield from _words(item)
    elif isinstance(part, list):
        for item in part:
            yield from _words(item)

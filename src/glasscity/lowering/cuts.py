"""Ties that people cut become rows."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.chance import threshold
from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.lowering.impose import standings_named
from glasscity.tables.law import U8

ENDS = ("neither", "one", "both")
"""Kinds of ties, by how many ends have the standing: keys of what is counted."""


@dataclass(frozen=True)
class Shears:
    """``named`` is by standing, ``below`` the threshold of breaking by how many ends are named.

    ``ties``: place among the population's ties. Where people ``seek`` they are paired anew.
    """

    ties: int
    named: U8
    below: tuple[int, int, int]
    seek: bool


def cutters_of(regime: Regime) -> list[str]:
    """The responses that cut ties, in file order."""
    return [response.id for response in regime.responses if response.cuts() is not None]


def lower_cuts(regime: Regime, population: Population) -> tuple[Shears, ...]:
    """The ties that are cut, in the order of the responses that do so."""
    place = {tie.id: t for t, tie in enumerate(population.ties)}
    cuts = (response.cuts() for response in regime.responses)
    rows = []
    for cut in cuts:
        if cut is not None:
            neither, one, both = (threshold(chance) for chance in cut.breaks)
            named = standings_named(regime, cut.when)
            rows.append(Shears(place[cut.ties], named, (neither, one, both), cut.seek))
    return tuple(rows)

"""Standings that are passed on become rows."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.lowering.impose import standings_named
from glasscity.tables.law import U8


@dataclass(frozen=True)
class Passing:
    """``named`` is by standing. ``ties``: place among the population's ties, -1: on oneself."""

    named: U8
    ties: int
    each_window: bool
    first_day: int
    until: int


def lower_spreads(regime: Regime, population: Population) -> tuple[Passing, ...]:
    """The spreads of a regime, in file order."""
    ties = [tie.id for tie in population.ties]
    return tuple(
        Passing(
            standings_named(regime, spread.when),
            ties.index(spread.along) if spread.along is not None else -1,
            spread.each == "window",
            *spread.in_force.days(regime.clock.start),
        )
        for spread in regime.spreads
    )

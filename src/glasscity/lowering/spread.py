"""Standings that are passed on become rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glasscity.documents.population import Population
from glasscity.documents.regime import Regime
from glasscity.lowering.impose import standings_named
from glasscity.mechanisms.standing import Whom
from glasscity.tables.law import U8
from glasscity.vocabulary.strata import N_STRATA, labels_of

NONE = np.zeros(0, np.uint8)
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Passing:
    """``named`` is by standing. ``ties``: place among the population's ties, -1: on oneself.

    ``whom``: whether it may fall on people of a stratum. ``of_firms``: the standings are those
    of firms, and not in ``named``.
    """

    named: U8
    ties: int
    each_window: bool
    first_day: int
    until: int
    whom: Mask
    of_firms: bool = False


def strata_of(whom: Whom | None) -> Mask:
    """Whether people of each stratum are meant; all where nothing is said."""
    meant = (whom is None or whom.holds(labels_of(g)) for g in range(N_STRATA))
    return np.fromiter(meant, np.bool_, N_STRATA)


def lower_spreads(regime: Regime, population: Population) -> tuple[Passing, ...]:
    """The spreads of a regime, in file order."""
    ties = [tie.id for tie in population.ties]
    return tuple(
        Passing(
            NONE if spread.of == "firms" else standings_named(regime, spread.when),
            ties.index(spread.along) if spread.along is not None else -1,
            spread.each == "window",
            *spread.in_force.days(regime.clock.start),
            strata_of(spread.whom),
            spread.of == "firms",
        )
        for spread in regime.spreads
    )

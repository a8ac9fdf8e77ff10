"""What does not change from window to window or person to person, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from reference.reading import Reading
from reference.sensing import Sensing
from reference.temptation import Temptation


@dataclass(frozen=True)
class Ways:
    """The documents, the temptations of each factor, and the sight of sensors."""

    reading: Reading
    temptations: tuple[Temptation, ...]
    sensing: Sensing


def ways_of(reading: Reading) -> Ways:
    """The ways of a place."""
    factors = range(len(reading.conduct.factors))
    return Ways(reading, tuple(Temptation(reading, f) for f in factors), Sensing(reading))

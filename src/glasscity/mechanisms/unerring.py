"""Numbers of worlds that are only compared with."""

from __future__ import annotations

from collections.abc import Callable

from glasscity.evidence import Quantity, Varied
from glasscity.vocabulary.terms import Unit

WHY = "changed to see what the rest does; not a claim about the world"


def none_of(unit: Unit) -> Quantity:
    """Nothing of it, in place of an error or a delay."""
    return assumed(0.0, unit)


def assumed(value: float, unit: Unit, why: str = WHY) -> Quantity:
    """A number that only serves to compare with."""
    return Quantity(value=value, unit=unit, assumed=why)


def changed(
    varied: Quantity | Varied[Quantity], by: Callable[[float], float]
) -> Quantity | Varied[Quantity]:
    """Another number, or another for each level."""
    if isinstance(varied, Quantity):
        return assumed(by(varied.value), varied.unit)
    levels = {name: assumed(by(it.value), it.unit) for name, it in varied.levels.items()}
    return varied.model_copy(update={"levels": levels})


MOST = {"share": 1.0, "chance": 1.0, "per month": 1e9}
"""The most there can be, by unit."""


def all_of(unit: Unit) -> Quantity:
    """All of it, in place of some."""
    return assumed(MOST[unit], unit)


def part_of(varied: Quantity | Varied[Quantity], share: float) -> Quantity | Varied[Quantity]:
    """So much of a number, or of each of its levels."""
    return changed(varied, lambda value: value * share)

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


def part_of(varied: Quantity | Varied[Quantity], share: float) -> Quantity | Varied[Quantity]:
    """So much of a number, or of each of its levels."""
    return changed(varied, lambda value: value * share)

"""Numbers of a world in which nothing is mistaken."""

from __future__ import annotations

from glasscity.evidence import Quantity, Varied
from glasscity.vocabulary.terms import Unit

WHY = "changed to see what the rest does; not a claim about the world"


def none_of(unit: Unit) -> Quantity:
    """Nothing of it, in place of an error or a delay."""
    return Quantity(value=0.0, unit=unit, assumed=WHY)


def part_of(varied: Quantity | Varied[Quantity], share: float) -> Quantity | Varied[Quantity]:
    """So much of a number, or of each of its levels."""
    if isinstance(varied, Quantity):
        return Quantity(value=varied.value * share, unit=varied.unit, assumed=WHY)
    levels = {
        name: Quantity(value=it.value * share, unit=it.unit, assumed=WHY)
        for name, it in varied.levels.items()
    }
    return varied.model_copy(update={"levels": levels})

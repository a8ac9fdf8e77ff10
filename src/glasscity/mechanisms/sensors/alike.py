"""How far a mistake stays among those who look alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from glasscity.evidence import Quantity, Varied, VariedShare
from glasscity.vocabulary.strata import LOOK_ALIKE, SUBJECTS


def _by_look_alikes(share: Quantity | Varied[Quantity]) -> Quantity | Varied[Quantity]:
    if not isinstance(share, Varied):
        return share
    own = next(it.dimensions for it in SUBJECTS.values() if share.by in it.dimensions)
    known = tuple(own)[: len(LOOK_ALIKE)]
    if share.by not in known:
        raise PydanticCustomError(
            "alike",
            "look-alikes share {known}, not '{by}'; vary it by {known}, or not at all",
            {"known": " and ".join(known), "by": share.by},
        )
    return share


Alike = Annotated[VariedShare, AfterValidator(_by_look_alikes)]
"""The share of mistakes that stays in the look-alike group of the doer."""

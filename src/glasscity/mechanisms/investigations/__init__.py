"""Investigations: whom a human looks into, in the order of a score, and what is found."""

from typing import Annotated

from glasscity.mechanisms.family import Kinds
from glasscity.mechanisms.investigations.ranked import Ranked

Investigation = Annotated[Ranked, Kinds("investigations")]

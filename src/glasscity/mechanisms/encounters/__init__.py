"""Encounters: what people do to one another, once in each window, knowing each other's standing."""

from typing import Annotated

from glasscity.mechanisms.encounters.meeting import Meeting
from glasscity.mechanisms.family import Kinds

Encounter = Annotated[Meeting, Kinds("encounters")]

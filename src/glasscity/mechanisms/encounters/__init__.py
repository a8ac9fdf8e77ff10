"""Encounters: what people do to one another, once in each window, knowing each other's standing."""

from glasscity.mechanisms.encounters.meeting import Meeting

Encounter = Meeting

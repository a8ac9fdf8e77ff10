"""How long a year is where a rate is per year."""

from __future__ import annotations

YEAR_DAYS = 365.25
"""Days of a year on average: the calendar's own years matter only where rules count them."""

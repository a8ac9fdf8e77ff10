"""Towns in which what a regime does is known: one certain deed of each kind a day."""

from __future__ import annotations

from typing import Any

from glasscity.documents.resolve import City
from glasscity.studies.audit.lab import Lab
from measures.test_exposure import bar, service
from oracles import little
from reference_tests import town
from strategies.words import Words

DAYS = 10
PEOPLE = 720
"""Two in each stratum."""
ALWAYS = 1000.0 * 365.25
"""Days a year per 1,000 people who stand somewhere from the first day to the last."""


def deeds(**contexts: str) -> list[Words]:
    """Deeds that everybody does once a day, in these contexts."""
    return [town.deed(name, context=context) for name, context in contexts.items()]


DEEDS = deeds(run="traffic", owe="money")
DOORS = [service("bus", "travel"), service("loan", "money"), service("lane", "traffic")]


def listed(name: str, *grounds: str, **changes: Any) -> Words:
    """A list that a record enters for the day."""
    words = town.listing(*grounds, count=1, period=1, term=1) | {"id": name}
    return words | changes


def city(
    *instruments: Words, doors: dict[str, tuple[str, Words]], kinds: Any = None, **changes: Any
) -> City:
    """A rule set; ``doors`` name a service and a standing for each bar."""
    rules = town.regime(
        sensors=changes.pop("sensors", [town.registry("eye", "run", "owe")]),
        instruments=list(instruments),
        consequences=[bar(name, when, on) for name, (on, when) in doors.items()],
        **changes,
    )
    return little.city(rules, town.conduct(*(kinds or DEEDS), services=DOORS))


def on(name: str) -> Words:
    """The standing of those on a list."""
    return {"instrument": name}


def lab(of: City, people: int = PEOPLE, days: int = DAYS) -> Lab:
    """A lab of a town, for some days."""
    return Lab(of, people, days / 365.25, 1)

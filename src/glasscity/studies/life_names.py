"""What the numbers in the lines of a life stand for: places in the documents of a city."""

from __future__ import annotations

from dataclasses import dataclass

from glasscity.documents.conduct import Kind, Service
from glasscity.documents.resolve import City
from glasscity.lowering.observe import pairs_of, sources_of
from glasscity.mechanisms.consequences import Consequence
from glasscity.mechanisms.encounters import Encounter
from glasscity.mechanisms.instruments.ledger import Ledger, Rule
from glasscity.mechanisms.instruments.listing import Listing
from glasscity.mechanisms.investigations import Investigation
from glasscity.mechanisms.recourse import Recourse
from glasscity.mechanisms.sensors import Sensor


@dataclass(frozen=True)
class Names:
    """The parts of a city in the order of their numbers (vocabulary.codes.Event).

    ``sources`` holds the sensor of each source of false records; ``rules`` those of all ledgers.
    """

    kinds: tuple[Kind, ...]
    sensors: tuple[Sensor, ...]
    sources: tuple[Sensor, ...]
    ledgers: tuple[Ledger, ...]
    lists: tuple[Listing, ...]
    rules: tuple[Rule, ...]
    consequences: tuple[Consequence, ...]
    services: tuple[Service, ...]
    ways: tuple[Recourse, ...]
    can_be_contested: bool
    encounters: tuple[Encounter, ...]
    investigations: tuple[Investigation, ...]


def names_of(city: City) -> Names:
    """The names of a city's parts."""
    regime, conduct = city.regime, city.conduct
    pairs = pairs_of(regime, conduct)
    ledgers = regime.banded
    return Names(
        kinds=conduct.kinds,
        sensors=regime.sensors,
        sources=tuple(regime.sensors[pairs[s.pair].sensor] for s in sources_of(pairs)),
        ledgers=ledgers,
        lists=regime.lists,
        rules=tuple(rule for ledger in ledgers for rule in ledger.rules),
        consequences=regime.consequences,
        ways=regime.recourse,
        services=conduct.services,
        can_be_contested=regime.is_contestable,
        encounters=regime.encounters,
        investigations=regime.investigations,
    )

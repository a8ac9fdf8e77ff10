"""City pilots made alike but for their rules, so that the same people stand under each."""

from __future__ import annotations

from catalogue.cities import city_of
from glasscity.documents.digest import digest

PILOTS = ("pilot-suqian", "pilot-rongcheng", "pilot-suining", "pilot-rewards")


def test_pilots_differ_in_their_rules_alone() -> None:
    cities = [city_of(name) for name in PILOTS]
    assert len({digest(city.population) for city in cities}) == 1
    assert len({digest(city.conduct) for city in cities}) == 1
    assert len({city.regime.clock for city in cities}) == 1
    assert len({digest(city.regime) for city in cities}) == len(PILOTS)

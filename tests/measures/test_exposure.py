"""Person-days under consequences: worked out by hand, and one way against another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from glasscity.chance import key_of
from glasscity.documents.resolve import City
from glasscity.measures.each import burden_days_each, can_tell, days_each, refusals_each, traced
from glasscity.measures.exposure import burdens_of, by_level, days_under, person_days
from glasscity.results.request import Request
from glasscity.results.run import Run
from oracles import little
from reference_tests import town
from strategies.words import Words, quantity, title
from studies.lives import lived_run

DAYS = 10


def service(name: str = "bus", context: str = "travel", **changes: Any) -> Words:
    words = {
        "id": name,
        "title": title(name),
        "context": context,
        "rate": quantity(1.0, "per window"),
    }
    return words | changes


def bar(name: str, when: Words, on: str = "bus", **changes: Any) -> Words:
    words = {"kind": "bar", "id": name, "title": title(name), "service": on, "when": when}
    return words | changes


def lived(
    city: City, people: int | Mapping[int, int] = 1, windows: int = DAYS, trace_every: int = 1
) -> Run:
    """A little city, lived by ``people`` of stratum 0, or by so many of each stratum."""
    from glasscity.engine.place import live

    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    outcome = live(city, little.census(people), windows, key_of(1), trace_every=trace_every)
    request = Request("little", outcome.people, 1.0, windows, 1, trace_every=trace_every)
    return Run(city, request, outcome, now, now)


def listed(**changes: Any) -> City:
    """Everybody does a deed a day, and is listed for five days by each that finds them free."""
    rules = town.regime(
        sensors=[town.registry("eye", "a")],
        instruments=[town.listing("a", count=1, period=1, term=5)],
        consequences=[bar("no-bus", {"instrument": "watched"}, **changes)],
    )
    return little.city(rules, town.conduct(town.deed("a"), services=[service()]))


def scored(update: str = "each window", opening: int = 5) -> City:
    """A deed a day costs three points; below four a person is poor."""
    points = town.rule("r", "a", -3)
    rules = town.regime(
        sensors=[town.registry("eye", "a")],
        instruments=[town.ledger(opening, 0, 10, points, good=4, update=update)],
        consequences=[bar("no-bus", {"instrument": "points", "bands": ["poor"]})],
    )
    return little.city(rules, town.conduct(town.deed("a"), services=[service()]))


def test_days_on_a_list_are_those_of_its_entries() -> None:
    run = lived(listed())
    assert person_days(run) == {"no-bus": 10.0}
    assert days_each(run, run.city.regime.consequences[0]).tolist() == [10.0]


def test_only_days_in_force_count() -> None:
    start = town.START
    force = {"from": start + datetime.timedelta(4), "until": start + datetime.timedelta(7)}
    run = lived(listed(in_force=force))
    assert person_days(run) == {"no-bus": 3.0}
    assert burden_days_each(run).tolist() == [3.0]


@pytest.mark.parametrize(("level", "days"), [("female", 10.0), ("male", 0.0)])
def test_only_those_whom_it_names_count(level: str, days: float) -> None:
    run = lived(listed(whom={"by": "sex", "levels": [level]}))
    assert person_days(run) == {"no-bus": days}
    assert days_each(run, run.city.regime.consequences[0]).tolist() == [days]


def test_a_band_is_held_from_its_publication() -> None:
    """Poor from the end of the first day, on which two points are left of five."""
    run = lived(scored())
    assert person_days(run) == {"no-bus": 9.0}
    assert days_each(run, run.city.regime.consequences[0]).tolist() == [9.0]


def test_who_opens_in_a_band_stands_in_it_from_the_start() -> None:
    run = lived(scored(opening=3))
    assert person_days(run) == {"no-bus": 10.0}
    assert days_each(run, run.city.regime.consequences[0]).tolist() == [10.0]


def test_a_band_that_moves_at_records_is_taken_to_move_in_the_middle() -> None:
    run = lived(scored("each record"))
    assert person_days(run) == {"no-bus": 9.5}
    assert days_each(run, run.city.regime.consequences[0]).tolist() == [10.0]  # by the day itself


def test_each_and_all_agree_on_a_city() -> None:
    run = lived_run()
    assert can_tell(run)
    assert traced(run) == run.outcome.people
    every = run.city.regime.consequences
    told = person_days(run)
    assert {row.id: float(days_each(run, row).sum()) for row in every} == told
    assert refusals_each(run).sum() == run.tallies.sum("refused") > 0
    assert burden_days_each(run).sum() == sum(told[row.id] for row in burdens_of(run.city.regime))
    assert sum(told.values()) > 0.0


def test_groups_sum_to_everybody() -> None:
    run = lived_run()
    days = np.sum([days_under(run, row) for row in run.city.regime.consequences], axis=0)
    for dimension in ("sex", "age", "income", "residence", "online"):
        levels = list(by_level(days, dimension).values())
        assert np.sum(levels) == pytest.approx(days.sum())

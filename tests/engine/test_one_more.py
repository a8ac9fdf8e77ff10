"""One person more, who weighs nothing in what a place settles, changes nobody else."""

from __future__ import annotations

import numpy as np

from engine.worlds import KEY, base, lives, people, suqian
from glasscity.engine.place import live
from glasscity.engine.population import first_person_of
from glasscity.engine.replay import replay
from glasscity.tables.census import Census
from oracles.little import act, census, city, conduct, stratum
from reference_tests.town import ledger, regime, registry, rule
from strategies.words import quantity

PEOPLE, WINDOWS, EVERY = 20_000, 24, 7


def with_one_more(mine: Census, g: int) -> Census:
    """One person more at the end of a stratum; what the place represents is a document's."""
    counts = mine.counts.copy()
    counts[g] += 1
    return Census(counts, mine.represented)


def test_one_more_person_without_weight_changes_nobody() -> None:
    """People are lived again beside the newcomer, from the fields the place had settled."""
    mine, outcome = people(PEOPLE), base(PEOPLE, WINDOWS, EVERY)
    crowded = int(np.argsort(mine.counts)[-3])
    more = with_one_more(mine, crowded)
    newcomer = int(first_person_of(more.counts)[crowded + 1]) - 1
    found = lives(outcome)
    busy = sorted(found, key=lambda person: -len(found[person]))[:6]
    nearest = (newcomer - 1) // EVERY * EVERY
    for person in {*busy, nearest, nearest + EVERY, *list(found)[:: len(found) // 6]}:
        moved = person + int(person >= newcomer)
        life = replay(suqian(), more, outcome.fields, WINDOWS, KEY, moved)
        assert [(person, *line[1:]) for line in life.lines.tolist()] == found.get(person, [])


def test_where_nothing_is_shared_one_more_person_changes_nobody() -> None:
    """Run in full, with registers instead of cameras; person 401 is new."""
    deeds = conduct(act("spit", 6.0), act("help", 6.0), bound=12.0, spread=0.9)
    book = registry("book", "spit", "help") | {"false_records": quantity(1.0, "per person-year")}
    points = ledger(2, 0, 9, rule("spit", "spit", -2, expires=50), rule("help", "help", 1))
    place = city(regime(30, sensors=[book], instruments=[points]), deeds)
    man = stratum(sex="male")
    few = census({stratum(): 400, man: 1, stratum(sex="male", age="65+"): 300})
    mine, other = (
        lives(live(place, each, 8, KEY, trace_every=1)) for each in (few, with_one_more(few, man))
    )
    assert other.pop(401) != []
    moved = {p + int(p > 400): [(p + int(p > 400), *line[1:]) for line in mine[p]] for p in mine}
    assert other == moved

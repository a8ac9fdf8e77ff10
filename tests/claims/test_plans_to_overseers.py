"""Claims C10 to C24: what a run of them says, against laws worked out by hand."""

from __future__ import annotations

import pytest

from glasscity.studies.claims.bench import Bench
from glasscity.studies.claims.lists import COVERED, MAXIMUM, c19
from glasscity.studies.claims.numbers import at, value_of
from glasscity.studies.claims.scorecards import c21

BENCH = Bench(people=4_000, quick=True)


def test_listings_past_a_maximum_follow_the_geometric_law() -> None:
    """C19: people cross by an exponential law, so two records in a year are (r/(1+r)) squared.

    A tenth fewer are listed: some are not in the gallery, and photos age.
    """
    city = at(BENCH.city("shenzhen-crossings-2018"), {COVERED: 0.015, MAXIMUM: 2.0})
    run = BENCH.run(city, 1.0, 20_000)
    listed = (
        run.tallies.sum("list_entries")
        - run.tallies.total("list_entries", "list").query("list == 'shown'")["count"].sum()
    )
    seen = 0.015 * 0.9 * (1.0 - value_of(city, "regime: sensors[crossing-cameras].miss"))
    records = 52.0 * seen
    by_hand = 20_000 * (records / (1.0 + records)) ** 2
    assert listed == pytest.approx(by_hand, rel=0.25)


def test_a_higher_maximum_lists_no_more() -> None:
    body = c19(BENCH).tables[0].body
    listed = [float(row[4]) for row in body]
    assert listed == sorted(listed, reverse=True)
    assert listed[0] > listed[-1]


def test_a_register_that_also_reads_crime_crosses() -> None:
    """C21 counts ways from one part of life to another, each once."""
    found = c21(BENCH)
    ways = {row[0]: int(row[2]) for row in found.tables[0].body}
    assert ways["bkr"] == 0 < ways["certificate-of-conduct"] < ways["suqian-2018"]

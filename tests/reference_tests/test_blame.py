"""False records and the way back, by hand (section 6 and clause 7.3)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from glasscity.vocabulary.codes import Event
from reference.mistakes import Mistakes
from reference.result import Result
from reference_tests.town import conduct, deed, ledger, lines, listing, live, regime, registry, rule
from strategies.words import Words, quantity, title

SPIT = conduct(deed("spit", rate=quantity(0.0, "per window")))
"""Nobody does anything, so every record is false."""
BOOK = ledger(0, -500, 500, rule("r", "spit", -1))
ONE_EACH = 365.25 / 10
"""A yearly rate of one in a window of ten days."""


def wrong(rate: float = ONE_EACH) -> Words:
    """A registry that errs at this yearly rate."""
    return registry("book", "spit") | {"false_records": quantity(rate, "per person-year")}


def correction(success: float = 1.0, lag: int = 3, **files: float) -> Words:
    return {
        "kind": "correction",
        "id": "correction",
        "title": title("correction"),
        "files_if_aware": quantity(files.get("aware", 1.0), "share"),
        "files_if_unaware": quantity(files.get("unaware", 1.0), "share"),
        "success": quantity(success, "chance"),
        "lag": quantity(lag, "days"),
    }


def blamed(**changes: object) -> Result:
    """Two hundred people, two windows of ten days, one false record each on average."""
    words: Words = {"sensors": [wrong()], "instruments": [BOOK]} | changes
    return live(regime(n_days=10, **words), SPIT, 2, people=200)


def test_the_source_is_the_first_whose_share_exceeds_the_word() -> None:
    one_in_four = Mistakes((0.0, 0.5, 1.5, 0.0))
    quarter = 2**30
    words = (0, quarter - 1, quarter, 4 * quarter - 1)
    assert [one_in_four.source(word) for word in words] == [1, 1, 2, 2]
    assert Mistakes((0.5,)).source(2**32 - 1) == 0


def test_look_alikes_are_blamed_again_and_again() -> None:
    """With a spread of 1 the counts are more spread out than a Poisson law's."""
    counts = {}
    for spread in (0.0, 1.0):
        result = live(regime(n_days=10, sensors=[wrong()]), SPIT, 1, people=600, spread=spread)
        met = Counter(line[0] for line in result.lines if line[3] == Event.FALSE)
        counts[spread] = np.array([met[person] for person in range(600)])
    assert counts[0.0].var() == pytest.approx(1.0, abs=4 * (3 / 600) ** 0.5)
    assert counts[1.0].mean() == pytest.approx(1.0, abs=4 * (2 / 600) ** 0.5)
    assert counts[1.0].var() > 1.5


def test_a_correction_that_is_granted_gives_the_points_back() -> None:
    result = blamed(recourse=[correction(lag=3)])
    false = [(line[0], line[2]) for line in result.lines if line[3] == Event.FALSE]
    filed = [(line[0], line[4], line[5]) for line in result.lines if line[3] == Event.FILED]
    assert filed == [(person, 1, day + 3) for person, day in false]
    back = [(line[0], line[2]) for line in result.lines if line[3] == Event.CORRECTED]
    assert sorted(back) == sorted((person, day + 3) for person, day in false if day + 3 < 20)
    assert len(back) > 100


def test_a_correction_that_is_not_granted_gives_nothing_back() -> None:
    result = blamed(recourse=[correction(success=0.0)])
    assert {line[1] for line in lines(result, Event.FILED)} == {0}
    assert lines(result, Event.CORRECTED) == []
    assert result.tallies[0, 0, "filed", ""] > 100
    assert (0, 0, "struck", "") not in result.tallies


@pytest.mark.parametrize("knows", [0.0, 1.0])
def test_the_aware_and_the_unaware_file_at_their_own_rates(knows: float) -> None:
    aware = {"start": quantity(knows, "share"), "spread": quantity(0.0, "per year")}
    result = blamed(recourse=[correction(aware=1.0, unaware=0.0)], awareness=aware)
    assert (lines(result, Event.FILED) != []) == bool(knows)
    assert {line[3] for line in lines(result, Event.FALSE)} == {int(knows)}


def test_without_recourse_nobody_files() -> None:
    assert lines(blamed(), Event.FILED) == []


def test_a_listing_says_that_its_record_was_false() -> None:
    watched = listing("spit", count=1, period=5, term=1)
    result = blamed(instruments=[watched])
    assert {line[3] for line in lines(result, Event.LISTED)} == {1}
    assert (0, 0, "list_entries", "watched/true") not in result.tallies


def test_points_are_told_apart_by_the_truth_of_their_record() -> None:
    result = blamed()
    hits = result.tallies[0, 0, "hits_of_rule", "points/r/false"]
    assert result.tallies[0, 0, "points_down", "points/r/false"] == hits
    assert (0, 0, "hits_of_rule", "points/r/true") not in result.tallies

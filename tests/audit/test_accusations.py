"""Questions 1 and 2 where investigations accuse people, women first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from audit.towns import city, lab
from glasscity.measures.accusations import OUTCOMES, accusation_disparities, investigated
from glasscity.measures.each import investigated_each, strata_each
from glasscity.measures.funnel import funnels_of
from glasscity.measures.interval import LEVEL, ratio_of, spread_rate
from glasscity.studies.audit import error, groups
from glasscity.studies.audit.answer import Answer
from glasscity.studies.audit.lab import Lab
from glasscity.vocabulary.strata import EVERY_DIMENSION, level_of_each
from oracles import little
from oracles.test_ranking import Hunt, by_sex
from reference_tests.town import ledger
from strategies.words import quantity

PEOPLE, YEARS = 2_000, 0.5


@pytest.fixture(scope="module")
def hunted() -> Lab:
    """Nobody does anything; all women are looked into each month, and half as many men."""
    hunt = Hunt(a_month=1_500.0, frauds=0.0, finds=1.0, accuses=0.4)
    place = hunt.city(ledger(0, -5, 5) | {"opening": by_sex(-3, 2)})
    people = little.population(people=quantity(PEOPLE, "people"))
    return Lab(replace(place, population=people), PEOPLE, YEARS)


def number(found: Answer, name: str) -> float | None:
    return next(it.found.value for it in found.numbers if it.name == name)


def test_wrong_accusations_are_those_of_the_run(hunted: Lab) -> None:
    run, found = hunted.run(), error.answer(hunted)
    times = run.tallies.sum("accused") / PEOPLE / run.years * 1000.0
    assert times > 0.0 == run.tallies.sum("false_records")
    assert next(funnels_of(run)).wronged == run.tallies.sum("accused")
    assert number(found, "wrong_accusations_per_1000") == pytest.approx(times)
    assert found.raised == "yes"
    (table,) = (it for it in found.tables if "investigations found" in it.caption)
    yuan = run.tallies.sum("claimed") / 100.0 / PEOPLE / run.years * 1000.0
    assert investigated(run, "wrongly")[1].value == pytest.approx(yuan)
    assert table.body[1][1].startswith("0 ")
    assert f"accused wrongly {table.body[2][1]} times" in found.sentence


def test_accusations_that_fall_on_women_are_found(hunted: Lab) -> None:
    found = groups.answer(hunted)
    assert found.raised == "yes"
    assert found.numbers[-1].words == "wrong accusations, 'Sex: female'"
    (women, men) = accusation_disparities(hunted.run())[:2]
    assert (women.own, women.others) == (men.others, men.own)
    low, high = women.ratio.low, women.ratio.high
    assert low is not None
    assert high is not None
    assert 1.5 < low < 1000 / (1500 * 30 / (365.25 / 12) - 1000) < high < 3.0
    assert found.headline == groups.headline(hunted)


def test_their_ratio_is_wide_enough_for_all_eighteen_groups_and_all_rates(hunted: Lab) -> None:
    run = hunted.run()
    times, _ = investigated_each(run, OUTCOMES.index("wrongly"))
    women = np.array(level_of_each("sex"))[strata_each(run)] == EVERY_DIMENSION["sex"].index(
        "female"
    )
    level = LEVEL ** (1.0 / (18 * 3))
    own, others = (
        spread_rate(it.sum(), (it**2).sum(), len(it), len(it) * run.years, level=level)
        for it in (times[women], times[~women])
    )
    (found, *_) = accusation_disparities(run, 3)
    assert found.group == ("sex", "female")
    assert found.ratio == ratio_of(own, others)


def test_where_nothing_is_investigated_nobody_is_accused() -> None:
    found = error.answer(lab(city(doors={})))
    assert found.numbers[-1].told == "0"
    assert "accused" not in found.sentence
    assert not any("investigations" in it.caption for it in found.tables)
    assert accusation_disparities(lab(city(doors={})).run()) == ()

"""What an audit finds where the truth is known: what was planted, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from glasscity.documents.forgetting import forgetful, forgets_in
from glasscity.documents.resolve import City
from glasscity.documents.switches import no_regime
from glasscity.measures.bands import START
from glasscity.measures.burdens import held, more_here, more_there, selected_and_named, under_each
from glasscity.measures.disparity import minority_of, wrongful_disparities
from glasscity.measures.fairness import largest
from glasscity.measures.spells import (
    PARTS,
    Fall,
    falls_of,
    histories,
    lasting_longer,
    moves_between,
    moving_share,
)
from glasscity.measures.wording import decimal
from glasscity.studies.audit import contexts, error, groups, lasting, sight
from glasscity.studies.audit.lab import NO_REGIME, PERFECT_SIGHT, REGIME, Lab
from glasscity.studies.audit.leave import MISTAKEN_NEVER
from glasscity.vocabulary.codes import Event
from measures.test_exposure import bar, service
from oracles import little
from oracles.little import by
from reference_tests import town
from strategies.words import Words, quantity

PEOPLE = 20_000
ON_LIST = {"instrument": "watched"}
DEED = town.deed("run", factor="f", rate=quantity(2.0, "per person-year"))


def a_city(
    sensor: Words, *instruments: Words, when: Words, deed: Words = DEED, **changes: Any
) -> City:
    """Everybody alike runs twice a year; a standing shuts the train."""
    rules = town.regime(
        n_days=None,
        sensors=[sensor],
        instruments=list(instruments),
        consequences=[bar("shut", when, "train")],
        **changes,
    )
    factor = {
        "id": "f",
        "title": {"en": "f", "nl": "f", "zh_Hans": "f"},
        "spread": quantity(0.0, "spread"),
        "bound": quantity(2.0, "per person-year"),
    }
    deeds = town.conduct(deed, factors=[factor], services=[service("train", "travel")])
    return little.city(rules, deeds, little.population(people=quantity(PEOPLE, "people")))


def careful() -> City:
    """Half of the deeds are recorded, none wrongly, and forgotten after a day."""
    points = town.ledger(10, 0, 20, town.rule("minus", "run", -5, expires=1), good=10)
    seen = town.registry("eye", "run", completeness=0.5)
    return a_city(seen, points, when={"instrument": "points", "bands": ["poor"]})


def biased(female: float = 0.3, male: float = 0.1) -> City:
    """A camera that never knows the doer, and takes women for others more often than men."""
    eye = town.camera("eye", "run", false_match=by("sex", "chance", female=female, male=male))
    watched = town.listing("run", count=1, period=1, term=90)
    return a_city(eye, watched, when={"instrument": "watched"})


def lab(city: City, seed: int = 1, people: int = PEOPLE, years: float = 2.0) -> Lab:
    return Lab(city, people, years, seed, threads=2)


def test_where_there_is_no_error_no_group_and_no_memory_nothing_is_raised() -> None:
    here = lab(careful())
    for question in (error, groups, lasting):
        assert question.answer(here).raised == "no", question.__name__
    pair = here.pair(REGIME, MISTAKEN_NEVER)
    assert held(pair)[0].days.value == held(pair, there=True)[0].days.value
    assert more_here(pair)[0].days.value == more_there(pair)[0].days.value == 0.0
    assert sight.answer(here).raised == "yes"  # true records harm too


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_biased_camera_is_found_with_the_planted_ratio_inside(seed: int) -> None:
    found = groups.answer(lab(biased(), seed, years=1.0))
    assert found.raised == "yes"
    assert "'Sex: female'" in found.numbers[0].words
    low, high = found.interval
    assert low is not None
    assert high is not None
    assert 1.0 < low < 3.0 < high < 4.0


def test_a_camera_that_errs_alike_on_all_is_not_found() -> None:
    alike = lab(biased(0.2, 0.2), years=1.0)
    top = largest(wrongful_disparities(alike.run()))
    assert top is not None
    assert top.ratio.low is not None
    assert top.ratio.low < 1.0
    assert groups.answer(alike).raised == "no"


def idle() -> City:
    """Nobody ever runs, though a list waits for them."""
    never = town.deed("run", factor="f", rate=quantity(0.0, "per person-year"))
    watched = town.listing("run", count=1, period=1, term=90)
    return a_city(town.registry("eye", "run"), watched, when=ON_LIST, deed=never)


@pytest.mark.parametrize("question", [groups, lasting, contexts])
def test_where_nothing_happened_nothing_can_be_told(question: Any) -> None:
    unseen = lab(idle(), people=1000, years=0.25)
    found = question.answer(unseen)
    assert found.raised == "not estimable"
    assert "not estimable" in found.sentence
    assert "n = 0)" not in found.sentence
    assert found.headline == question.headline(unseen)


def test_without_instruments_there_is_nothing_to_fall_from() -> None:
    bare = Lab(no_regime(idle()), 1000, 0.25)
    assert lasting.answer(bare).raised == "no"


def test_a_ratio_that_chance_can_give_is_said_to_be_one() -> None:
    assert "chance alone can do that" in groups.answer(lab(biased(0.2, 0.2), years=1.0)).sentence
    assert "chance alone" not in groups.answer(lab(biased(), years=1.0)).sentence.split(";")[0]


def test_where_every_record_is_wrongful_every_day_is() -> None:
    pair = lab(biased(), years=1.0).pair(REGIME, MISTAKEN_NEVER)
    ours, all_of_it = more_here(pair), held(pair)
    assert [it.days for it in ours] == [it.days for it in all_of_it]
    assert (all_of_it[0].days.value or 0.0) > 1000.0
    (everybody,) = (it for it in under_each(pair) if it.group.dimension == "everybody")
    same = pytest.approx(all_of_it[0].days.numbers(), rel=0.01)  # days come in bunches in both
    assert everybody.here_only.numbers() == same
    assert everybody.there_only.value == everybody.both.value == 0.0


def test_lateness_is_no_error() -> None:
    """Records that come late move burdens, yet nobody bears one for what was not done."""
    late = town.registry("eye", "run", completeness=0.5, delay=100)
    watched = town.listing("run", count=1, period=1, term=90)
    here = lab(a_city(late, watched, when={"instrument": "watched"}), people=3000, years=1.0)
    found = {it.name: it.found.value for it in error.answer(here).numbers}
    assert found["wrongful_person_days_per_1000"] == found["people_ever_wrongly_burdened"] == 0.0
    assert (held(here.pair(REGIME, NO_REGIME))[0].days.value or 0.0) > 1000.0


def test_perfect_sight_names_as_many_as_the_law_says() -> None:
    """Two deeds a year, each recorded: on the list for 90 days, off it for half a year."""
    here = lab(biased(), years=2.0)
    days = sight.headline(here)
    assert days.value is not None
    assert (days.low, days.high) != (days.value, days.value)
    pair = here.pair(PERFECT_SIGHT, NO_REGIME)
    listed = selected_and_named(pair)["everybody", "everybody"].rate("selection")
    on = 2.0 * 90.0 / 365.25  # days on the list for each day off it
    expected = on / (1.0 + on)
    assert listed.value == pytest.approx(expected, abs=4.0 * (expected / PEOPLE) ** 0.5)


def ups_and_downs() -> City:
    """A deed takes points for 40 days, a list holds for 90."""
    points = town.ledger(10, 0, 20, town.rule("minus", "run", -5, expires=40), good=10)
    watched = town.listing("run", count=1, period=1, term=90)
    sensor = town.registry("eye", "run")
    return a_city(sensor, points, watched, when={"instrument": "watched"})


def test_listings_last_their_term_and_histories_are_the_tallies() -> None:
    here = lab(ups_and_downs(), people=3000)
    run = here.run()
    falls = falls_of(run)
    terms = {it.days for it in falls if it.instrument == "watched" and it.is_undone}
    assert terms == {90}
    shortest = [it.days for it in falls if it.instrument == "points" and it.is_undone]
    assert min(shortest) == 40
    assert max(shortest) > 40  # a further deed before that
    (ledger,) = run.city.regime.banded
    lives = histories(run, ledger, range(START, run.windows))
    assert lives is not None
    assert (lives[:, 0] == 1).all()
    frame = run.tallies.total("people_in_band", "window", "column", "band")
    frame = frame[frame["column"] == "recorded"].set_index(["window", "band"])
    stocks = frame["count"].to_dict()
    for window in range(run.windows):
        found = np.bincount(lives[:, window + 1], minlength=2).tolist()
        assert found == [stocks.get((window, band), 0) for band in ("poor", "good")]


def test_a_fall_lasts_until_the_band_it_began_from() -> None:
    """Bands 2, 1, 0, 1, 2, then 1 until the life ends; another person from 1 to 0 at the end."""
    ladder = town.ledger(10, 0, 20, good=5)
    ladder["bands"].append({**ladder["bands"][1], "id": "best", "from": quantity(10, "points")})
    city = a_city(
        town.registry("eye", "run"), ladder, when={"instrument": "points", "bands": ["poor"]}
    )
    run = lab(city, people=200, years=0.25).run()
    moves = [(7, 1, 2, 1), (7, 5, 1, 0), (7, 9, 0, 1), (7, 20, 1, 2), (7, 30, 2, 1)]
    lines = [(who, 0, day, Event.BAND, 0, a, b, 0) for who, day, a, b in [*moves, (9, 60, 1, 0)]]
    lines.insert(5, (7, 1, 50, Event.LEFT, 0, 0, 0, 0))
    lines.append((9, 2, 61, Event.BAND, 1, 0, 1, 0))  # another column
    trace = np.array(sorted(lines, key=lambda line: line[1]))
    traced = replace(run, outcome=replace(run.outcome, trace=trace))
    days = sum(run.outcome.window_days)
    assert falls_of(traced) == (
        Fall("points", "poor", 1, 19, is_undone=True),
        Fall("points", "good", 30, 20, is_undone=False),
        Fall("points", "poor", 60, days - 60, is_undone=False),
    )


def test_a_share_counts_only_falls_that_could_last_so_long() -> None:
    fall = partial(Fall, "watched", "")
    early = [fall(0, 100, is_undone=True)] * 20 + [fall(0, 700, is_undone=False)] * 10
    late = [fall(600, 100, is_undone=False), fall(600, 50, is_undone=True)] * 50
    left = [fall(0, 50, is_undone=False)] * 7  # a life that ended
    found = lasting_longer([*early, *late, *left], 365, 700)
    assert (found.value, found.n) == (1 / 3, 30)
    assert lasting_longer(early[1:], 365, 700).value is None
    assert lasting_longer([fall(0, 365, is_undone=True)] * 30, 365, 700).value == 0.0
    too_late = lasting_longer([fall(0, 366, is_undone=True)] * 30, 365, 700)
    assert (too_late.value, too_late.n) == (1.0, 30)


def test_the_interval_of_who_moves_is_that_of_parts() -> None:
    """Twenty parts of five people, of whom none to four go up: leaving out one part in turn."""
    up = [part % 5 for part in range(PARTS)]
    lives = np.array([(0, int(k < up[p])) for k in range(5) for p in range(PARTS)])
    assert moves_between(lives, 2).tolist() == [[60, 40], [0, 0]]
    reach = 2.093 * (np.var(np.array(up) / 5, ddof=1) / PARTS) ** 0.5
    found = moving_share(lives, 2)
    assert found.numbers() == pytest.approx((0.4, 0.4 - reach, 0.4 + reach))


def test_indices_of_mobility_are_of_the_bands_that_anybody_was_in() -> None:
    """Ten, six and five people a year before; steps of each 0.5, 0 and 0.6, and two the most."""
    counts = np.array([[5, 0, 5, 0], [0, 0, 0, 0], [0, 0, 6, 0], [1, 0, 1, 3]])
    told = dict(lasting._indices(counts, "none seen"))
    assert told["bands in which anybody was"] == "3"
    moved = told["share that moves, scaled (Bartholomew)"]
    steps = told["mean bands moved, scaled (Bartholomew)"]
    assert moved == decimal(3 / 2 * (5 + 0 + 2) / 21)
    assert steps == decimal((10 * 0.5 + 5 * 0.6) / 21 / 2)
    assert told["by what stays (Shorrocks and Prais)"] == decimal((3 - 0.5 - 1 - 0.6) / 2)


def test_a_short_memory_spares_what_a_long_one_holds() -> None:
    city = ups_and_downs()
    assert forgets_in(city) == ("points", "watched")
    assert forgets_in(forgetful(city)) == ()
    found = lasting.answer(lab(city, people=3000))
    assert found.raised == "no"  # nothing lasts a year
    spared = found.numbers[3].found.value
    whole = held(lab(city, people=3000).pair(REGIME, NO_REGIME))[0].days.value
    assert spared is not None
    assert whole is not None
    assert 0.5 * whole < spared < 0.8 * whole  # 60 of 90 days, and fewer are kept from listing


def test_where_nothing_could_be_forgotten_sooner_nothing_is_told_of_memory() -> None:
    found = lasting.answer(lab(careful(), people=3000))
    assert found.numbers[3].found.value is None


def test_what_a_minority_bears_adds_up() -> None:
    for share, times in groups.MINORITIES:
        found = minority_of(4.0, share, times)
        assert share * found.own + (1.0 - share) * found.others == pytest.approx(4.0)
        assert found.own == pytest.approx(times * found.others)
        assert found.borne == pytest.approx(share * found.own / 4.0)

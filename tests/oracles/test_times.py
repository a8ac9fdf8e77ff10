"""A1, A2 for readers of rules: the times between bands that ``lint`` works out without a run.

Against closed forms of birth-death chains and of an infinite-server queue, against the ladder's own
matrix, and against the engine at 30,000 people.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import poisson

from glasscity.documents.resolve import City
from glasscity.studies.lint.chain import Chain, chain_of
from glasscity.studies.lint.ground import Ground
from glasscity.studies.lint.streams import Stream
from glasscity.studies.lint.times import Stay, listed_of, times_of, until_listed
from glasscity.vocabulary.time import YEAR_DAYS
from oracles.little import PER_WINDOW, act, city, conduct, live, years
from oracles.near import assert_count, assert_exact, assert_number, assert_share, draws, size
from oracles.reading import at_end, total
from oracles.test_ladder import DAYS, SMALL, STEEP, VECTORS, Ladder, drawn
from reference_tests.town import conduct as town_conduct
from reference_tests.town import ledger, listing, regime, registry, rule
from strategies.words import quantity, title

PEOPLE = 30_000
WEEKS = YEAR_DAYS / DAYS


def stays(of: City) -> tuple[Stay, ...]:
    """The stays of the average person in the bands of the one ledger."""
    (times,) = times_of(Ground(of))
    assert times.why_not == ""
    return times.by_case["average"]


@pytest.mark.parametrize(("ladder", "shares"), [(v[0], v[4]) for v in VECTORS])
def test_long_run_shares_are_the_published_ones(
    ladder: Ladder, shares: tuple[float | None, ...]
) -> None:
    for stay, share in zip(stays(ladder.city()), shares, strict=True):
        if share is not None:
            assert stay.share is not None
            assert_exact("A1: share of time, published", stay.share, share, within=1e-6)


def climbing(p: float, q: float, top: int) -> list[float]:
    """Expected steps from k to k + 1 of a birth-death chain on 0, 1, ...: a closed form.

    m_0 = 1 / p, m_k = 1 / p + (q / p) m_(k - 1); the time from 0 to n is their sum.
    """
    gaps = [1.0 / p]
    for _ in range(1, top):
        gaps.append(1.0 / p + q / p * gaps[-1])
    return gaps


@pytest.mark.parametrize("seed", range(30, 34))
def test_times_to_climb_and_to_fall_are_those_of_a_birth_death_chain(seed: int) -> None:
    chance = draws(seed)
    p, q = (float(x) for x in chance.uniform(0.1, 0.5, 2))
    top, low = int(chance.integers(8, 20)), int(chance.integers(2, 5))
    ladder = Ladder(top, top, p, q, edges=(0, low + 1, top))
    lowest, between, highest = stays(ladder.city())
    fall = sum(climbing(q, p, top)[: top - low])
    climb = sum(climbing(p, q, top)[low:])
    step = climbing(q, p, top)[0]
    for name, got, exact in (
        ("first fall", lowest.first, fall),
        ("climb back", lowest.back, climb),
        ("first step down", between.first, step),
        ("where one opens", highest.first, 0.0),
    ):
        assert got is not None
        assert_exact(f"A1: {name}", got * WEEKS, exact)


@pytest.mark.parametrize("ladder", [SMALL, STEEP, drawn(20)[0], drawn(23)[0]])
def test_any_ladder_follows_its_own_matrix(ladder: Ladder) -> None:
    """First times by summing survival, which asks nothing of a linear solver."""
    goal = ladder.values >= ladder.edges[-1]
    ladder = replace(ladder, opening=0)
    found = stays(ladder.city())[-1].first
    rate = 1.0 if ladder.pace is None else ladder.pace / (ladder.p + ladder.q)
    left = np.zeros(ladder.ceiling + 1)
    left[0] = 1.0
    expected = 0.0
    for _ in range(100_000):
        left = np.where(goal, 0.0, left)
        expected += left.sum()
        left = left @ ladder.step()
        if left[~goal].sum() < 1e-13:
            break
    assert found is not None
    assert_exact("A1: first time in the top band", found * WEEKS * rate, expected)


def falling() -> City:
    """One or three points off, at most once a week: nobody comes back up."""
    kinds = [act("slip", 0.2, PER_WINDOW), act("fall", 0.1, PER_WINDOW)]
    points = ledger(12, 0, 12, rule("slip", "slip", -1), rule("fall", "fall", -3), good=4)
    rules = regime(DAYS, sensors=[registry("book", "slip", "fall")], instruments=[points])
    return city(rules, conduct(*kinds, bound=0.3, unit=PER_WINDOW))


def test_people_fall_as_late_as_was_read() -> None:
    poor, _ = stays(falling())
    windows = 120
    outcome = live(falling(), PEOPLE, windows, seed=40)
    fallen = [total(outcome, "people_in_band", "points/recorded/poor", window=w)
              for w in range(windows)]  # fmt: skip
    assert fallen[-1] == PEOPLE
    first = 1 + sum(PEOPLE - n for n in fallen) / PEOPLE
    beyond = np.diff([0, *fallen]) / PEOPLE
    spread = np.sqrt(float(beyond @ (np.arange(1, windows + 1) - first) ** 2))
    assert poor.first is not None
    assert_number("A1: weeks until poor", first, poor.first * WEEKS, spread / np.sqrt(PEOPLE))


def test_bands_are_come_into_as_often_as_was_read() -> None:
    ladder = replace(SMALL, p=0.3, q=0.35, ceiling=8, opening=4, edges=(0, 3, 7))
    settled, windows = 150, 250
    outcome = live(ladder.city(), PEOPLE, windows, seed=41)
    span = PEOPLE * (windows - settled) / WEEKS
    names = [f"from-{edge}" for edge in ladder.edges]
    for stay in stays(ladder.city()):
        moves = sum(
            total(outcome, "band_moves", f"points/{other}>{stay.band}", window=w)
            for other in names
            if other != stay.band
            for w in range(settled, windows)
        )
        assert stay.entries is not None
        assert stay.share is not None
        assert_count(f"A1: coming into {stay.band}", moves, stay.entries * span, dispersion=2.0)
        people = at_end(outcome, "people_in_band", f"points/recorded/{stay.band}")
        assert_share(f"A1: time in {stay.band}", people, PEOPLE, stay.share)


def demerits(rate: float, lifetime: int) -> City:
    """Two points off and one given, all lapsing after other times."""
    deeds = [act("spit", rate), act("help", rate / 2)]
    off = rule("off", "spit", -2, expires=lifetime)
    on = rule("on", "help", 1, expires=lifetime // 2)
    bands = [{"id": name, "title": title(name), "from": quantity(edge, "points")}
             for name, edge in (("low", -60), ("less", -3), ("home", 0))]  # fmt: skip
    points = ledger(0, -60, 60, off, on, bands=bands)
    rules = regime(lifetime // 6, sensors=[registry("book", "spit", "help")], instruments=[points])
    return city(rules, conduct(*deeds, bound=2 * rate))


def test_lapsing_points_are_sums_of_poisson_numbers() -> None:
    rate, lifetime = 1.5, 420
    off, on = rate * lifetime / YEAR_DAYS, rate / 2 * (lifetime // 2) / YEAR_DAYS
    low = sum(
        poisson.pmf(b, on) * poisson.sf((3 + b) // 2, off) for b in range(60)
    )  # b - 2 a <= -4, so a > (3 + b) / 2
    found = stays(demerits(rate, lifetime))
    assert found[0].share is not None
    assert_exact("A2: share of time below -3", found[0].share, float(low))


def test_people_with_lapsing_points_come_and_go_as_was_read() -> None:
    rate, lifetime = 1.5, 420
    of = demerits(rate, lifetime)
    outcome = live(of, PEOPLE, 22, seed=42)
    ends = np.cumsum(outcome.window_days)
    settled = int(np.searchsorted(ends, lifetime) + 1)
    span = PEOPLE * float(sum(outcome.window_days[settled:])) / YEAR_DAYS
    for stay in stays(of):
        moves = sum(
            total(outcome, "band_moves", f"points/{other}>{stay.band}", window=w)
            for other in ("low", "less", "home")
            if other != stay.band
            for w in range(settled, 22)
        )
        assert stay.entries is not None
        assert stay.share is not None
        assert_count(f"A2: coming into {stay.band}", moves, stay.entries * span, dispersion=2.0)
        people = at_end(outcome, "people_in_band", f"points/recorded/{stay.band}")
        assert_share(f"A2: time in {stay.band}", people, PEOPLE, stay.share)


def mixed(tied: float) -> City:
    """Two factors in which people differ, more or less together: points off for either."""
    deeds = [act("spit", 1.2), act("help", 0.8) | {"factor": "g"}]
    factors = [
        {"id": name, "title": title(name), "spread": quantity(spread, "spread"),
         "bound": quantity(2.0, "per person-year")}
        for name, spread in (("f", 1.5), ("g", 1.5))
    ]  # fmt: skip
    off, on = rule("off", "spit", -2, expires=420), rule("on", "help", -3, expires=210)
    bands = [{"id": name, "title": title(name), "from": quantity(edge, "points")}
             for name, edge in (("low", -900), ("less", -7), ("home", 0))]  # fmt: skip
    points = ledger(0, -900, 900, off, on, bands=bands)
    rules = regime(70, sensors=[registry("book", "spit", "help")], instruments=[points])
    return city(rules, town_conduct(*deeds, factors=factors, correlation=quantity(tied, "share")))


@pytest.mark.parametrize("tied", [0.0, 0.6])
def test_people_who_differ_stand_where_was_read(tied: float) -> None:
    (times,) = times_of(Ground(mixed(tied)))
    outcome = live(mixed(tied), PEOPLE, 8, seed=46)
    for band, share in times.everybody.items():
        people = at_end(outcome, "people_in_band", f"points/recorded/{band}")
        assert_share(f"A2: people in {band}, correlation {tied}", people, PEOPLE, share)


def test_a_ban_at_n_records_is_the_published_one() -> None:
    gaps = (2.5, 4.58333, 10.13889, 27.84722)
    for n in range(3, 5):
        got = until_listed(0.4, n, 3 * YEAR_DAYS)
        assert_exact(f"A2: years to {n} records", got, sum(gaps[:n]), within=1e-4)


@pytest.mark.parametrize("count", [1, 2])
def test_people_are_listed_as_late_as_was_read(count: int) -> None:
    """Waiting times have a long tail: the mean is of the share not yet listed, and the rest."""
    rate, period = 3.0, 90
    rules = regime(
        10,
        sensors=[registry("book", "spit")],
        instruments=[listing("spit", count=count, period=period, term=None)],
    )
    of = city(rules, conduct(act("spit", rate), bound=rate))
    (read,) = listed_of(Ground(of))
    windows = 250
    outcome = live(of, size(PEOPLE, 10 * PEOPLE), windows, seed=43 + count)
    listed = [total(outcome, "people_listed", "watched", window=w) for w in range(windows)]
    assert listed[-1] / outcome.people > 0.998
    # people come on evenly within a window, to a thousandth of the mean
    waited = sum(outcome.people - n for n in [0, *listed]) * 10 / outcome.people - 5
    exact = read.by_case["average"] * YEAR_DAYS
    assert_number("A3: days until listed", waited, exact, exact / np.sqrt(outcome.people))
    assert years(outcome) > 6


def test_netted_points_are_cut_once() -> None:
    """Up and down in one window: netted they cancel, one by one the bound swallows some."""
    streams = [Stream(2, 6.0), Stream(-2, 6.0)]
    base = ledger(0, 0, 10, clamp="each window", update="each window")
    rules = regime(30, sensors=[], instruments=[base])
    netted = chain_of(rules.banded[0], 0, streams, 12.0)
    assert netted is not None
    moves = np.arange(60)
    law = poisson.pmf(moves, 0.5)
    for score in (0, 4, 10):
        row = np.zeros(11)
        np.add.at(
            row,
            np.clip(score + 2 * (moves[:, None] - moves[None, :]), 0, 10),
            law[:, None] * law[None, :],
        )
        wanted = (row - np.eye(11)[score]) * 12.0
        assert netted.rates[score] == pytest.approx(wanted, abs=1e-12)


def test_what_may_never_come_is_said_to_be_endless() -> None:
    """Up or down for ever: neither end is sure."""
    rates = np.array([[0.0, 0.0, 0.0], [1.0, -2.0, 1.0], [0.0, 0.0, 0.0]])
    chain = Chain(rates, 1, np.arange(3))
    low = np.array([True, False, False])
    assert chain.first(low) == np.inf
    assert chain.long_run() is None
    assert (
        Chain(np.array([[-1.0, 1.0], [0.0, 0.0]]), 0, np.arange(2)).first(np.array([False, True]))
        == 1.0
    )


@pytest.mark.parametrize("step", [1, 5])
def test_only_scores_that_can_be_come_to_are_followed(step: int) -> None:
    """800 scores are told, 801 are not, however wide the scale between them."""
    for top, is_told in ((800 * step, False), (799 * step, True)):
        points = ledger(0, 0, top, rule("on", "help", step), rule("off", "spit", -step))
        rules = regime(30, sensors=[registry("book", "spit", "help")], instruments=[points])
        streams = [Stream(step, 2.0), Stream(-step, 1.0)]
        chain = chain_of(rules.banded[0], 0, streams, 12.0)
        assert (chain is not None) is is_told
        if chain is not None:
            assert chain.scores.tolist() == list(range(0, top + 1, step))

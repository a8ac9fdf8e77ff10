"""Rates by group: equal to fairlearn's on the same people, and intervals that hold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy.stats import binom

from glasscity.measures.fairness import (
    RATES,
    Confusion,
    Disparity,
    area_under,
    disparities,
    false_positives_from,
    largest,
)
from glasscity.measures.interval import (
    LEVEL,
    Interval,
    exact_share,
    level_of_each,
    mean_of,
    rate,
    ratio_of,
    share,
    spread_rate,
)

GENERATOR = np.random.default_rng
FEW = 1


def _table(selected: np.ndarray, named: np.ndarray) -> Confusion:
    cells = [
        int((selected & named).sum()),
        int((selected & ~named).sum()),
        int((~selected & named).sum()),
        int((~selected & ~named).sum()),
    ]
    return Confusion(*cells)


@pytest.mark.filterwarnings("ignore")
def test_rates_and_ratios_are_those_of_fairlearn() -> None:
    metrics = pytest.importorskip("fairlearn.metrics")
    draw = GENERATOR(4)
    group = draw.integers(0, 4, 6000)
    named = draw.random(6000) < 0.05 + 0.05 * group
    selected = draw.random(6000) < np.where(named, 0.7, 0.02 + 0.02 * group)
    tables = {("age", str(k)): _table(selected[group == k], named[group == k]) for k in range(4)}
    names = {
        "selection": metrics.selection_rate,
        "false positive": metrics.false_positive_rate,
        "false negative": metrics.false_negative_rate,
    }
    frame = metrics.MetricFrame(
        metrics=names, y_true=named, y_pred=selected, sensitive_features=group
    )
    for name in names:
        ours = [table.rate(name, fewest=FEW).value for table in tables.values()]
        assert ours == pytest.approx(frame.by_group[name].tolist(), rel=1e-12)
        whole = _table(selected, named).rate(name, fewest=FEW).value
        assert whole == pytest.approx(frame.overall[name], rel=1e-12)
        least, most = min(v for v in ours if v), max(v for v in ours if v)
        assert least / most == pytest.approx(frame.ratio()[name], rel=1e-12)
    pairs = {"y_true": named, "y_pred": selected, "sensitive_features": group}
    rates = [table.rate("selection").value or 0.0 for table in tables.values()]
    parity = metrics.demographic_parity_ratio(**pairs)
    assert min(rates) / max(rates) == pytest.approx(parity, rel=1e-12)


def test_a_group_is_held_against_everybody_else_of_its_dimension() -> None:
    groups = {
        ("sex", "female"): Confusion(0, 10, 0, 990),
        ("sex", "male"): Confusion(0, 30, 0, 970),
        ("online", "offline"): Confusion(0, 40, 0, 1960),
        ("online", "online"): Confusion(0, 0, 0, 0),
    }
    found = {it.group: it for it in disparities(groups, "false positive")}
    assert found["sex", "male"].ratio.value == pytest.approx(3.0)
    assert found["sex", "female"].ratio.value == pytest.approx(1 / 3)
    assert found["sex", "male"].others == groups["sex", "female"].rate("false positive")
    assert found["online", "offline"].ratio.value is None
    top = largest(tuple(found.values()))
    assert top is not None
    assert top.group == ("sex", "male")


def test_a_group_without_people_is_shown_and_not_estimable() -> None:
    groups = {("sex", "female"): Confusion(1, 2, 3, 4), ("sex", "male"): Confusion(9, 90, 9, 900)}
    found = disparities(groups, "selection")
    assert [it.own.n for it in found] == [10, 1008]
    assert [it.own.estimable for it in found] == [False, True]
    assert largest(found) is None


def _covered(found: list[Interval], truth: float) -> float:
    told = [it for it in found if it.low is not None and it.high is not None]
    assert len(told) > 0.99 * len(found)
    return float(np.mean([(it.low or 0.0) <= truth <= (it.high or 0.0) for it in told]))


REPEATS = 1500
SLACK = 4.0 * (0.95 * 0.05 / REPEATS) ** 0.5
"""Four standard errors of a share of 0.95 in so many repeats."""


@pytest.mark.parametrize("p", [0.004, 0.05, 0.4])
def test_intervals_of_shares_cover(p: float) -> None:
    parts = GENERATOR(1).binomial(2000, p, REPEATS).tolist()
    assert _covered([share(k, 2000) for k in parts], p) >= 0.95 - SLACK


@pytest.mark.parametrize(("p", "small", "large"), [(0.0005, 5000, 50_000), (0.003, 400, 3000)])
def test_few_of_many_are_not_found_to_be_more(p: float, small: int, large: int) -> None:
    """Rare events in a small group, at the level of many comparisons."""
    draw, level = GENERATOR(9), level_of_each(72)
    pairs = zip(draw.binomial(small, p, 8000), draw.binomial(large, p, 8000), strict=True)
    alarms = 0
    for (a, b), times in Counter((int(a), int(b)) for a, b in pairs).items():
        one, other = (exact_share(k, n, level=level) for k, n in ((a, small), (b, large)))
        alarms += times * ((ratio_of(one, other).low or 0.0) > 1.0)
    tail = (1.0 - level) / 2.0
    assert alarms / 8000 <= tail + 4.0 * (tail / 8000) ** 0.5


def test_the_exact_interval_of_a_share_is_that_of_the_binomial_law() -> None:
    found = exact_share(3, 200)
    assert found.low is not None
    assert found.high is not None
    assert binom.sf(2, 200, found.low) == pytest.approx(0.025)
    assert binom.cdf(3, 200, found.high) == pytest.approx(0.025)
    assert (exact_share(0, 200).low, exact_share(200, 200).high) == (0.0, 1.0)
    assert exact_share(5, 99).value is None


def test_where_everybody_has_the_same_there_is_no_chance() -> None:
    found = spread_rate(5000.0 * 30, 5000.0 * 900, 5000, 5000.0, per=1.0)
    assert (found.value, found.low, found.high) == (30.0, 30.0, 30.0)


def test_intervals_of_amounts_that_most_have_cover() -> None:
    draw = GENERATOR(10)
    found = []
    for _ in range(REPEATS):
        amounts = draw.binomial(60, 0.7, 400).astype(float)
        found.append(spread_rate(amounts.sum(), (amounts**2).sum(), 400, 400.0, per=1.0))
    assert _covered(found, 42.0) >= 0.95 - SLACK
    widths = [(it.high or 0.0) - (it.low or 0.0) for it in found]
    assert np.mean(widths) == pytest.approx(2 * 1.96 * (60 * 0.21 / 400) ** 0.5, rel=0.05)


@pytest.mark.parametrize(("p", "q"), [(0.01, 0.01), (0.06, 0.02), (0.3, 0.6)])
def test_intervals_of_ratios_of_shares_cover(p: float, q: float) -> None:
    draw = GENERATOR(2)
    one, other = draw.binomial(1500, p, REPEATS), draw.binomial(6000, q, REPEATS)
    found = [
        ratio_of(share(a, 1500), share(b, 6000))
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    ]
    assert _covered(found, p / q) >= 0.95 - SLACK


def test_intervals_of_ratios_of_rates_cover() -> None:
    draw = GENERATOR(3)
    one, other = draw.poisson(12.0, REPEATS), draw.poisson(80.0, REPEATS)
    found = [
        ratio_of(rate(a, 1000, 1000.0), rate(b, 9000, 9000.0))
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    ]
    assert _covered(found, 12.0 / 80.0 * 9.0) >= 0.95 - SLACK


def test_intervals_of_amounts_that_few_have_cover() -> None:
    """Few people have any, those who do have quite different amounts."""
    draw = GENERATOR(5)
    found = []
    for _ in range(REPEATS):
        amounts = draw.geometric(0.25, draw.poisson(60.0))
        found.append(spread_rate(amounts.sum(), (amounts**2).sum(), 5000, 5000.0, per=1.0))
    assert _covered(found, 60.0 * 4.0 / 5000) >= 0.95 - SLACK


def test_intervals_of_means_cover() -> None:
    draw = GENERATOR(6)
    amounts = draw.exponential(2.0, (REPEATS, 800)) - 1.0
    found = [mean_of(float(a.sum()), float((a**2).sum()), 800) for a in amounts]
    assert _covered(found, 1.0) >= 0.95 - SLACK


def test_intervals_of_all_groups_hold_together() -> None:
    """Where no group differs, it is rare that any of them is found to."""
    draw, alarms = GENERATOR(7), 0
    for _ in range(400):
        groups = {}
        for dimension, levels in (("sex", 2), ("age", 6), ("income", 5)):
            for level in range(levels):
                n = 6000 // levels
                wrong = int(draw.binomial(n, 0.03))
                groups[dimension, str(level)] = Confusion(0, wrong, 0, n - wrong)
        found = disparities(groups, "false positive")
        alarms += any((it.ratio.low or 0.0) > 1.0 for it in found)
    assert alarms / 400 <= 0.05 + 4.0 * (0.05 * 0.95 / 400) ** 0.5


def test_one_comparison_is_at_the_plain_level() -> None:
    assert level_of_each(1) == 0.95
    assert level_of_each(18) ** 18 == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("one", "other"),
    [(share(5, 50), share(50, 500)), (share(5, 500), share(0, 500)), (share(5, 500), share(5, 9))],
)
def test_no_ratio_where_a_part_cannot_be_told(one: Interval, other: Interval) -> None:
    found = ratio_of(one, other)
    assert found.value is None
    assert found.n == min(one.n, other.n)


def test_a_ratio_of_nothing_is_nothing_with_an_upper_bound() -> None:
    found = ratio_of(share(0, 1000), share(100, 1000))
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high is not None
    assert 0.02 < found.high < 0.08


def test_a_disparity_keeps_the_plain_interval_of_each_group() -> None:
    groups = {("a", "1"): Confusion(0, 10, 0, 990), ("a", "2"): Confusion(0, 20, 0, 980)}
    first: Disparity = disparities(groups, "selection")[0]
    assert first.own == share(10, 1000)


def test_rates_of_a_table_are_those_of_hand() -> None:
    """Of 200 people 30 are rightly selected, 10 wrongly, 20 missed and 140 left alone."""
    table = Confusion(30, 10, 20, 140)
    told = {rate: table.rate(rate, fewest=FEW).value for rate in RATES}
    assert told == {
        "selection": 40 / 200,
        "false positive": 10 / 150,
        "false negative": 20 / 50,
        "positive predictive value": 30 / 40,
        "negative predictive value": 140 / 160,
        "prevalence": 50 / 200,
    }
    assert false_positives_from(50 / 200, 30 / 40, 20 / 50) == pytest.approx(10 / 150)


def test_the_area_counts_pairs_and_ties_half() -> None:
    """Positives at steps 1, 1 and 2, negatives at 0, 1 and 1: five wins and four ties."""
    assert area_under([0, 2, 1], [1, 2, 0]) == (2 * (1 + 0.5 * 2) + 3) / 9


def test_the_surest_group_is_not_the_one_of_the_largest_ratio() -> None:
    sure, vague = Interval(2.0, 1.5, 2.7, 900), Interval(9.0, 0.8, 99.0, 100)
    found = [Disparity(("a", str(k)), it, it, it) for k, it in enumerate((vague, sure))]
    assert largest(found) is found[1]


@pytest.mark.parametrize("rates", [1, 3])
def test_the_ratio_of_a_group_is_wide_enough_for_groups_and_rates(rates: int) -> None:
    groups = {("a", "1"): Confusion(0, 10, 0, 990), ("a", "2"): Confusion(0, 20, 0, 980)}
    level = LEVEL ** (1.0 / (2 * rates))
    wide = [exact_share(part, 1000, level=level) for part in (10, 20)]
    assert disparities(groups, "selection", rates)[0].ratio == ratio_of(*wide)


def test_the_bounds_of_a_ratio_are_those_of_hand() -> None:
    """Bounds 2 and 3 times off above, 5 and 7 below: their logarithms are put together."""
    one, other = Interval(8.0, 8 / 5, 16.0, 300), Interval(2.0, 2 / 7, 6.0, 200)
    low, high = (np.exp(np.hypot(*np.log(it))) for it in ((5, 3), (2, 7)))
    assert ratio_of(one, other).numbers() == pytest.approx((4.0, 4.0 / low, 4.0 * high))
    none = ratio_of(Interval(0.0, 0.0, 3.0, 300), other)
    assert none.numbers() == pytest.approx((0.0, 0.0, 3.0 / 2.0 * 7.0))


@pytest.mark.parametrize("level", [0.95, 0.999])
def test_an_amount_of_one_each_is_a_rate_at_its_level(level: float) -> None:
    """Of many people few have one: variance over mean is as good as 1."""
    found = spread_rate(40.0, 40.0, 10**9, 500.0, level=level)
    plain = rate(40, 10**9, 500.0, level=level)
    assert found.numbers() == pytest.approx(plain.numbers(), rel=1e-6)


def test_the_interval_of_a_mean_is_that_of_hand() -> None:
    """Fifty have 3 and fifty owe 1: mean 1, variance 4 of 99."""
    found = mean_of(100.0, 50 * 9.0 + 50.0, 100, per=10.0)
    reach = 1.959964 * (4 / 99) ** 0.5
    assert found.numbers() == pytest.approx((10.0, 10 * (1 - reach), 10 * (1 + reach)), rel=1e-6)

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pandas as pd
import pytest

from glasscity.measures.appeals import appeals_table, told_appeals
from glasscity.measures.consequences import (
    attempts_by_service,
    consequences_table,
    refusals_by_group,
)
from glasscity.measures.corrections import corrections_of
from glasscity.measures.deeds import deeds_by_kind
from glasscity.measures.disparity import wrongful_disparities
from glasscity.measures.exceptions import unequal_base_rates
from glasscity.measures.funnel import STAGES, days_to_right, funnels_of
from glasscity.measures.intersections import wrongful_by_intersection
from glasscity.measures.interval import LEVEL, Interval, rate, ratio_of
from glasscity.measures.lists import list_stocks, lists_table
from glasscity.measures.points import points_by_rule
from glasscity.measures.records import (
    everybody_of,
    records_by_group,
    records_by_source,
    share_on_innocent,
    wrongful_dispersion,
)
from glasscity.results.run import Run
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA, labels_of
from glasscity.vocabulary.time import YEAR_DAYS
from results.fake_city import conduct_document
from results.fake_outcome import outcome_of, shared_run

RUN = shared_run()
YOUNG = next(g for g in range(N_STRATA) if labels_of(g)["age"] == "18-29")
OLD = next(g for g in range(N_STRATA) if labels_of(g)["age"] == "65+")


def _run_of(rows: dict[tuple[int, int, str, str], int]) -> Run:
    return dataclasses.replace(RUN, outcome=outcome_of(rows))


def _keyed(table: pd.DataFrame, *names: str) -> dict[Any, dict[str, Any]]:
    """The lines of a table by one or more of its columns."""
    lines = [{str(k): v for k, v in line.items()} for line in table.to_dict(orient="records")]
    if len(names) == 1:
        return {line[names[0]]: line for line in lines}
    return {tuple(line[name] for name in names): line for line in lines}


def test_deeds_beyond_every_sensor_are_an_expectation() -> None:
    run = _run_of(
        {
            (0, 0, "people", ""): 1000,
            (0, 0, "deeds", "red-light"): 60,
            (0, 0, "seen", "red-light"): 15,
            (0, 0, "deeds", "unpaid-bill"): 10,
        }
    )
    table = _keyed(deeds_by_kind(run), "kind")
    crossing = table["red-light"]  # at most 5 % of crossings can be seen
    assert crossing["done"] == pytest.approx(60 / 0.05)
    assert (crossing["missed"], crossing["beyond"]) == (45, pytest.approx(1140))
    assert crossing["seen_share"] == pytest.approx(15 / 1200)
    assert crossing["per_1000"] == pytest.approx(1200 / (30 / YEAR_DAYS))
    assert [table["unpaid-bill"][name] for name in ("done", "seen", "beyond")] == [10, 0, 0]
    assert math.isnan(table["blood-donation"]["seen_share"])


def test_records_by_source_and_by_group_are_the_same_records() -> None:
    sources, groups = records_by_source(RUN), records_by_group(RUN)
    wrongful = groups[groups["truth"] == "wrongful"]
    for dimension in ("everybody", *DIMENSIONS):
        own = wrongful[wrongful["dimension"] == dimension]
        assert own["count"].sum() == sources["wrongful"].sum() == RUN.tallies.sum("false_records")
    harmful = sources[sources["valence"] == "harmful"]
    true = groups[(groups["truth"] == "true") & (groups["dimension"] == "everybody")]
    assert true["count"].iloc[0] == harmful["true"].sum() < sources["true"].sum()


def test_true_records_stand_before_wrongful_ones() -> None:
    truth = records_by_group(RUN)["truth"].tolist()
    assert truth == sorted(truth, key=["true", "wrongful"].index)
    assert truth[0] == "true"
    assert truth[-1] == "wrongful"


def test_rates_are_per_thousand_people_and_year() -> None:
    source = "utility/unpaid-bill"
    run = _run_of(
        {
            (0, YOUNG, "people", ""): 900,
            (0, OLD, "people", ""): 99,
            (0, YOUNG, "false_records", source): 9,
            (0, OLD, "false_records", source): 5,
        }
    )
    table = _keyed(records_by_group(run), "truth", "level")
    young, old = table["wrongful", "18-29"], table["wrongful", "65+"]
    assert young["per_1000"] == pytest.approx(10.0 / (30 / YEAR_DAYS))
    assert young["low"] < young["per_1000"] < young["high"]
    assert young["represented"] == pytest.approx(9 * 1000 / 999)
    assert not old["estimable"]
    assert math.isnan(old["per_1000"])
    assert old["n"] == 99
    assert everybody_of(records_by_group(run), "wrongful").value == pytest.approx(
        1000 * 14 / 999 / (30 / YEAR_DAYS)
    )


def test_cameras_widen_the_interval_by_their_pool() -> None:
    def width(source: str) -> float:
        run = _run_of({(0, 0, "people", ""): 100_000, (0, 0, "false_records", source): 400})
        found = everybody_of(records_by_group(run), "wrongful")
        assert found.low is not None
        assert found.high is not None
        return found.high - found.low

    assert width("crossing-camera/red-light") == pytest.approx(
        2**0.5 * width("utility/unpaid-bill"), rel=0.02
    )


def test_a_group_is_wider_by_its_part_of_a_pool_and_by_who_looks_alike() -> None:
    sources = {("crossing-camera", "red-light"): 30, ("utility", "unpaid-bill"): 10}
    spread = RUN.city.population.look_alike_spread.value
    expected = 1.0 + 40 / 1000 * spread**2 + 30 / 40 * 0.25
    assert wrongful_dispersion(RUN, 1000, sources, 0.25) == pytest.approx(expected)
    assert spread > 0.0


@pytest.mark.parametrize("rates", [1, 3])
def test_a_disparity_is_wide_enough_for_all_eighteen_groups_and_all_rates(rates: int) -> None:
    source = "utility/unpaid-bill"
    run = _run_of(
        {
            (0, YOUNG, "people", ""): 1000,
            (0, OLD, "people", ""): 2000,
            (0, YOUNG, "false_records", source): 90,
            (0, OLD, "false_records", source): 80,
        }
    )
    spread = run.city.population.look_alike_spread.value**2

    def told(count: int, n: int, level: float) -> Interval:
        return rate(count, n, n * run.years, 1000.0, 1.0 + count / n * spread, level)

    found = {it.group: it for it in wrongful_disparities(run, rates)}
    assert len(found) == 18
    young, level = found["age", "18-29"], LEVEL ** (1.0 / (18 * rates))
    assert (young.own, young.others) == (told(90, 1000, LEVEL), told(80, 2000, LEVEL))
    assert young.ratio == ratio_of(told(90, 1000, level), told(80, 2000, level))


def test_true_records_are_wider_by_how_people_differ_in_each_factor() -> None:
    """Of one factor are unpaid bills and loans, which the same people leave."""
    rows = {
        (0, YOUNG, "people", ""): 1000,
        (0, OLD, "people", ""): 1000,
        (0, YOUNG, "recorded", "crossing-camera/red-light"): 30,
        (0, YOUNG, "recorded", "utility/unpaid-bill"): 10,
        (0, YOUNG, "recorded", "court/loan-default"): 20,
        (0, OLD, "recorded", "utility/unpaid-bill"): 60,
    }
    run = _run_of(rows)
    conduct, spreads = run.city.conduct, {"red-light": 0.5, "unpaid-bill": 1.5}
    wanted_of = {it.factor: spreads[it.id] for it in conduct.kinds if it.id in spreads}
    factors = tuple(
        it.model_copy(update={"spread": it.spread.model_copy(update={"value": wanted_of[it.id]})})
        if it.id in wanted_of
        else it
        for it in conduct.factors
    )
    conduct = conduct.model_copy(update={"factors": factors})
    run = dataclasses.replace(run, city=dataclasses.replace(run.city, conduct=conduct))
    expected = 1.0 + (30**2 * 0.5**2 + (10 + 20) ** 2 * 1.5**2) / 1000 / 60
    wanted = rate(60, 1000, 1000 * run.years, dispersion=expected)
    young = _keyed(records_by_group(run), "truth", "level")["true", "18-29"]
    told = young["per_1000"], young["low"], young["high"]
    assert told == pytest.approx(wanted.numbers(), rel=1e-12)


def test_where_dimensions_cross_a_pool_widens_by_the_part_that_falls_there() -> None:
    camera, utility = "crossing-camera/red-light", "utility/unpaid-bill"
    run = _run_of(
        {
            (0, YOUNG, "people", ""): 1000,
            (0, OLD, "people", ""): 1000,
            (0, YOUNG, "false_records", camera): 30,
            (0, YOUNG, "false_records", utility): 10,
            (0, OLD, "false_records", utility): 120,
        }
    )
    spread = run.city.population.look_alike_spread.value**2
    expected = 1.0 + 40 / 1000 * spread + 30 / 40 * (40 / 160)
    wanted = rate(40, 1000, 1000 * run.years, dispersion=expected)
    levels = labels_of(YOUNG)["sex"], "18-29"
    (found,) = (it.found for it in wrongful_by_intersection(run) if it.levels == levels)
    assert found.numbers() == pytest.approx(wanted.numbers(), rel=1e-12)


def test_innocent_bearers_need_enough_records() -> None:
    def found(n: int) -> float | None:
        source = "utility/unpaid-bill"
        rows = {(0, 0, "false_records", source): n, (0, 0, "false_on_innocent", source): n // 4}
        return share_on_innocent(_run_of(rows)).value

    assert found(100) == 0.25
    assert found(28) is None


def test_points_are_split_by_truth() -> None:
    table = _keyed(points_by_rule(RUN), "rule", "truth")
    for rule, each in (("crossing", 30), ("bill", 20), ("default", 50)):
        for truth in ("true", "wrongful"):
            assert table[rule, truth]["down"] == each * table[rule, truth]["records"] > 0
    assert table["donation", "true"]["up"] > 0
    assert table["donation", "wrongful"]["records"] == 0
    assert len(table) == 8


def test_consequences_count_and_cost() -> None:
    table = _keyed(consequences_table(RUN), "consequence")
    deposit = table["deposit"]
    assert deposit["yuan"] == pytest.approx(deposit["times"] * 2000 * RUN.weight)
    assert table["no-fast-train"]["yuan"] == 0
    attempts = attempts_by_service(RUN)
    assert table["no-fast-train"]["times"] == attempts["fast-train"] > 0
    assert list(table) == ["deposit", "bus-discount", "no-fast-train"]


def test_refusals_by_group_are_those_of_the_table() -> None:
    groups = refusals_by_group(RUN)
    table = consequences_table(RUN).set_index("kind")["times"]
    for what, kind in (("refused", "bar"), ("surcharged", "price"), ("eased", "privilege")):
        for dimension in ("everybody", "sex", "residence"):
            own = groups[(groups["what"] == what) & (groups["dimension"] == dimension)]
            assert own["count"].sum() == table[kind]
    paid = groups[(groups["what"] == "surcharged") & (groups["dimension"] == "everybody")].iloc[0]
    person_years = RUN.outcome.people * RUN.years
    assert paid["yuan_per_person"] == pytest.approx(2000 * table["price"] / person_years)


def test_stocks_of_a_list_follow_its_flows() -> None:
    entry = lists_table(RUN).iloc[0]
    inflow = entry["entered_true"] + entry["entered_false"]
    assert inflow - entry["left_term"] - entry["left_struck"] == entry["at_end"] > 0
    stocks = list_stocks(RUN)
    assert stocks["people"].iloc[-1] == entry["at_end"]
    days = zip(stocks["people"], RUN.outcome.window_days, strict=True)
    assert sum(n * length for n, length in days) == entry["person_days"]


def test_appeals_are_counted_by_whether_the_record_was_right() -> None:
    rows = {
        (0, 0, "appeals_filed", "false"): 8,
        (0, 0, "appeals_waiting", "false"): 5,
        (0, 0, "appeals_decided", "false"): 3,
        (0, 0, "appeals_struck", "false"): 2,
        (0, 0, "appeals_days", "false"): 60,
        (0, 0, "false_records", "utility/unpaid-bill"): 16,
        (0, 0, "filed", ""): 4,
        (0, 0, "struck", ""): 1,
    }
    run = _run_of(rows)
    (line,) = appeals_table(run).to_dict(orient="records")
    assert line == {
        "records": "false",
        "filed": 8,
        "decided": 3,
        "struck": 2,
        "waiting": 5,
        "days": 20.0,
    }
    (sentence,) = told_appeals(run)
    assert sentence == (
        "Appeals against false records: 8 filed, 3 decided after 20 days on average, of which "
        "2 struck the record; 5 waiting at the end."
    )
    found = corrections_of(run)
    assert (found.filed, found.struck) == (4 + 8, 1 + 2)
    everybody = next(funnels_of(run))
    stages = [getattr(everybody, stage) for stage in STAGES if stage != "knew"]
    assert stages == [16, 4 + 8, 4 + 3, 1 + 2]
    assert days_to_right(run) == pytest.approx((1 * 60 + 2 * 20) / 3)  # at the desk, by appeal


def test_corrections_are_shares_of_the_wrongful() -> None:
    found = corrections_of(RUN)
    assert found.wrongful > found.filed > found.struck > 0
    assert found.share_filed.value == found.filed / found.wrongful


def test_each_unequal_base_rate_is_told() -> None:
    (exception,) = unequal_base_rates(RUN)
    assert (exception.kind, exception.dimension) == ("unpaid-bill", "income")
    assert exception.sentence() == (
        "Utility bill left unpaid by income: lowest x1.6, second x1.2, middle x1, fourth x0.8, "
        "highest x0.4 (TST-01, grade P)"
    )


def test_equal_multipliers_and_good_deeds_are_no_exception() -> None:
    document = conduct_document()
    multipliers = document["kinds"][1]["by"]
    document["kinds"][3]["by"] = multipliers  # blood donation
    one = {"value": 1, "unit": "multiple", "assumed": "no reason to differ"}
    levels = {"offline": one, "online": one}
    document["kinds"][1]["by"] = [{"by": "online", "levels": levels}]
    conduct = type(RUN.city.conduct).model_validate(document)
    city = dataclasses.replace(RUN.city, conduct=conduct)
    assert unequal_base_rates(dataclasses.replace(RUN, city=city)) == ()

"""Worlds made from a city by taking something away."""

from __future__ import annotations

import contextlib
import functools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from documents.corpus import CORPUS, examined
from engine.test_against_reference import city_of
from engine.worlds import Row, rows, run, suqian
from families.enrolled import ENROLLED, example_of
from glasscity.documents import switches
from glasscity.documents.apart import without_cross_context
from glasscity.documents.leaving import ids_of
from glasscity.documents.population import Margin
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import City
from glasscity.documents.sound import sound
from glasscity.documents.switches import (
    dealt_anew,
    less,
    no_regime,
    perfect_sight,
    placebo,
    variants,
    without,
    without_error,
    without_recourse,
    without_responses,
)
from glasscity.documents.usual import weights
from glasscity.lowering.census import build_census
from glasscity.measures.links import links_of
from glasscity.mechanisms.sensors import Sensor
from glasscity.vocabulary.strata import labels_of
from strategies.cases import Case, cases

PEOPLE, WINDOWS = 20_000, 12
DRAWN = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@functools.cache
def counts(name: str) -> Counter[tuple[str, str]]:
    """What is counted in the world of Suqian that a switch makes, over time and strata."""
    city = getattr(switches, name)(suqian()) if name else suqian()
    return summed(rows(run(city, PEOPLE, WINDOWS)))


def summed(told: dict[Row, int]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (_, _, measure, key), count in told.items():
        found[measure, key] += count
    return found


def of(name: str, measure: str) -> dict[str, int]:
    return {key: n for (m, key), n in counts(name).items() if m == measure and n}


def quiet(city: City) -> City:
    """The city where people neither respond nor find a way back, and nobody reviews a hit.

    Reviewers who are spared wrong hits look at more of the right ones, and reject some.
    """
    unreviewed = tuple(
        it.model_copy(update={"review": None}) if "review" in type(it).model_fields else it
        for it in city.regime.sensors
    )
    regime = city.regime.model_copy(update={"sensors": unreviewed})
    return without_recourse(without_responses(replace(city, regime=regime)))


@functools.cache
def quiet_counts(name: str) -> Counter[tuple[str, str]]:
    city = quiet(suqian())
    return summed(rows(run(getattr(switches, name)(city) if name else city, PEOPLE, WINDOWS)))


def test_without_a_regime_only_conduct_is_left() -> None:
    assert {measure for measure, _ in counts("no_regime")} == {"people", "candidates", "deeds"}
    free = {key: n for (m, key), n in quiet_counts("").items() if m == "deeds"}
    assert of("no_regime", "deeds") == free != of("", "deeds")


def test_without_error_the_doer_is_seen_as_often_and_nobody_else_is_named() -> None:
    before, after = quiet_counts(""), quiet_counts("without_error")
    assert of("", "false_records")
    assert of("", "pinned")
    assert not any(m in ("false_records", "pinned", "false_on_innocent") for m, _ in after)
    assert {k: n for k, n in before.items() if k[0] == "seen"} == {
        k: n for k, n in after.items() if k[0] == "seen"
    }


@pytest.mark.parametrize(
    ("switch", "column"), [("without_error", "unerring"), ("perfect_sight", "all-seen")]
)
def test_a_world_without_error_is_its_own_yardstick(switch: str, column: str) -> None:
    """The score that is kept is then the one which a yardstick keeps in every world."""
    base, told = quiet_counts(""), quiet_counts(switch)
    kept = {k: n for (m, k), n in told.items() if m == "people_in_band" and "/recorded/" in k}
    yard = {k: n for (m, k), n in base.items() if m == "people_in_band" and f"/{column}/" in k}
    assert kept
    assert kept == {k.replace(column, "recorded"): n for k, n in yard.items()}


def test_perfect_sight_records_each_visible_deed() -> None:
    recorded = sum(of("perfect_sight", "recorded").values())
    assert recorded == sum(of("perfect_sight", "deeds").values()) > 0
    assert not of("perfect_sight", "false_records")


def test_a_placebo_knows_nothing_and_records_as_much() -> None:
    """Standard error of the ratio: about 1 / sqrt(5,700) of each, so 2 % of the two."""
    assert not of("placebo", "recorded")
    assert not of("placebo", "hits")
    ratio = sum(of("placebo", "false_records").values()) / sum(of("", "recorded").values())
    assert 0.9 < ratio < 1.1


def test_two_laws_of_mistakes_agree_on_the_gallery_as_it_is() -> None:
    """The other law, and the law back from there, name the same people to the bit or nearly."""
    found = dict(variants(suqian()))
    fixed = found["sensors.crossing-cameras: law-fixed"]
    assert summed(rows(run(fixed, PEOPLE, WINDOWS))) == counts("")
    back = dict(variants(fixed))["sensors.crossing-cameras: law-gallery"]
    was, now = (it.regime.sensors[4].row().wrong_match for it in (suqian(), back))
    assert now == pytest.approx(was, rel=1e-12)


def test_points_dealt_anew_are_the_same_points() -> None:
    def hand(city: City) -> list[tuple[str, tuple[float, ...]]]:
        return [(rule.on, rule.steps) for it in city.regime.banded for rule in it.rules]

    before, after = hand(suqian()), hand(dealt_anew(suqian(), 1))
    assert before != after == hand(dealt_anew(suqian(), 1)) != hand(dealt_anew(suqian(), 2))
    assert [deed for deed, _ in before] == [deed for deed, _ in after]
    assert sorted(steps for _, steps in before) == sorted(steps for _, steps in after)


def test_strata_weigh_as_margins_say() -> None:
    """The census keeps both margins it is crossed of; independence keeps each by itself."""
    told = weights(suqian().population)
    counts_, _ = build_census(suqian().population, 1_000_000)
    lived = counts_.counts / counts_.counts.sum()
    assert told.sum() == pytest.approx(1.0)
    for margin in suqian().population.margins:
        dimension = margin.over[0]
        for level in margin.cells:
            here = [labels_of(g)[dimension] == level for g in range(len(told))]
            assert told[here].sum() == pytest.approx(lived[here].sum(), abs=0.02), level


def test_a_dimension_that_is_crossed_too_counts_once() -> None:
    population = suqian().population
    (by_sex,) = [it for it in population.margins if it.over == ("sex",)]
    halves = {
        level: {"offline": cell / 2, "online": cell / 2}
        for level, cell in by_sex.cells.items()
        if isinstance(cell, float)
    }
    words = by_sex.model_dump() | {"over": ("sex", "online"), "cells": halves}
    crossed = population.model_copy(
        update={"margins": (*population.margins, Margin.model_validate(words))}
    )
    assert weights(crossed) == pytest.approx(weights(population))


def test_a_score_goes_on_without_what_it_read() -> None:
    (kind,) = [it for it in ENROLLED if it.word == "scorecard"]
    weight = {"value": 1, "unit": "weight", "assumed": "made up for tests"}
    factors = [{"reads": name, "weight": weight} for name in ("points", "credit")]
    card = kind.model.model_validate(example_of(kind).neutral | {"factors": factors})
    city = examined_city("everything")
    instruments = (*city.regime.instruments, card)
    regime = city.regime.model_copy(update={"instruments": instruments})
    found = less(sound(replace(city, regime=regime)), "instruments", "points")
    assert ("instruments", "example") in found.changed
    (left,) = [it for it in found.city.regime.instruments if it.id == "example"]
    assert tuple(left.rules_left_out()) == ("credit",)


def test_what_reads_an_item_goes_with_it() -> None:
    found = less(suqian(), "instruments", "repeat-crossers")
    assert found.gone == (
        ("instruments", "repeat-crossers"),
        ("consequences", "loan-refused-repeat-crossers"),
    )
    assert found.city == sound(found.city)
    assert less(suqian(), "rules", "repeat-crossers/red-light-crossing").gone[1:] == found.gone
    one_rule = less(suqian(), "rules", "points/traffic")
    assert one_rule.gone == (("rules", "points/traffic"),)
    assert "points/traffic" not in ids_of(one_rule.city.regime)["rules"]


def nothing_crosses(city: City) -> None:
    """Each consequence is reached from deeds of its own context alone, or through another body."""
    try:
        apart = without_cross_context(city)
    except DocumentError as error:
        if all(
            "different standings" in it.what or "more than 16" in it.what for it in error.problems
        ):
            raise TooMuch from error
        raise
    assert not [link for link in links_of(apart) if link.crosses and not link.through]
    own = {(it.consequence, it.deed) for it in links_of(city) if not it.crosses and not it.through}
    left = {(it.consequence, it.deed) for it in links_of(apart) if not it.through}
    assert left == own


def test_contexts_are_kept_apart() -> None:
    """Suqian's loans go by money owed, its hospitals by blood given, the rest by nothing."""
    nothing_crosses(suqian())
    apart = without_cross_context(suqian()).regime
    assert [it.id for it in apart.instruments] == [
        "points-unmoved",
        "points-health",
        "points-money",
    ]
    kept = {it.id: it.when.instrument for it in apart.consequences}
    assert kept["loan-refused-class-d"] == "points-money"
    assert "loan-refused-repeat-crossers" not in kept
    assert {it.id for it in apart.responses} == {
        "payment-deterrence-money",
        "blood-incentive-health",
    }


def test_without_a_sensor_the_others_see_what_they_saw() -> None:
    """Luck is dealt by places: the first sensor stays in its own, and records nothing."""
    city = without_responses(suqian())
    first, *others = [sensor.id for sensor in city.regime.sensors]
    less_one = without(city, "sensors", first)
    before, after = (rows(run(it, 2_000, 3)) for it in (city, less_one))
    assert len(others) >= 2
    for measure in ("recorded", "in_view"):
        was = {row: n for row, n in before.items() if row[2] == measure}
        still = {row: n for row, n in after.items() if row[2] == measure}
        assert still == {row: n for row, n in was.items() if not row[3].startswith(f"{first}/")}
        assert 0 < len(still) < len(was)
    rest = without(city, "sensors", others[-1]).regime.sensors
    assert [sensor.id for sensor in rest] == [first, *others[:-1]]


def test_unknown_names_are_told_with_the_nearest() -> None:
    with pytest.raises(DocumentError, match="did you mean 'crossing-cameras'"):
        without(suqian(), "sensors", "crossing-camera")
    with pytest.raises(DocumentError, match="did you mean 'sensors'"):
        without(suqian(), "sensor", "crossing-cameras")
    with pytest.raises(DocumentError, match="did you mean 'points/traffic'"):
        without(suqian(), "rules", "points/trafic")


def test_a_model_that_no_file_could_be_is_refused() -> None:
    regime = suqian().regime
    lost = regime.model_copy(update={"instruments": regime.instruments[1:]})
    with pytest.raises(DocumentError, match="no instrument 'points'") as caught:
        sound(replace(suqian(), regime=lost))
    assert caught.value.problems[0].path == "consequences[0].when.instrument"
    odd = regime.sensors[0].model_copy(update={"sees": ()})
    with pytest.raises(DocumentError, match=r"sensors\[0\].*sees"):
        sound(replace(suqian(), regime=regime.model_copy(update={"sensors": (odd,)})))


def test_documents_are_read_again_where_anything_they_rest_on_is_another() -> None:
    """What was read a moment ago is told apart by being the very same, not by its words."""
    city = sound(suqian())
    assert sound(city).population is city.population
    entries = dict(city.references.entries)
    source = next(it.source for it in city.population.margins if it.source is not None)
    del entries[source]
    lost = city.references.model_copy(update={"entries": entries})
    with pytest.raises(DocumentError, match=f"no '{source}'"):
        sound(replace(city, references=lost))
    broken = city.conduct.model_copy(update={"kinds": city.conduct.kinds[:1] * 2})
    with pytest.raises(DocumentError, match="a second"):
        sound(replace(city, conduct=broken))


def never_errs(sensor: Sensor) -> bool:
    """Whether a sensor says of itself that it names the doer alone, at once, as what was done."""
    law = sensor.row()
    all_chances = {deed: sensor.chances(deed, 1.0) for deed in sensor.sees}
    misread = [all_chances[deed].on_self for deed in law.taken_for]
    wrong = [it.on_other for it in all_chances.values()]
    false = [] if law.false_rate is None else [law.false_rate]
    return law.delay == 0 and not any(table.any() for table in (*misread, *wrong, *false))


def names_nobody(sensor: Sensor) -> bool:
    """Whether no record is ever made by a sensor."""
    named = [sensor.chances(deed, 1.0).on_self for deed in sensor.sees]
    return never_errs(sensor) and not any(table.any() for table in named)


def sees_as_much(before: Sensor, after: Sensor) -> bool:
    """Whether it names the doer as often, of what it does not take for something else."""
    told = [deed for deed in before.sees if deed not in before.row().taken_for]
    return all(
        after.chances(deed, 1.0).on_self == pytest.approx(before.chances(deed, 1.0).on_self)
        for deed in told
    )


def test_each_kind_of_sensor_can_be_without_error() -> None:
    """The sensors of the corpus err, each kind in its way."""
    eyes = [it for name in ("everything", "sensors") for it in examined_city(name).regime.sensors]
    erring = {it.kind for it in eyes if not never_errs(it)}
    assert erring == {kind.word for kind in ENROLLED if kind.family == "sensors"}
    for it in eyes:
        assert never_errs(it.without_error()), it.id
        assert sees_as_much(it, it.without_error()), it.id


def examined_city(name: str) -> City:
    city = examined(CORPUS / "valid" / f"{name}.yaml").city
    assert city is not None
    return city


@DRAWN
@given(cases())
def test_whatever_is_left_of_any_regime_is_sound(case: Case) -> None:
    city = city_of(case)
    for switch in (no_regime, without_error, perfect_sight, without_responses, without_recourse):
        switch(city)
    with contextlib.suppress(TooMuch):
        nothing_crosses(city)
    assert all(map(never_errs, without_error(city).regime.sensors))
    dealt_anew(city, 7)
    variants(city)
    for family, names in ids_of(city.regime).items():
        for name in names:
            found = less(city, family, name)
            assert found.gone[0] == (family, name)
            for other, rest in ids_of(found.city.regime).items():
                gone = {it for where, it in found.gone if where == other}
                blind = gone if other == "sensors" else set[str]()
                was = set(ids_of(city.regime)[other])
                assert other == "rules" or set(rest) - blind == was - gone
            left = [it for it in found.city.regime.sensors if ("sensors", it.id) in found.gone]
            assert all(map(names_nobody, left))
    with contextlib.suppress(TooMuch):
        _placebo(city)


class TooMuch(Exception):
    """What a switch of some drawn towns makes is more than a city has room for."""


def _placebo(city: City) -> None:
    try:
        placebo(city, 7)
    except DocumentError as error:
        if all("in a window of" in problem.what for problem in error.problems):
            raise TooMuch from error
        raise

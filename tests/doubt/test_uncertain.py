"""Doubts of a city: what may be moved, how far, and what such a city must still keep to."""

from __future__ import annotations

import numpy as np
import pytest

from doubt.unsure import between, unsure_city, watched_city
from glasscity.documents.moot import worth_trying
from glasscity.documents.problem import DocumentError
from glasscity.documents.resolve import load
from glasscity.documents.switches import no_regime, without_responses
from glasscity.documents.uncertain import (
    OfRules,
    OfWorld,
    doubts,
    drawn,
    held,
    origin_of,
)
from strategies.words import Words, quantity

SUQIAN = load("suqian-2018")


def test_the_stated_values_are_the_very_same_city() -> None:
    found = doubts(SUQIAN)
    assert drawn(SUQIAN, found, origin_of(found)).digests == SUQIAN.digests


@pytest.mark.parametrize("doubt", doubts(SUQIAN), ids=lambda it: it.name)
def test_a_doubt_reaches_its_ends_and_never_turns_back(doubt: OfWorld | OfRules) -> None:
    values = [doubt.at(c) for c in np.linspace(0.0, 1.0, 41).tolist()]
    assert (values[0], values[-1]) == doubt.range
    assert values == sorted(values)
    assert doubt.at(doubt.origin) == doubt.quantity.value


def test_half_of_the_settings_lie_below_the_stated_value() -> None:
    """In proportion over wide halves, evenly over narrow ones; the ends and the middle exactly."""
    city = unsure_city(rate=between(0.01, 1.0, 4.0, "per person-year"))
    rate = next(it for it in doubts(city) if it.label.startswith("spit"))
    assert [rate.at(c) for c in (0.25, 0.5, 0.75)] == pytest.approx([0.1, 1.0, 2.5])


def test_a_stated_value_at_the_end_of_its_range_begins_there() -> None:
    city = unsure_city(seen=between(0.2, 0.2, 0.6, "share"))
    seen = next(it for it in doubts(city) if "completeness" in it.label)
    assert (seen.origin, seen.at(0.0)) == (0.0, 0.2)
    assert seen.at(0.5) == pytest.approx(0.4)


def test_points_and_days_stay_whole() -> None:
    city = unsure_city()
    for doubt in doubts(city):
        if doubt.quantity.unit in ("points", "days"):
            assert all(doubt.at(c) % 1 == 0 for c in np.linspace(0, 1, 17).tolist())


def test_what_is_written_in_the_same_words_is_one_doubt() -> None:
    same = between(0.5, 1.0, 2.0, "per person-year", why="both rest on the one same survey")
    other = between(0.5, 1.0, 2.0, "per person-year", why="this one rests on another survey")
    counts = []
    for second in (same, other):
        city = watched_city()
        words = city.conduct.model_dump(mode="json", by_alias=True)
        words["kinds"][0]["rate"], words["kinds"][1]["rate"] = same, second
        moved = type(city)(
            city.regime, city.population, type(city.conduct).model_validate(words), city.references
        )
        rates = [it for it in doubts(moved) if it.document == "conduct"]
        counts.append([len(it.places) for it in rates])
        at_end = drawn(moved, rates, np.ones(len(rates)))
        assert [kind.rate.value for kind in at_end.conduct.kinds] == [2.0, 2.0]
    assert counts == [[2], [1, 1]]


def test_more_deeds_make_more_room() -> None:
    """The bound of a factor is room for a computation: it gives way to what people may do."""
    city = unsure_city(rate=between(0.1, 1.0, 9.0, "per person-year"))
    found = [it for it in doubts(city) if it.document == "conduct"]
    assert city.conduct.factors[0].bound.value == 2.0
    assert drawn(city, found, np.ones(1)).conduct.factors[0].bound.value == 9.0
    assert drawn(city, found, np.zeros(1)).conduct.factors[0].bound.value == 2.0


def test_the_lowest_band_begins_where_the_scale_does() -> None:
    found = [it for it in doubts(SUQIAN) if it.label == "points: floor"]
    (ledger,) = drawn(SUQIAN, found, np.array([0.5])).regime.banded
    assert (ledger.floor.value, ledger.bands[0].from_.value) == (250.0, 250.0)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"good": between(5, 5, 30, "points")}, "instruments[0].bands"),
        ({"seen": between(0.5, 0.5, 1.0, "share")}, "sensors[0].sees[0]"),
    ],
)
def test_values_that_do_not_go_together_are_no_city(changes: dict[str, Words], place: str) -> None:
    city = unsure_city(**changes)
    words = city.conduct.model_dump(mode="json", by_alias=True)
    words["kinds"][0]["seen_at_most"] = quantity(0.9, "share")
    city = type(city)(
        city.regime, city.population, type(city.conduct).model_validate(words), city.references
    )
    found = doubts(city)
    point = origin_of(found)
    drawn(city, found, point)
    with pytest.raises(DocumentError, match=r"regime") as error:
        drawn(city, found, np.where(point == 0.0, 1.0, point))
    assert error.value.problems[0].path.startswith(place)


def test_rules_are_no_doubts_about_the_world() -> None:
    """Points, thresholds, terms, consequences and ways back are rules; so is what is decreed."""
    by_family: dict[str, set[type]] = {}
    for doubt in doubts(SUQIAN):
        family = str(doubt.places[0][0]) if doubt.document == "regime" else doubt.document
        by_family.setdefault(family, set()).add(type(doubt))
        if doubt.quantity.unit in ("points", "days", "CNY", "records", "per month"):
            assert type(doubt) is OfRules, doubt.name
    assert by_family == {
        "awareness": {OfWorld},
        "sensors": {OfWorld, OfRules},
        "instruments": {OfRules},
        "consequences": {OfRules},
        "recourse": {OfRules},
        "responses": {OfWorld},
        "population": {OfWorld},
        "conduct": {OfWorld},
    }


def test_what_nobody_ranged_is_held_and_told() -> None:
    city = unsure_city(seen=quantity(0.5, "share"))
    assert "regime sensors[0].completeness" in held(city)
    assert "regime sensors[0].delay" not in held(city)
    assert "conduct factors[0].bound" not in held(city)
    assert [it.label for it in doubts(city)] == ["files: delay", "points: good from", "spit: rate"]


def test_numbers_that_nothing_reads_are_not_worth_trying() -> None:
    """Of a conduct: nothing without a regime, what is named without responses, else all deeds."""
    read = worth_trying(SUQIAN)
    places = {doubt.places[0][:2] for doubt in read if doubt.document == "conduct"}
    all_places = {it.places[0][:2] for it in doubts(SUQIAN) if it.document == "conduct"}
    assert {it for it in all_places if it[0] == "kinds"} <= places
    regime = str(SUQIAN.regime.model_dump(mode="json"))
    services = [it.id for it in SUQIAN.conduct.services]
    unread = {("services", n) for n, it in enumerate(services) if f"'{it}'" not in regime}
    assert 0 < len(unread) < len(services)
    assert not unread & places
    assert all(it.document != "conduct" for it in worth_trying(no_regime(SUQIAN)))
    calm = without_responses(SUQIAN)
    named = {it for sensor in calm.regime.sensors for it in sensor.sees}
    left = {doubt.places[0][1] for doubt in worth_trying(calm) if doubt.places[0][0] == "kinds"}
    ids = {SUQIAN.conduct.kinds[int(n)].id for n in left}
    assert named - ids == set[str]()
    assert len(ids) < len(SUQIAN.conduct.kinds)

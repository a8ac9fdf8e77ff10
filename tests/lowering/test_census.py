"""Whole people from margins: exact in number, near in every cell, the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from glasscity.documents.population import Population
from glasscity.documents.resolve import load
from glasscity.lowering.census import build_census
from glasscity.vocabulary.strata import DIMENSIONS, N_STRATA, SHAPE, levels_of

EVEN: dict[str, dict[str, float]] = {
    name: dict.fromkeys(levels, 1 / len(levels)) for name, levels in DIMENSIONS.items()
}
Cells = Mapping[str, float | Mapping[str, float]]
Singles = Mapping[str, Cells]
Crossed = Mapping[tuple[str, ...], Cells]


def _quantity(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "assumed": "a number for a test"}


def _place(people: int, single: Singles, crossed: Crossed | None = None) -> Population:
    """A place with even margins where nothing else is given; crossed ones stand for their own."""
    tables: dict[tuple[str, ...], Cells] = dict(crossed or {})
    covered = {name for over in tables for name in over} - set(single)
    for name in DIMENSIONS:
        if name not in covered:
            tables[(name,)] = single.get(name, EVEN[name])
    return Population.model_validate(
        {
            "format": "glasscity/population/1",
            "id": "somewhere",
            "title": {"en": "Somewhere", "nl": "Ergens", "zh_Hans": "某地"},
            "status": "test",
            "people": _quantity(people, "people"),
            "margins": [
                {"over": over, "unit": "share", "assumed": "a margin for a test", "cells": table}
                for over, table in tables.items()
            ],
            "enrolled": _quantity(1, "share"),
            "look_alike_spread": _quantity(0, "spread"),
        }
    )


def _by(counts: npt.NDArray[np.int64], *names: str) -> npt.NDArray[np.int64]:
    others = tuple(i for i, name in enumerate(DIMENSIONS) if name not in names)
    return np.asarray(counts.reshape(SHAPE).sum(axis=others), dtype=np.int64)


@pytest.mark.parametrize("people", [1, 2, 7, 123, 1_000, 77_777, 3_650_000])
def test_margins_hold_to_the_nearest_person(people: int) -> None:
    census, fit = build_census(load("suqian-2018").population, people)
    assert census.counts.shape == (N_STRATA,)
    assert census.counts.dtype == np.int64
    assert census.counts.min() >= 0
    assert census.simulated == people == fit.simulated
    assert fit.largest_in_heads < 1


def test_the_simulated_stand_for_everyone() -> None:
    census, _ = build_census(load("suqian-2018").population, 1_000)
    assert census.represented == 3_650_000
    assert census.weight == 3_650


def test_dimensions_are_independent_given_margins() -> None:
    counts, _ = build_census(
        _place(
            3_650_000,
            {"sex": {"female": 0.3, "male": 0.7}, "online": {"offline": 0.2, "online": 0.8}},
        )
    )
    together = _by(counts.counts, "sex", "online") / 3_650_000
    assert np.abs(together - [[0.06, 0.24], [0.14, 0.56]]).max() * 3_650_000 < 100


def test_strata_are_numbered_as_the_vocabulary_says() -> None:
    only = {"sex": "male", "age": "40-49", "income": "second", "residence": "migrant"}
    singles: dict[str, Cells] = {
        name: {level: float(level == label) for level in DIMENSIONS[name]}
        for name, label in {**only, "online": "offline"}.items()
    }
    census, _ = build_census(_place(12, singles))
    (stratum,) = np.flatnonzero(census.counts)
    numbers = {name: level for name, level in levels_of(int(stratum)).items() if name in DIMENSIONS}
    assert numbers == {"sex": 1, "age": 2, "income": 1, "residence": 2, "online": 0}
    assert census.counts[stratum] == 12


def test_an_empty_level_stays_empty() -> None:
    census, fit = build_census(_place(999, {"sex": {"female": 1.0, "male": 0.0}}))
    assert _by(census.counts, "sex").tolist() == [999, 0]
    assert fit.largest_in_heads < 1


def test_a_crossed_margin_keeps_what_hangs_together() -> None:
    crossed: Crossed = {
        ("online", "sex"): {
            "offline": {"female": 0.1, "male": 0.4},
            "online": {"female": 0.5, "male": 0.0},
        }
    }
    census, fit = build_census(_place(10_000, {}, crossed))
    assert np.abs(_by(census.counts, "sex", "online") - [[1000, 5000], [4000, 0]]).max() <= 3
    assert _by(census.counts, "sex", "online")[1, 1] == 0
    assert {residual.over for residual in fit.residuals} == {
        ("age",),
        ("income",),
        ("residence",),
        ("sex", "online"),
    }


@pytest.mark.parametrize("turn", [1, -1])
def test_a_crossed_margin_gives_way_to_single_ones(turn: int) -> None:
    crossed: Crossed = {
        ("sex", "online"): {
            "female": {"offline": 0.25, "online": 0.25},
            "male": {"offline": 0.25, "online": 0.25},
        }
    }
    even = {"offline": 0.5, "online": 0.5}
    place = _place(10_000, {"sex": {"female": 0.6, "male": 0.4}, "online": even}, crossed)
    census, fit = build_census(place.model_copy(update={"margins": place.margins[::turn]}))
    assert _by(census.counts, "sex").tolist() == [6000, 4000]
    assert fit.largest.over == ("sex", "online")
    assert fit.largest.difference == pytest.approx(0.05, abs=0.001)


@pytest.mark.parametrize("people", [1, 2, 5, 9, 17, 23, 77])
def test_people_too_few_for_every_level_still_add_up(people: int) -> None:
    """Where a crossed margin has empty cells, whole incomes and residences pull two ways."""
    homes = {
        "lowest": [0.13, 0.1, 0.0],
        "second": [0.0, 0.07, 0.11],
        "middle": [0.16, 0.0, 0.11],
        "fourth": [0.11, 0.0, 0.0],
        "highest": [0.0, 0.0, 0.21],
    }
    crossed: Crossed = {
        ("residence", "income"): {
            place: {income: shares[i] for income, shares in homes.items()}
            for i, place in enumerate(DIMENSIONS["residence"])
        }
    }
    census, fit = build_census(_place(1_000, {}, crossed), people)
    together = _by(census.counts, "income", "residence")
    assert together.sum() == people
    assert not together[np.array(list(homes.values())) == 0].any()
    assert fit.largest_in_heads < 3


def test_margins_that_contradict_are_refused() -> None:
    crossed: Crossed = {
        ("sex", "online"): {
            "female": {"offline": 0.5, "online": 0.5},
            "male": {"offline": 0.0, "online": 0.0},
        }
    }
    even = {"sex": {"female": 0.5, "male": 0.5}, "online": {"offline": 0.5, "online": 0.5}}
    place = _place(1_000, even, crossed)
    with pytest.raises(ValueError, match=r"^margins: no population meets that over sex and online"):
        build_census(place)


def test_three_margins_that_contradict_only_together_are_refused() -> None:
    def pairs(first: str, second: str, *, same: bool) -> Cells:
        rows, columns = DIMENSIONS[first], DIMENSIONS[second]
        return {
            row: {
                column: 0.5 * ((i == j) is same) * (max(i, j) < 2)
                for j, column in enumerate(columns)
            }
            for i, row in enumerate(rows)
        }

    crossed: Crossed = {
        ("sex", "online"): pairs("sex", "online", same=True),
        ("residence", "online"): pairs("residence", "online", same=True),
        ("sex", "residence"): pairs("sex", "residence", same=False),
    }
    with pytest.raises(ValueError, match=r"^margins: no population meets"):
        build_census(_place(1_000, {}, crossed))


def test_same_margins_same_people() -> None:
    place = load("suqian-2018").population
    first, _ = build_census(place, 54_321)
    again, _ = build_census(place, 54_321)
    turned = place.model_copy(update={"margins": tuple(reversed(place.margins))})
    other, _ = build_census(turned, 54_321)
    assert first.counts.tolist() == again.counts.tolist() == other.counts.tolist()


@pytest.mark.parametrize("people", [0, -5])
def test_nobody_cannot_be_simulated(people: int) -> None:
    with pytest.raises(ValueError, match=f"^people: {people} cannot be simulated; ask for 1"):
        build_census(_place(1_000, {}), people)


def test_a_stratum_holds_no_more_than_its_addresses() -> None:
    with pytest.raises(ValueError, match=r"strata hold 4,194,304 people or more \(female, 18-29"):
        build_census(_place(2_000_000_000, {}))

"""The derived numbers of Suqian's adults, worked out again from what was counted."""

from __future__ import annotations

import pytest

from glasscity.documents.population import Margin
from glasscity.documents.resolve import load
from glasscity.evidence import Varied

SUQIAN = load("suqian-2018").population

# POP-21, POP-04 (from 15-19 in steps of five years), POP-02 of POP-01, POP-06, POP-24
UNDER_15, AGED_15_59, AGED_60, AGED_65 = 1_170_957, 2_888_787, 926_448, 675_982
FIVES = [
    72_684_140, 74_941_675, 91_847_332, 124_145_190, 99_012_932,
    92_955_330, 114_224_887, 121_164_296, 101_400_786,
]  # fmt: skip
NATION = 1_411_778_724
NATION_UNDER_15 = 0.1795 * NATION
OUT_OF_PROVINCE = 124_837_153
URBAN = 0.6224


def _margin(name: str) -> Margin:
    (margin,) = (m for m in SUQIAN.margins if m.over == (name,))
    return margin


def test_adults_lie_between_two_derivations() -> None:
    teens = FIVES[0] * 3 / 5
    older = AGED_15_59 + AGED_60
    by_the_middle = older - AGED_15_59 * teens / sum(FIVES)
    by_the_young = older - UNDER_15 * teens / NATION_UNDER_15
    assert SUQIAN.people.range is not None
    low, high = SUQIAN.people.range
    assert low == pytest.approx(by_the_young, abs=1_500)
    assert high == pytest.approx(by_the_middle, abs=1_500)
    assert SUQIAN.people.value == pytest.approx((by_the_middle + by_the_young) / 2, abs=10_000)


def test_ages_follow_the_census() -> None:
    cells = _margin("age").cells
    assert cells["65+"] == AGED_65
    assert cells["60-64"] == AGED_60 - AGED_65
    groups = [FIVES[0] * 2 / 5 + FIVES[1] + FIVES[2]]
    groups += [FIVES[i] + FIVES[i + 1] for i in (3, 5, 7)]
    left = SUQIAN.people.value - AGED_60
    for level, group in zip(("18-29", "30-39", "40-49", "50-59"), groups, strict=True):
        assert cells[level] == pytest.approx(left * group / sum(groups), abs=1)


def test_residence_follows_the_nation_and_the_urban_share() -> None:
    cells = _margin("residence").cells
    migrants = OUT_OF_PROVINCE / NATION
    assert cells["migrant"] == pytest.approx(migrants, abs=5e-5)
    assert cells["local-urban"] == pytest.approx((1 - migrants) * URBAN, abs=5e-5)
    assert cells["local-rural"] == pytest.approx((1 - migrants) * (1 - URBAN), abs=5e-5)


def test_register_entries_add_up() -> None:
    """Every face in the gallery is that of an adult who lives there, or is counted as absent."""
    regime = load("suqian-2018").regime
    (camera,) = (s for s in regime.sensors if s.kind == "camera")
    assert isinstance(SUQIAN.enrolled, Varied)
    residence = _margin("residence").cells
    enrolled = sum(
        SUQIAN.people.value * float(str(share)) * SUQIAN.enrolled.levels[level].value
        for level, share in residence.items()
    )
    assert enrolled + camera.absentees.value == pytest.approx(camera.gallery.value, abs=500)

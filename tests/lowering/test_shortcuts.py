"""Tables that spare a search: they say what the search would have found."""

from __future__ import annotations

import numpy as np
import pytest

from engine.worlds import suqian
from glasscity.chance import ONE
from glasscity.kernels.items import PERSON_SHIFT, group_by_person
from glasscity.kernels.tempt import GUIDE_SHIFT
from glasscity.lowering.tempt import first_threshold, lower_temptation, shares_upto
from glasscity.tables.law import I64


def words_near(limits: I64) -> I64:
    """All words at, before and after thresholds and the edges of the guide's parts."""
    edges = np.arange(0, ONE, 1 << GUIDE_SHIFT)
    near = np.concatenate([limits.ravel(), edges])[:, None] + np.arange(-2, 3)
    return np.unique(near[(near >= 0) & (near < ONE)])


@pytest.mark.parametrize("g", [0, 7, 180, 359])
def test_a_guide_leads_to_the_kind_that_counting_finds(g: int) -> None:
    conduct = suqian().conduct
    tempt = lower_temptation(conduct, shares_upto(conduct), 30)
    for f in range(len(conduct.factors)):
        first, last = tempt.kind_first[f : f + 2]
        limits = tempt.kind_upto[g, first:last]
        words = words_near(limits)
        counted = first + (limits[None] <= words[:, None]).sum(axis=1)
        guided = tempt.kind_guide[g, f, words >> GUIDE_SHIFT].astype(np.int64)
        assert (guided >= first).all()
        assert (guided <= counted).all()
        at_an_edge = words % (1 << GUIDE_SHIFT) == 0
        assert (guided == counted)[at_an_edge].all()


def test_the_word_from_which_a_count_is_two() -> None:
    rows = np.array([[3, 9, ONE], [ONE, ONE, ONE]], np.int64)
    assert first_threshold(rows).tolist() == [3, ONE - 1]
    assert first_threshold(rows, 2).tolist() == [9, ONE - 1]
    assert first_threshold(rows[:, :1], 2).tolist() == [ONE - 1, ONE - 1]


def test_items_stand_by_person_in_the_order_of_their_filing() -> None:
    draw = np.random.default_rng(3)
    items = (draw.integers(0, 50, 400) << PERSON_SHIFT) | draw.integers(0, 1 << 40, 400)
    grouped = np.empty_like(items)
    group_by_person(items, np.zeros(51, np.int32), grouped)
    assert grouped.tolist() == items[np.argsort(items >> PERSON_SHIFT, kind="stable")].tolist()
